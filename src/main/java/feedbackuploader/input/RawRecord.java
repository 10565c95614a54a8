package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Locale;
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
        @Nullable Problem fault) {

    /** The most characters that a record may have: more is a slip (a lost quote, a wrong file), and would fill memory. */
    public static final int LIMIT = 1_000_000;

    /** The most characters that one cell, or one text of a JSON object, may have. */
    public static final int CELL_LIMIT = 500_000;

    /** Of a record whose end is still to be found: made once, not for each of its characters. */
    public static final Problem TOO_LONG = tooLong(null);

    public static Problem tooLong(@Nullable String hint) {
        String limit = String.format(Locale.ROOT, "%,d", LIMIT);
        return new Problem("a record of more than " + limit + " characters", "at most " + limit, hint);
    }

    Place place(String file) {
        return new Place(file, number, line);
    }

    BrokenRow broken(Problem problem) {
        return broken(problem, List.of());
    }

    /** @param cells too few or too many of them */
    BrokenRow broken(Problem problem, List<String> cells) {
        return new BrokenRow(number, line, text, problem, cells);
    }
}
