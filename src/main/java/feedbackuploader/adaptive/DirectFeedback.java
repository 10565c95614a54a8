package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.server.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Metric feedback as the mutation {@code addDirectFeedback} takes it, in the words of the vendor's SDK v0.5.1. It is
 * translated when it is sent: a row and its body in the ledger are the same on either route.
 */
final class DirectFeedback {

    static final String MUTATION = "mutation ($completionId: UUID!, $metricId: IdOrKey!, $input: FeedbackAddInput!) {"
            + " addDirectFeedback(completionId: $completionId, metricId: $metricId, input: $input) { id } }";

    private DirectFeedback() {}

    /**
     * The request's body.
     *
     * @param restBody of {@code POST /api/v1/feedback}
     * @param catalogue null when the deployment's metrics are not known: the mutation takes a key as well as an id
     */
    static String of(String restBody, @Nullable MetricCatalogue catalogue) {
        JsonNode rest = Submission.parse(restBody);
        String metric = rest.path("metric").asText();
        String id = catalogue == null
                ? metric
                : catalogue.find(metric).map(MetricCatalogue.Metric::id).orElse(metric);
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", MUTATION);
        ObjectNode variables = request.putObject("variables")
                .put("completionId", rest.path("completion_id").asText())
                .put("metricId", id);
        ObjectNode input = variables.putObject("input");
        JsonNode value = rest.path("value");
        if (value.isBoolean()) {
            input.put("value", value.booleanValue() ? 1 : 0); // a Float there, which has no true and false
        } else {
            input.set("value", value);
        }
        if (rest.has("details")) {
            input.set("details", rest.path("details"));
        }
        if (rest.has("user_id")) {
            input.set("userId", rest.path("user_id"));
        }
        return request.toString();
    }
}
