package feedbackuploader.ledger;

import feedbackuploader.feedback.Status;
import java.util.List;
import java.util.Map;

/**
 * How many rows have which status, for each stretch of a plan: enough to find the rows of one status by their place among
 * them without a walk over all. Of a moment; a run changes it.
 */
public final class StatusBlocks {

    /** Pieces of one stretch. */
    static final int PIECES = 8_192;

    private final long generation;
    private final List<Long> starts;

    /** For each stretch. */
    private final List<Map<Status, Long>> counts;

    /** Where to look on: a stretch, and how many rows of it to pass over. */
    record Place(int block, long offset) {}

    StatusBlocks(long generation, List<Long> starts, List<Map<Status, Long>> counts) {
        this.generation = generation;
        this.starts = List.copyOf(starts);
        this.counts = List.copyOf(counts);
    }

    long generation() {
        return generation;
    }

    int size() {
        return starts.size();
    }

    long start(int block) {
        return starts.get(block);
    }

    /** Rows with a piece of one of these statuses; one with pieces of several counts for each. */
    public long total(List<Status> statuses) {
        return before(statuses, size());
    }

    long before(List<Status> statuses, int block) {
        long sum = 0;
        for (int i = 0; i < block; i++) {
            sum += of(statuses, i);
        }
        return sum;
    }

    private long of(List<Status> statuses, int block) {
        return statuses.stream()
                .mapToLong(status -> counts.get(block).getOrDefault(status, 0L))
                .sum();
    }

    Place place(List<Status> statuses, long from) {
        long left = from;
        int block = 0;
        while (block < size() && left >= of(statuses, block)) {
            left -= of(statuses, block);
            block++;
        }
        return new Place(block, left);
    }

    /** The stretch that {@code id} is in; the last one for an id after all, -1 for none. */
    int blockOf(long id) {
        int block = size() - 1;
        while (block > 0 && starts.get(block) > id) {
            block--;
        }
        return block;
    }
}
