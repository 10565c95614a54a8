package feedbackuploader.input;

import feedbackuploader.support.Problem;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A file with single or curly quotes around its cells, which would end up inside metrics and texts. */
final class OddQuotes {

    /** One cell alone may be a quotation. */
    private static final int FEWEST = 2;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]");

    private static final Pattern BARE = Pattern.compile("|[-+.,\\d]+|true|false", Pattern.CASE_INSENSITIVE);

    private OddQuotes() {}

    /** @throws InputException when single quotes stand around all cells of a record but numbers and empty ones */
    static void refuseSingle(List<String> cells, String file, RawRecord rawRecord) throws InputException {
        if (areAround(cells, OddQuotes::isInSingleQuotes)) {
            throw new InputException(
                    rawRecord.place(file),
                    new Problem(
                            "cells in single quotes",
                            "double quotes, or none",
                            "If the quotes are not part of the cells, add --quote \"'\"."));
        }
    }

    /** @throws InputException when curly quotes stand around all names of columns, and around all cells below them too */
    static void refuseCurly(List<String> names, List<String> cells, String file, RawRecord rawRecord)
            throws InputException {
        if (areAround(names, ColumnNames::isInCurlyQuotes) && areAround(cells, ColumnNames::isInCurlyQuotes)) {
            throw new InputException(
                    rawRecord.place(file),
                    new Problem(
                            "cells in curly quotes",
                            "straight quotes (\"), or none",
                            "Replace the curly quotes around the cells. If they are part of the cells, remove them from the"
                                    + " header alone."));
        }
    }

    private static boolean isInSingleQuotes(String cell) {
        String text = cell.strip();
        return text.startsWith("'") && text.endsWith("'");
    }

    private static boolean areAround(List<String> cells, Predicate<String> isQuoted) {
        int quoted = 0;
        for (String cell : cells) {
            if (isQuoted.test(cell) && WORD.matcher(cell).find()) {
                quoted++;
            } else if (!BARE.matcher(cell.strip()).matches()) {
                return false;
            }
        }
        return quoted >= FEWEST;
    }
}
