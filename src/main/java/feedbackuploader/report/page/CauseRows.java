package feedbackuploader.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that are not recorded for the same cause: how many, and the first of them. */
final class CauseRows {

    private static final int NUMBERS = 10;

    final Cause cause;

    /** What is wrong with all of them. */
    final String message;

    /** What stands in the first of them in its place; null where that is not known, or is not to be shown. */
    final @Nullable String example;

    /** Of the cells that are shown; empty where rows are shown as they stand, or not at all. */
    final List<String> columns;

    /** Columns of the file that are not shown. */
    final int otherColumns;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private long rows;
    private long lastRow;
    private boolean varies;

    /**
     * One row.
     *
     * @param cells one for each of the columns, null for one that the row does not have
     * @param wrong which of them are wrong, by index
     * @param whole the row as it stands; null where its cells are shown, or nothing of it
     */
    record Sample(
            long row,
            @Nullable String metric,
            List<@Nullable String> cells,
            Set<Integer> wrong,
            @Nullable String whole,
            String message) {

        /** About what it takes in the page, in bytes. */
        long size() {
            long size = 150L + Html.size(message) + (metric == null ? 0 : Html.size(metric));
            size += whole == null ? 0 : Html.size(whole);
            for (@Nullable String cell : cells) {
                size += 60 + (cell == null ? 0 : Html.size(cell));
            }
            return size;
        }
    }

    private final String first;

    CauseRows(Cause.Told first, String message, @Nullable String example, List<String> columns, int otherColumns) {
        this.cause = first.cause();
        this.first = first.message();
        this.message = message;
        this.example = example;
        this.columns = columns;
        this.otherColumns = otherColumns;
    }

    /** @return whether it is a row that was not counted yet: the same mistake twice in a row is one */
    boolean count(long row, String its) {
        varies |= !its.equals(first);
        if (rows > 0 && row == lastRow) {
            return false;
        }
        lastRow = row;
        rows++;
        if (numbers.size() < NUMBERS) {
            numbers.add(row);
        }
        return true;
    }

    void keep(Sample sample) {
        samples.add(sample);
    }

    /** Drops what is more than {@code most}. */
    void keepAtMost(int most) {
        while (samples.size() > most) {
            samples.remove(samples.size() - 1);
        }
    }

    long rows() {
        return rows;
    }

    List<Sample> samples() {
        return samples;
    }

    /** The first of them. */
    List<Long> numbers() {
        return numbers;
    }

    /** Whether what is said differs from row to row. */
    boolean varies() {
        return varies;
    }
}
