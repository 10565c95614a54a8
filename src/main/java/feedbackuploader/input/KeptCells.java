package feedbackuploader.input;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A record of CSV in which some cells are written anew, and all others are, quotes included, as they were. */
final class KeptCells {

    private final char delimiter;
    private final Quoting quoting;
    private final CellSplitter splitter;

    KeptCells(char delimiter, Quoting quoting, CellSplitter splitter) {
        this.delimiter = delimiter;
        this.quoting = quoting;
        this.splitter = splitter;
    }

    /** @return null where that would not be read as {@code cells}, or cannot be told */
    @Nullable
    String record(String before, List<String> cells) {
        @Nullable List<String> written = written(before);
        if (written == null || written.size() != cells.size()) {
            return null;
        }
        List<String> were = splitter.cells(before);
        StringJoiner record = new StringJoiner(Character.toString(delimiter));
        for (int i = 0; i < cells.size(); i++) {
            boolean isKept = i < were.size() && were.get(i).equals(cells.get(i));
            record.add(isKept ? written.get(i) : CsvText.of(List.of(cells.get(i)), delimiter, quoting));
        }
        String after = record.toString();
        return splitter.cells(after).equals(cells) ? after : null;
    }

    /** Each cell as it stands in {@code record}; null where more than quotes around cells must be understood for that. */
    private @Nullable List<String> written(String record) {
        if (quoting.escape() != null || quoting.afterBlanks()) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        for (int from = 0; from <= record.length(); ) {
            int end = endOfCell(record, from);
            if (end < 0) {
                return null;
            }
            cells.add(record.substring(from, end));
            from = end + 1;
        }
        return cells;
    }

    /** Where the delimiter behind a cell stands, or the record ends; -1 where a quote does not close before it. */
    private int endOfCell(String record, int from) {
        int quote = quoting.quoteOrNothing();
        if (from == record.length() || record.charAt(from) != quote) {
            int next = record.indexOf(delimiter, from);
            return next < 0 ? record.length() : next;
        }
        int close = record.indexOf(quote, from + 1);
        while (close >= 0 && close + 1 < record.length() && record.charAt(close + 1) == quote) {
            close = record.indexOf(quote, close + 2); // doubled, it is one inside
        }
        int end = close + 1;
        return close >= 0 && (end == record.length() || record.charAt(end) == delimiter) ? end : -1;
    }
}
