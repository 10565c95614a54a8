package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first objects of a file as a table: a column for each key, and for each place inside an object by its pointer.
 * Bounded, whatever the file holds.
 */
final class JsonSample {

    private static final int ROWS = 100;
    private static final int COLUMNS = 300;

    /** Objects within objects. */
    private static final int DEPTH = 3;

    /** Longer texts are neither ids nor labels. */
    private static final int LONGEST = 100;

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Map<Integer, String>> rows = new ArrayList<>();

    void add(ObjectNode object) {
        if (rows.size() < ROWS) {
            Map<Integer, String> cells = new LinkedHashMap<>();
            add("", object, cells, 1);
            rows.add(cells);
        }
    }

    private void add(String above, ObjectNode object, Map<Integer, String> cells, int depth) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            boolean isTop = depth == 1 && !key.startsWith("/");
            String pointer = above + "/" + key.replace("~", "~0").replace("/", "~1");
            if (entry.getValue() instanceof ObjectNode inner && depth < DEPTH) {
                add(pointer, inner, cells, depth + 1);
            } else if (key.length() <= LONGEST) {
                note(isTop ? key : pointer, entry.getValue(), cells);
            }
        }
    }

    private void note(String name, JsonNode value, Map<Integer, String> cells) {
        Integer column = columns.get(name);
        if (column == null && columns.size() < COLUMNS) {
            column = columns.size();
            columns.put(name, column);
        }
        if (column != null && value.isValueNode() && !value.isNull()) {
            cells.put(column, Printable.of(value.asText(), LONGEST));
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    LikelyColumns likely(MappingOptions options) {
        List<String> names = List.copyOf(columns.keySet());
        List<List<String>> table = new ArrayList<>();
        for (Map<Integer, String> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                cells.add(row.getOrDefault(i, ""));
            }
            table.add(cells);
        }
        return LikelyColumns.in(names, table, options);
    }
}
