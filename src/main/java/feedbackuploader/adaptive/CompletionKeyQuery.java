package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Project;
import feedbackuploader.server.FoundCompletion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The question which completions have a key of the application's own, page by page, in the words of the SDK v0.5.1. */
final class CompletionKeyQuery {

    private static final String QUERY = "query ($filter: ListCompletionsFilterInput!, $page: CursorPageInput!) {"
            + " completions(filter: $filter, page: $page) { totalCount pageInfo { hasNextPage endCursor }"
            + " nodes { id createdAt labels { key value } } } }";

    private CompletionKeyQuery() {}

    /**
     * The request's body.
     *
     * @param keys as {@link feedbackuploader.server.ReadBack#find(List)} has them
     * @param after the last page's {@code endCursor}; null for the first page
     */
    static String of(List<CompletionKey> keys, Project project, Project.Naming naming, @Nullable String after) {
        return CompletionListQuery.of(QUERY, filter -> write(keys, filter), project, naming, after);
    }

    private static void write(List<CompletionKey> keys, ObjectNode filter) {
        CompletionKey first = keys.get(0);
        if (first instanceof CompletionKey.OfLabel label) {
            CompletionListQuery.writeLabel(
                    filter,
                    label.label(),
                    keys.stream().map(CompletionKey::value).toList());
        } else if (first instanceof CompletionKey.OfSession session) {
            filter.put("sessionId", session.session().toString());
        } else if (first instanceof CompletionKey.OfUserAt at) {
            filter.put("userId", at.user().toString())
                    .putObject("timerange") // wider by a moment: whether its ends belong to it is not known
                    .put("from", at.time().toEpochMilli() - 1)
                    .put("to", at.last().toEpochMilli() + 1);
        }
    }

    /** What one page shows; null when it is not as expected. */
    static @Nullable List<FoundCompletion> read(JsonNode completions) {
        @Nullable List<FoundCompletion> undated = CompletionListQuery.read(completions);
        if (undated == null || !completions.path("totalCount").isIntegralNumber()) {
            return null;
        }
        List<FoundCompletion> found = new ArrayList<>();
        for (int i = 0; i < undated.size(); i++) {
            JsonNode createdAt = completions.path("nodes").path(i).path("createdAt");
            if (!createdAt.isIntegralNumber()) {
                return null;
            }
            FoundCompletion one = undated.get(i);
            found.add(new FoundCompletion(one.id(), one.labels(), Instant.ofEpochMilli(createdAt.longValue())));
        }
        return found;
    }
}
