package feedbackuploader.adaptive;

import com.fasterxml.jackson.core.JsonPointer;
import feedbackuploader.feedback.Kind;

/** The routes that record feedback. */
enum Route {
    DIRECT_FEEDBACK(CatalogueReader.PATH, "data/addDirectFeedback/id"),
    FEEDBACK("/api/v1/feedback", "feedback_id"),
    COMPARISON("/api/v1/comparison", "comparison_id"),
    INTERACTIONS("/api/v1/interactions", "completion_id"),
    OUTCOME("/api/v1/outcome", "outcome_id");

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // a JsonPointer never changes
    private final JsonPointer id;

    Route(String path, String id) {
        this.path = path;
        this.id = JsonPointer.compile("/" + id);
    }

    static Route of(Kind kind, MetricRoute ofMetrics) {
        return switch (kind) {
            case METRIC -> ofMetrics == MetricRoute.GRAPHQL ? DIRECT_FEEDBACK : FEEDBACK;
            case PREFERENCE -> COMPARISON;
            case INTERACTION -> INTERACTIONS;
            case OUTCOME -> OUTCOME;
        };
    }

    String path() {
        return path;
    }

    /** Where the answer names what it recorded. */
    JsonPointer id() {
        return id;
    }
}
