package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Merged cells of a sheet: the first holds the value, and those that it covers are empty. */
final class MergedCells {

    private static final int LISTED = 10;

    private static final Pattern RANGE = Pattern.compile("[A-Z]{1,3}\\d{1,9}:[A-Z]{1,3}(\\d{1,9})");

    private record Range(String reference, long lastRow) {}

    private final List<Range> ranges = new ArrayList<>();

    /** @param reference such as {@code D2:D4}; what is no range is no matter here */
    void add(@Nullable String reference) {
        Matcher range = RANGE.matcher(reference == null ? "" : reference);
        if (range.matches()) {
            ranges.add(new Range(range.group(), Long.parseLong(range.group(1))));
        }
    }

    /** What to know of those that reach below the header. */
    Optional<String> notice(long headerRow) {
        List<String> below = ranges.stream()
                .filter(range -> range.lastRow > headerRow)
                .map(Range::reference)
                .toList();
        int more = below.size() - LISTED;
        return below.isEmpty()
                ? Optional.empty()
                : Optional.of("Merged cells count once, in their first row and column: "
                        + String.join(", ", below.subList(0, Math.min(LISTED, below.size())))
                        + (more > 0 ? " and " + more + " more" : "")
                        + ". The other cells under them are empty. If they mean the same in each row, unmerge them and"
                        + " fill down.");
    }
}
