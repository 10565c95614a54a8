package feedbackuploader.server;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which completion shows that a submission was recorded, and as what: read from the request's own body. */
public final class Traces {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String WITHOUT_CATALOGUE = "The row names its metric by id. Without the deployment's list of"
            + " metrics, the program cannot find the row on the server.";
    private static final String OUTCOMES = "Outcomes cannot be read back: no query of the API shows them.";
    private static final String INTERACTIONS = "No completion shows an interaction: it is one itself.";
    private static final String NOT_IN_CATALOGUE =
            "Its metric is not, or no longer, on the deployment's list of metrics, so"
                    + " the program cannot find the row on the server.";

    private Traces() {}

    /** @param catalogue null when the deployment's metrics are not known */
    public static Trace of(Submission submission, @Nullable MetricCatalogue catalogue) {
        if (submission.kind() == Kind.OUTCOME || submission.kind() == Kind.INTERACTION) {
            return new Trace.Nowhere(submission.kind() == Kind.OUTCOME ? OUTCOMES : INTERACTIONS);
        }
        Feedback feedback = Bodies.feedbackOf(submission);
        Optional<String> metric = metricKey(Objects.requireNonNull(feedback.metric()), catalogue);
        if (metric.isEmpty()) {
            return new Trace.Nowhere(catalogue == null ? WITHOUT_CATALOGUE : NOT_IN_CATALOGUE);
        }
        return feedback instanceof MetricFeedback rating
                ? ofMetric(rating, metric.get())
                : ofPreference((PreferenceFeedback) feedback, metric.get());
    }

    /**
     * Where a completion that an upload created is shown: the server's own id is all that leads there.
     *
     * @param completionId null when the server gave none
     */
    public static Trace ofCreated(Submission submission, @Nullable String completionId) {
        if (completionId == null || !UUID_FORM.matcher(completionId).matches()) {
            return new Trace.Nowhere("The server gave no id for the completion, so there is none to look for.");
        }
        Interaction interaction = (Interaction) Bodies.feedbackOf(submission);
        Map<String, String> labels = new HashMap<>(interaction.labels());
        String own = InteractionBodies.labelOf(submission);
        if (own != null) {
            labels.put(InteractionBodies.LABEL, own);
        }
        return new Trace.At(
                Kind.INTERACTION,
                UUID.fromString(completionId),
                new MatchKey.OfInteraction(interaction.completion(), interaction.model(), labels, true));
    }

    /**
     * Equal for submissions that a read-back without users cannot tell from each other. Null for what is seen nowhere.
     */
    public static @Nullable Object lookOf(Submission submission) {
        if (submission.kind() == Kind.METRIC) {
            return Bodies.withoutUser(submission.body());
        }
        if (submission.kind() != Kind.PREFERENCE) {
            return null;
        }
        PreferenceFeedback preference = (PreferenceFeedback) Bodies.feedbackOf(submission);
        UUID preferred = idOf(preference.preferred());
        return preferred == null
                ? null
                : new MatchKey.OfPreference(preference.metric(), preferred, idOf(preference.other()));
    }

    /** A read-back shows the metric's key, whether the request named it by key or by id. */
    private static Optional<String> metricKey(String keyOrId, @Nullable MetricCatalogue catalogue) {
        if (catalogue == null) {
            return UUID_FORM.matcher(keyOrId).matches() ? Optional.empty() : Optional.of(keyOrId);
        }
        return catalogue.find(keyOrId).map(MetricCatalogue.Metric::key);
    }

    private static Trace ofMetric(MetricFeedback rating, String metric) {
        double number = rating.value() instanceof Value.Bool bool
                ? (bool.value() ? 1 : 0)
                : ((Value.Scalar) rating.value()).number().doubleValue();
        return new Trace.At(
                Kind.METRIC,
                rating.completionId(),
                MatchKey.OfMetric.of(metric, number, rating.details(), rating.user()));
    }

    private static Trace ofPreference(PreferenceFeedback preference, String metric) {
        UUID preferred = idOf(preference.preferred());
        if (preferred == null) {
            return new Trace.Nowhere("The row gives its preferred completion as text, so there is no id to look for.");
        }
        return new Trace.At(
                Kind.PREFERENCE,
                preferred,
                new MatchKey.OfPreference(metric, preferred, idOf(preference.other())),
                preference.tied() != null);
    }

    private static @Nullable UUID idOf(CompletionRef completion) {
        return completion instanceof CompletionRef.ById byId ? byId.id() : null;
    }
}
