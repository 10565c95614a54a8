package feedbackuploader.adaptive;

/** By which of the API's routes metric feedback is sent; all else has one route alone. */
public enum MetricRoute {
    /** {@code POST /api/v1/feedback}. */
    REST,
    /** The mutation {@code addDirectFeedback}: the description of v0.14 lists the other route no longer. */
    GRAPHQL
}
