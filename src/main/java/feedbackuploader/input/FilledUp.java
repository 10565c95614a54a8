package feedbackuploader.input;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows with too few cells, which a report fills up with empty ones. Which cells were missing nobody has said, so they stay
 * rows to fix: a word behind the name of the run, as {@code filled:2}, says how many were added.
 */
public final class FilledUp {

    private static final Pattern WORD = Pattern.compile(" filled:([0-9]{1,6})(?= |$)");

    private FilledUp() {}

    public static String word(int missing) {
        return "filled:" + missing;
    }

    /** How many cells the row lacks; 0 for none, and where it was changed since or its error was removed. */
    public static int missing(Row row, List<String> columns) {
        if (row instanceof BrokenRow broken) {
            return broken.cells().isEmpty()
                    ? 0
                    : Math.max(0, columns.size() - broken.cells().size());
        }
        Matcher filled = WORD.matcher(RowDigest.run(row, columns));
        if (!(row instanceof CsvRow csv) || !filled.find()) {
            return 0;
        }
        int missing = Integer.parseInt(filled.group(1));
        int error = columns.indexOf(ReportColumn.ERROR.column());
        boolean isAsItWas = error >= 0 && !csv.cells().get(error).isBlank();
        int left = missing;
        for (int i = columns.size() - 1; i >= 0 && left > 0; i--) {
            if (!ReportColumn.isOurs(columns.get(i))) {
                isAsItWas &= csv.cells().get(i).isBlank();
                left--;
            }
        }
        return isAsItWas && left == 0 ? missing : 0;
    }
}
