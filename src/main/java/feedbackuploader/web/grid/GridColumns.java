package feedbackuploader.web.grid;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.JsonCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a grid: those of a table, or the pointers that JSON objects have shown so far. */
final class GridColumns {

    private static final int REMEMBERED = 1_000;

    /** More no page can show, and no eye take in. */
    static final int MOST = 200;

    private final boolean isJson;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Places that problems have named: every row of a file may name the same one. */
    private final Map<String, Integer> places = new HashMap<>();

    /** @param header empty for JSON */
    GridColumns(List<String> header, boolean isJson) {
        this.isJson = isJson;
        header.stream().limit(MOST).forEach(this::add);
    }

    private int add(String name) {
        places.clear();
        names.add(name);
        indexes.putIfAbsent(name, names.size() - 1);
        return names.size() - 1;
    }

    boolean isJson() {
        return isJson;
    }

    int size() {
        return names.size();
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** As the page shows it: a key of the object itself without the slash of its pointer. */
    String shown(int column) {
        String name = names.get(column);
        return isJson && name.indexOf('/', 1) < 0
                ? name.substring(1).replace("~1", "/").replace("~0", "~")
                : name;
    }

    boolean has(int column) {
        return column >= 0 && column < names.size();
    }

    /** As edits name it; null where no name says which column is meant. */
    @Nullable
    String editable(int column) {
        String name = has(column) ? names.get(column) : null;
        return name != null && names.indexOf(name) == names.lastIndexOf(name) ? name : null;
    }

    /** The column of a pointer, a new one if there is room; else -1. */
    int ofPointer(String pointer) {
        Integer known = indexes.get(pointer);
        return known != null ? known : names.size() < MOST ? add(pointer) : -1;
    }

    /**
     * The column that a problem names, or -1: also by a place inside it ({@code feedbacks[2].value}, {@code cell#/a/b}), or
     * in other capitals.
     */
    int of(@Nullable String place) {
        if (place == null) {
            return -1;
        }
        Integer known = places.get(place);
        int column = known == null ? found(place) : known;
        if (known == null && places.size() < REMEMBERED) {
            places.put(place, column);
        }
        return column;
    }

    /** Whether what is taken from {@code place} is this column, or an object of which the column is a part. */
    boolean isOf(int column, String place) {
        return of(place) == column
                || (isJson
                        && names.get(column)
                                .startsWith((place.startsWith("/") ? place : JsonCells.pointer(place)) + "/"));
    }

    private int found(String place) {
        int exact = exact(isJson && !place.startsWith("/") ? JsonCells.pointer(place) : place);
        if (exact >= 0) {
            return exact;
        }
        int inside = place.indexOf('[') > 0 ? place.indexOf('[') : place.indexOf("#/");
        if (inside > 0) {
            return found(place.substring(0, inside));
        }
        if (place.startsWith("/") && place.lastIndexOf('/') > 0) {
            return found(place.substring(0, place.lastIndexOf('/')));
        }
        String normal = ColumnNames.normal(place);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (ColumnNames.normal(isJson ? name.substring(1) : name).equals(normal)) {
                return i;
            }
        }
        return -1;
    }

    private int exact(String name) {
        Integer known = indexes.get(name);
        return known == null ? -1 : known;
    }
}
