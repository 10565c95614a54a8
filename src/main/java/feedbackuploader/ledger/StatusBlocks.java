package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many rows have which status, for each stretch of a plan: enough to find the rows of one status by their place among
 * them without a walk over all. Of a moment; a run changes it.
 */
final class StatusBlocks {

    /** Pieces of one stretch: few enough that a row of a rare status is found at once. */
    static final int PIECES = 512;

    private final long[] starts;

    /** For each status, how many rows stand before each stretch, and in all. */
    private final Map<Status, long[]> before = new EnumMap<>(Status.class);

    /** Where to look on: a stretch, and how many rows of it to pass over. */
    record Place(int block, long offset) {}

    private StatusBlocks(long[] starts) {
        this.starts = starts;
        for (Status status : Status.values()) {
            before.put(status, new long[starts.length + 1]);
        }
    }

    /** Takes the stretches one after the other. */
    static final class Builder {

        private final StatusBlocks blocks;
        private int size;

        Builder(long[] starts) {
            blocks = new StatusBlocks(starts);
        }

        void add(Map<Status, Long> rows) {
            blocks.before.forEach((status, sums) -> sums[size + 1] = sums[size] + rows.getOrDefault(status, 0L));
            size++;
        }

        StatusBlocks build() {
            if (size != blocks.size()) {
                throw new IllegalStateException(size + " of " + blocks.size() + " stretches");
            }
            return blocks;
        }
    }

    int size() {
        return starts.length;
    }

    long start(int block) {
        return starts[block];
    }

    long total(List<Status> statuses) {
        return before(statuses, size());
    }

    long before(List<Status> statuses, int block) {
        long sum = 0;
        for (Status status : statuses) {
            sum += Objects.requireNonNull(before.get(status))[block];
        }
        return sum;
    }

    boolean hasAny(List<Status> statuses, int block) {
        return before(statuses, block + 1) > before(statuses, block);
    }

    /** Of the row at {@code from} among those of these statuses. */
    Place place(List<Status> statuses, long from) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before(statuses, middle + 1) > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Place(low, from - before(statuses, low));
    }

    /** The stretch that {@code id} is in; the last one for an id after all, -1 for none. */
    int blockOf(long id) {
        int found = Arrays.binarySearch(starts, id);
        return found >= 0 ? found : Math.max(-found - 2, Math.min(0, size() - 1));
    }
}
