package feedbackuploader.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which completion shows that a submission was recorded, and as what: read from the request's own body. */
public final class Traces {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String WITHOUT_CATALOGUE = "The row names its metric by id. Without the deployment's list of"
            + " metrics, the program cannot find the row on the server.";
    private static final String NOT_IN_CATALOGUE =
            "Its metric is not, or no longer, on the deployment's list of metrics, so"
                    + " the program cannot find the row on the server.";

    private Traces() {}

    /** @param catalogue null when the deployment's metrics are not known */
    public static Trace of(Submission submission, @Nullable MetricCatalogue catalogue) {
        JsonNode body = parse(submission.body());
        Optional<String> metric = metricKey(body.path("metric").asText(), catalogue);
        if (metric.isEmpty()) {
            return new Trace.Nowhere(catalogue == null ? WITHOUT_CATALOGUE : NOT_IN_CATALOGUE);
        }
        return submission.kind() == Kind.METRIC ? ofMetric(body, metric.get()) : ofPreference(body, metric.get());
    }

    /**
     * Equal for submissions that a read-back without users cannot tell from each other. Of metric feedback it is the
     * body without its last field, since every row is asked for it. Null for what is seen nowhere.
     */
    public static @Nullable Object lookOf(Submission submission) {
        String body = submission.body();
        if (submission.kind() == Kind.METRIC) {
            int user = body.lastIndexOf(",\"user_id\":\"");
            return user < 0 ? body.substring(0, body.length() - 1) : body.substring(0, user);
        }
        JsonNode preference = parse(body);
        if (!preference.path("preferred_completion").isTextual()) {
            return null;
        }
        return List.of(
                preference.path("metric"),
                preference.path("preferred_completion"),
                preference.path("other_completion").isTextual() ? preference.path("other_completion") : "");
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body of a submission is a JSON object", e);
        }
    }

    /** A read-back shows the metric's key, whether the request named it by key or by id. */
    private static Optional<String> metricKey(String keyOrId, @Nullable MetricCatalogue catalogue) {
        if (catalogue == null) {
            return UUID_FORM.matcher(keyOrId).matches() ? Optional.empty() : Optional.of(keyOrId);
        }
        return catalogue.find(keyOrId).map(MetricCatalogue.Metric::key);
    }

    private static Trace ofMetric(JsonNode body, String metric) {
        JsonNode value = body.path("value");
        double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        return new Trace.At(
                Kind.METRIC,
                UUID.fromString(body.path("completion_id").asText()),
                MatchKey.OfMetric.of(metric, number, body.path("details").textValue(), uuid(body.path("user_id"))));
    }

    private static @Nullable UUID uuid(JsonNode id) {
        return id.isTextual() ? UUID.fromString(id.textValue()) : null;
    }

    private static Trace ofPreference(JsonNode body, String metric) {
        JsonNode preferred = body.path("preferred_completion");
        JsonNode other = body.path("other_completion");
        if (!preferred.isTextual()) {
            return new Trace.Nowhere("Its preferred completion is given as text, so there is no id to look for.");
        }
        UUID completion = UUID.fromString(preferred.textValue());
        return new Trace.At(
                Kind.PREFERENCE,
                completion,
                new MatchKey.OfPreference(metric, completion, uuid(other)),
                body.has("tied"));
    }
}
