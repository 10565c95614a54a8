package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the completions that were created here, in order of their recording, page by page. */
final class CompletionList {

    private static final int USUAL_PAGE = 50;

    private final Store store;
    private final Completions completions;
    private final ShownLines shown;
    private final LabelFilter labelFilter;
    private final FaultInjector faults;
    private final Stats stats;

    CompletionList(
            Store store,
            Completions completions,
            ShownLines shown,
            LabelFilter labelFilter,
            FaultInjector faults,
            Stats stats) {
        this.store = store;
        this.completions = completions;
        this.shown = shown;
        this.labelFilter = labelFilter;
        this.faults = faults;
        this.stats = stats;
    }

    /** @throws Refused when the filter or the page is not one that the API takes */
    ObjectNode list(JsonNode filterInput, JsonNode page) throws IOException {
        CompletionFilter filter = CompletionFilter.read(filterInput, labelFilter);
        Fields fields = Fields.within("page", page);
        fields.allowOnly(Set.of("first", "after"));
        int first = first(fields.optional("first"));
        long after = after(fields.optionalString("after"));

        List<UUID> found = new ArrayList<>();
        String endCursor = null;
        int total = 0;
        boolean hasNext = false;
        for (long start : matching(filter)) {
            total++;
            if (start > after && found.size() < first) {
                found.add(Fields.asUuid(store.at(start).path("id").asText()));
                endCursor = Long.toHexString(start);
            } else {
                hasNext |= start > after;
            }
        }
        ObjectNode list = Json.MAPPER.createObjectNode().put("totalCount", total);
        list.putObject("pageInfo").put("hasNextPage", hasNext).put("endCursor", endCursor);
        ArrayNode nodes = list.putArray("nodes");
        for (UUID completion : found) {
            nodes.add(shown.completion(completion));
        }
        return list;
    }

    /** Where the lines begin. A faulty list leaves all of them out, though they exist. */
    private List<Long> matching(CompletionFilter filter) throws IOException {
        List<Long> starts = new ArrayList<>();
        if (faults.leavesOut()) {
            stats.leftOut();
            return starts;
        }
        for (long start : store.starts(filter.keys())) {
            JsonNode line = store.at(start);
            if (IndexKeys.isInteraction(line) && completions.isShown(line) && filter.matches(line)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static int first(@Nullable JsonNode first) {
        if (first == null) {
            return USUAL_PAGE;
        }
        if (!first.canConvertToInt() || !first.isIntegralNumber() || first.intValue() < 1) {
            throw Refused.invalid("first: found " + first + ", expected a whole number from 1 on");
        }
        return first.intValue();
    }

    private static long after(@Nullable String cursor) {
        try {
            return cursor == null ? -1 : Long.parseLong(cursor, 16);
        } catch (NumberFormatException e) {
            throw Refused.invalid("after: \"" + cursor + "\" is no cursor of this server");
        }
    }
}
