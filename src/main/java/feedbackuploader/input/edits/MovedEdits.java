package feedbackuploader.input.edits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that edits are of in a file that has changed since: by their digests, wherever they stand now. It is told
 * of every row once.
 */
public final class MovedEdits {

    private record Wanted(long row, String digest) {}

    private final Edits edits;

    /** The rows that edits name, and of them those that are still where they were. */
    private final Set<Wanted> wanted = new HashSet<>();

    private final Set<Wanted> unmoved = new HashSet<>();
    private final Set<String> digests = new HashSet<>();

    /** Where else a content stands now. */
    private final Map<String, Deque<Long>> elsewhere = new HashMap<>();

    public MovedEdits(Edits edits) {
        this.edits = edits;
        for (Edit step : edits.steps()) {
            if (step instanceof Edit.OfCell cell && cell.digest() != null) {
                wanted.add(new Wanted(cell.row(), cell.digest()));
                digests.add(cell.digest());
            }
        }
    }

    /** @param digest of the row as the file has it */
    public void row(long number, String digest) {
        if (!digests.contains(digest)) {
            return;
        }
        Wanted here = new Wanted(number, digest);
        if (wanted.contains(here)) {
            unmoved.add(here);
        } else if (elsewhere.computeIfAbsent(digest, any -> new ArrayDeque<>()).size() < wanted.size()) {
            elsewhere.get(digest).add(number);
        }
    }

    /** Those edits whose rows are still there, by the numbers that they have now. */
    public Edits found() {
        Map<Wanted, Long> places = new HashMap<>();
        List<Edit> steps = new ArrayList<>();
        for (Edit step : edits.steps()) {
            if (!(step instanceof Edit.OfCell cell)) {
                steps.add(step);
            } else if (cell.digest() != null) {
                Wanted row = new Wanted(cell.row(), cell.digest());
                @Nullable Long place = places.computeIfAbsent(row, this::place);
                if (place != null) {
                    steps.add(new Edit.OfCell(place, cell.column(), cell.was(), cell.now(), cell.digest()));
                }
            }
        }
        return Edits.of(steps);
    }

    private @Nullable Long place(Wanted row) {
        if (unmoved.contains(row)) {
            return row.row;
        }
        @Nullable Deque<Long> others = elsewhere.get(row.digest);
        return others == null ? null : others.poll();
    }
}
