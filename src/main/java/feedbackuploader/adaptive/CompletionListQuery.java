package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.FoundCompletion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The question which completions have a label, page by page, in the words of the vendor's SDK v0.5.1. */
final class CompletionListQuery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String QUERY = "query ($filter: ListCompletionsFilterInput!, $page: CursorPageInput!) {"
            + " completions(filter: $filter, page: $page) { pageInfo { hasNextPage endCursor }"
            + " nodes { id labels { key value } } } }";

    private static final int PAGE = 200;

    private CompletionListQuery() {}

    /**
     * The request's body.
     *
     * @param after the last page's {@code endCursor}; null for the first page
     */
    static String of(
            String label, List<String> values, Project project, Project.Naming naming, @Nullable String after) {
        return of(QUERY, filter -> writeLabel(filter, label, values), project, naming, after);
    }

    /** The same for another query on a list of completions, and what else its filter has. */
    static String of(
            String query,
            Consumer<ObjectNode> filtering,
            Project project,
            Project.Naming naming,
            @Nullable String after) {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        ObjectNode variables = body.putObject("variables");
        filtering.accept(variables.putObject("filter").put(ReadBackQuery.argument(naming), project.key()));
        ObjectNode page = variables.putObject("page").put("first", PAGE);
        if (after != null) {
            page.put("after", after);
        }
        return body.toString();
    }

    static void writeLabel(ObjectNode filter, String label, List<String> values) {
        ObjectNode wanted = filter.putArray("labels").addObject().put("key", label);
        values.forEach(wanted.putArray("value")::add);
    }

    /** What one page shows; null when it is not as expected. */
    static @Nullable List<FoundCompletion> read(JsonNode completions) {
        JsonNode nodes = completions.path("nodes");
        JsonNode hasNext = completions.path("pageInfo").path("hasNextPage");
        if (!nodes.isArray() || !hasNext.isBoolean() || (hasNext.booleanValue() && nextOf(completions) == null)) {
            return null;
        }
        List<FoundCompletion> found = new ArrayList<>();
        for (JsonNode node : nodes) {
            String id = node.path("id").asText("");
            if (id.isBlank() || !node.path("labels").isArray()) {
                return null;
            }
            Map<String, String> labels = new HashMap<>();
            node.path("labels")
                    .forEach(label -> labels.put(
                            label.path("key").asText(), label.path("value").asText()));
            found.add(new FoundCompletion(id, labels));
        }
        return found;
    }

    /** Where the next page begins; null after the last. */
    static @Nullable String nextOf(JsonNode completions) {
        JsonNode info = completions.path("pageInfo");
        return info.path("hasNextPage").asBoolean() ? info.path("endCursor").textValue() : null;
    }
}
