package feedbackuploader.input;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a JSON file stand in it, as far as its beginning shows. What cannot be read row by row is refused once,
 * with what to do about it.
 *
 * @param list the key that holds the rows, or null
 */
record JsonShape(Dialect.Kind kind, @Nullable String list) {

    /** Keys under which exports and answers of servers hold their rows, as {@link ColumnNames#normal} has them. */
    private static final Set<String> LISTS = Set.of(
            "data",
            "records",
            "results",
            "rows",
            "items",
            "entries",
            "examples",
            "objects",
            "documents",
            "list",
            "tasks",
            "samples",
            "result",
            "runs",
            "scores",
            "ratings",
            "evaluations");

    /** Beside one of these, a list is part of a row. */
    private static final Set<String> OF_ROWS = Set.of(
            "metric",
            "feedbackkey",
            "value",
            "score",
            "rating",
            "messages",
            "prompt",
            "winner",
            "feedbacks",
            "annotations",
            "input",
            "instruction",
            "choices",
            "answer",
            "text",
            "responses");

    /**
     * @param isWhole whether {@code start} is all of the file
     * @param path to the file, for commands
     */
    static JsonShape of(String start, boolean isWhole, String file, String path) throws InputException {
        JsonScan scan = new JsonScan(start);
        int first = scan.afterSpace(0);
        JsonRemedies.refusePython(start.substring(first), file, path);
        if (scan.at(first) == '[') {
            JsonRemedies.refuseLists(scan, first, file, path);
            return new JsonShape(Dialect.Kind.JSON_ARRAY, null);
        }
        List<JsonScan.Key> keys = scan.keys(first);
        int end = scan.end(first);
        boolean isOnly = end != JsonScan.NONE && isWhole && scan.afterSpace(end) >= start.length();
        JsonRemedies.refuseColumns(scan, keys, file, path);
        String list = list(scan, keys, isOnly, file, path);
        if (list != null) {
            return new JsonShape(Dialect.Kind.JSON_LIST, list);
        }
        return new JsonShape(isOneALine(start, scan, first, end) ? Dialect.Kind.JSONL : Dialect.Kind.JSON_VALUES, null);
    }

    private static @Nullable String list(
            JsonScan scan, List<JsonScan.Key> keys, boolean isOnly, String file, String path) throws InputException {
        for (JsonScan.Key key : keys) {
            String normal = ColumnNames.normal(key.name());
            if (OF_ROWS.contains(normal) || normal.contains("completion")) {
                return null;
            }
        }
        for (JsonScan.Key key : keys) {
            boolean isKnown = LISTS.contains(ColumnNames.normal(key.name()));
            boolean isAlone = isOnly && keys.size() == 1;
            if ((isKnown || isAlone)
                    && key.name().indexOf('\\') < 0
                    && (scan.has(key.value(), "[{") || (isKnown && scan.has(key.value(), "[]")))) {
                return key.name();
            }
            for (JsonScan.Key inner : isKnown && isOnly && scan.at(key.value()) == '{'
                    ? scan.keys(key.value())
                    : List.<JsonScan.Key>of()) {
                if (LISTS.contains(ColumnNames.normal(inner.name())) && scan.has(inner.value(), "[{")) {
                    throw JsonRemedies.nested(file, path, key.name(), inner.name());
                }
            }
        }
        return null;
    }

    /** Whether a list of objects under {@code key} holds rows. */
    static boolean isList(String key) {
        return LISTS.contains(ColumnNames.normal(key));
    }

    /** Whether the first object ends with its line, or is a broken one on a line of its own. */
    private static boolean isOneALine(String start, JsonScan scan, int first, int end) {
        int lineEnd = start.indexOf('\n', first);
        String line = lineEnd < 0 ? start.substring(first) : start.substring(first, lineEnd);
        if (end == JsonScan.NONE) {
            int next = lineEnd + 1;
            return lineEnd < 0 || !(line.strip().equals("{") || scan.afterSpace(next) > next);
        }
        if (end > first + line.length()) {
            return !line.strip().equals("{") && !isObject(start.substring(first, end));
        }
        String rest = line.substring(end - first).strip();
        boolean hasMore = rest.startsWith("{") || rest.startsWith(",");
        return !hasMore || !isObject(start.substring(first, end));
    }

    private static boolean isObject(String text) {
        try {
            return StrictJson.read(text).isObject();
        } catch (StrictJson.Malformed e) {
            return false;
        }
    }
}
