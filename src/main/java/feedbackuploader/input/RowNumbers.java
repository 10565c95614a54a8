package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows that a notice names: the first by their numbers, all by their count. */
public final class RowNumbers {

    private static final int LISTED = 10;

    private final List<Long> first = new ArrayList<>();
    private long count;
    private long last;

    /** @param row counted once, also where it is told of several times in a row */
    public void add(long row) {
        if (row == last) {
            return;
        }
        last = row;
        count++;
        if (first.size() < LISTED) {
            first.add(row);
        }
    }

    public long count() {
        return count;
    }

    public String ofComments() {
        return "Comment lines are skipped: " + listed() + ".";
    }

    /** {@code row 3}, or {@code rows 3, 7 and 1,204 more}. */
    public String listed() {
        String numbers = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (count == 1 ? "row " : "rows ")
                + numbers
                + (count > first.size() ? String.format(Locale.ROOT, " and %,d more", count - first.size()) : "");
    }
}
