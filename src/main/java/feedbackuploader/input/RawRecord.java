package feedbackuploader.input;

import org.jspecify.annotations.Nullable;

/**
 * The text of one record, not yet looked into.
 *
 * @param text cut when it is longer than a record may be; a byte that is no character stands as U+DC00 plus the byte
 * @param lineBreak what ended it, or empty
 * @param fault why the record cannot be a good row, or null
 */
public record RawRecord(
        long number,
        long line,
        String text,
        String lineBreak,
        @Nullable Fault fault) {

    /** The most characters that a record may have: more is a slip (a lost quote, a wrong file), and would fill memory. */
    public static final int LIMIT = 1_000_000;

    /** The most characters that one cell, or one text of a JSON object, may have. */
    public static final int CELL_LIMIT = 500_000;
}
