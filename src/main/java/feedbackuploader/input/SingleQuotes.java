package feedbackuploader.input;

import java.util.List;
import java.util.regex.Pattern;

/** A file with single quotes around its cells, which would end up inside metrics and texts. */
final class SingleQuotes {

    /** One cell alone may be a quotation. */
    private static final int FEWEST = 2;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]");

    private static final Pattern BARE = Pattern.compile("|[-+.,\\d]+|true|false", Pattern.CASE_INSENSITIVE);

    private SingleQuotes() {}

    /** @throws InputException when single quotes stand around all cells of a record but numbers and empty ones */
    static void refuse(List<String> cells, String file, Cut cut) throws InputException {
        int quoted = 0;
        for (String cell : cells) {
            String text = cell.strip();
            if (text.startsWith("'") && text.endsWith("'") && WORD.matcher(text).find()) {
                quoted++;
            } else if (!BARE.matcher(text).matches()) {
                return;
            }
        }
        if (quoted >= FEWEST) {
            throw InputException.at(
                    file,
                    cut.number(),
                    cut.line(),
                    "cells in single quotes",
                    "double quotes, or none",
                    "If the quotes are not part of the cells, add --quote \"'\".");
        }
    }
}
