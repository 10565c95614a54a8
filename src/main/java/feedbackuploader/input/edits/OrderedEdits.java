package feedbackuploader.input.edits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Edits, to be found by the row or the text that they are for, each with its place in the order of steps. */
public final class OrderedEdits {

    /** The place of a step that comes after all. */
    public static final int END = Integer.MAX_VALUE;

    /** @param place among the steps, from 1 */
    public record Placed(int place, Edit.OfCell edit) {}

    private record Turn(int place, Edit.OfColumn step, String to, int number) {}

    private final List<Placed> byRow = new ArrayList<>();
    private final long[] rows;
    private final Map<String, Map<String, List<Turn>>> columns = new LinkedHashMap<>();
    private final boolean[] wasUsed;

    public OrderedEdits(Edits edits) {
        int place = 0;
        int number = 0;
        for (Edit step : edits.steps()) {
            place++;
            if (step instanceof Edit.OfCell cell) {
                byRow.add(new Placed(place, cell));
            } else if (step instanceof Edit.OfColumn column) {
                Map<String, List<Turn>> texts = columns.computeIfAbsent(column.column(), name -> new HashMap<>());
                for (Edit.Replacement one : column.replace()) {
                    texts.computeIfAbsent(one.from(), from -> new ArrayList<>(1))
                            .add(new Turn(place, column, one.to(), number++));
                }
            }
        }
        byRow.sort(Comparator.comparingLong((Placed one) -> one.edit().row()).thenComparingInt(Placed::place));
        rows = byRow.stream().mapToLong(one -> one.edit().row()).toArray();
        wasUsed = new boolean[number];
    }

    /** Those of one row alone, in their order. */
    public List<Placed> of(long row) {
        int from = first(row);
        int to = from;
        while (to < rows.length && rows[to] == row) {
            to++;
        }
        return from == to ? List.of() : byRow.subList(from, to);
    }

    private int first(long row) {
        int from = 0;
        int to = rows.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rows[middle] < row) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** How many cells the steps name. */
    public int cells() {
        return rows.length;
    }

    /** The columns of which steps replace texts. */
    public Set<String> columns() {
        return columns.keySet();
    }

    /**
     * What replacements make of a cell, one after the other.
     *
     * @param text null for what is missing, which nothing replaces
     * @param digest of its row as the file has it
     * @param after the place of the step up to which the cell has been changed
     * @param before the place of the step that looks at it next
     */
    public @Nullable String replaced(
            String column, @Nullable String text, Supplier<String> digest, int after, int before) {
        Map<String, List<Turn>> texts = columns.getOrDefault(column, Map.of());
        String now = text;
        int last = after;
        Turn turn = now == null ? null : next(texts.get(now), digest, last, before);
        while (turn != null) {
            wasUsed[turn.number] = true;
            now = turn.to;
            last = turn.place;
            turn = next(texts.get(now), digest, last, before);
        }
        return now;
    }

    private static @Nullable Turn next(@Nullable List<Turn> turns, Supplier<String> digest, int after, int before) {
        if (turns != null) {
            for (Turn turn : turns) {
                if (turn.place > after && turn.place < before && turn.step.concerns(digest)) {
                    return turn;
                }
            }
        }
        return null;
    }

    /** How many replacements have found no cell so far. */
    public int unused() {
        int unused = 0;
        for (boolean used : wasUsed) {
            unused += used ? 0 : 1;
        }
        return unused;
    }
}
