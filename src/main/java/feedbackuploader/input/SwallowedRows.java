package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows inside a quoted cell: a quote that someone forgot to close reaches to the next lone quote, and the quoting of the
 * record is in order. Only cells with line breaks are looked at.
 */
final class SwallowedRows {

    private static final Pattern UUID = Pattern.compile("\\{?\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\}?");

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\n|\r");

    /** Two lines of prose have one comma each easily. */
    private static final int FEWEST_COLUMNS = 3;

    private final Pattern delimiter;
    private final @Nullable QuoteAdvice advice;
    private final RowNumbers doubtful = new RowNumbers();

    SwallowedRows(char delimiter, @Nullable QuoteAdvice advice) {
        this.advice = advice;
        this.delimiter = Pattern.compile(Pattern.quote(Character.toString(delimiter)));
    }

    /**
     * What is wrong with a record of as many cells as there are columns; null when nothing is. Lines with an id at the
     * place of an id are rows; lines that have nothing but the number of cells may be text, unless no cell is an id and they are written as rows are.
     */
    @Nullable
    Problem in(RawRecord rawRecord, List<String> cells) throws IOException {
        if (rawRecord.text().indexOf('\n') < 0 && rawRecord.text().indexOf('\r') < 0) {
            return null;
        }
        long line = rawRecord.line();
        boolean isDoubtful = false;
        for (int i = 0; i < cells.size(); i++) {
            String[] lines = LINE_BREAK.split(cells.get(i), -1);
            if (lines.length > 1) {
                List<List<String>> rows = rows(cells, i, lines);
                int swallowed = rowWithId(rows, cells.size());
                if (swallowed > 0) {
                    return fault(line, line + swallowed);
                }
                boolean areRows =
                        cells.size() >= FEWEST_COLUMNS && rows.stream().allMatch(row -> row.size() == cells.size());
                if (areRows && cells.stream().noneMatch(SwallowedRows::isId) && !arePhrases(rows)) {
                    return fault(line, line + 1);
                }
                isDoubtful |= areRows;
            }
            line += lines.length - 1;
        }
        if (isDoubtful) {
            doubtful.add(rawRecord.number());
        }
        return null;
    }

    /** How many rows have a cell whose lines could be rows by the number of their cells. */
    long doubtful() {
        return doubtful.count();
    }

    String notice() {
        return "A quoted cell goes over several lines that could be rows of their own: " + doubtful.listed()
                + ". If rows are missing, fix the quotes there.";
    }

    /** The lines that the record would be without its quotes around {@code cells[broken]}, cut into cells. */
    private List<List<String>> rows(List<String> cells, int broken, String[] lines) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            List<String> row = new ArrayList<>();
            if (i == 0) {
                row.addAll(cells.subList(0, broken));
            }
            row.addAll(List.of(delimiter.split(lines[i], -1)));
            if (i == lines.length - 1) {
                row.addAll(cells.subList(broken + 1, cells.size()));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The first line behind the first that has an id where the first has one, or -1. */
    private static int rowWithId(List<List<String>> rows, int columns) {
        for (int column = 0; rows.get(0).size() >= columns && column < columns; column++) {
            for (int i = 1; i < rows.size() && isId(rows.get(0).get(column)); i++) {
                if (rows.get(i).size() >= columns && isId(rows.get(i).get(column))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether lines behind the first have blanks after their delimiters, as sentences have and tables have not. */
    private static boolean arePhrases(List<List<String>> rows) {
        return rows.stream().skip(1).flatMap(List::stream).anyMatch(cell -> cell.startsWith(" "));
    }

    private static boolean isId(String cell) {
        return UUID.matcher(cell.replace("\"", "").replace("'", "").strip()).matches();
    }

    private Problem fault(long opened, long swallowed) throws IOException {
        return QuoteAdvice.with(
                advice,
                new Problem(
                        "a quote on line " + opened + " that closes only after line " + swallowed
                                + ", which looks like a row of its own",
                        "a closing quote on line " + opened,
                        "Remove the quote, or close it on its line."));
    }
}
