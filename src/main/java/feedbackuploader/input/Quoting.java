package feedbackuploader.input;

import org.jspecify.annotations.Nullable;

/**
 * What quotes mean in a file of CSV.
 *
 * @param quote stands around cells, and doubled inside them for itself; null where quotes are plain characters
 * @param escape takes the meaning from the quote, the delimiter or the escape that follows it, or null; before anything
 *     else it is a plain character
 * @param afterBlanks whether blanks around a cell are no part of it, so that a quote may follow them
 */
public record Quoting(@Nullable Character quote, @Nullable Character escape, boolean afterBlanks) {

    /** As RFC 4180 has it. */
    public static final Quoting STANDARD = new Quoting('"', null, false);

    /** What no character of a text is equal to. */
    private static final int NO_CHARACTER = -2;

    int quoteOrNothing() {
        return quote == null ? NO_CHARACTER : quote;
    }

    int escapeOrNothing() {
        return escape == null ? NO_CHARACTER : escape;
    }

    Quoting withBlanks() {
        return new Quoting(quote, escape, true);
    }

    /** Whether {@code c} is a blank as it may stand between a delimiter and a quote. */
    static boolean isBlank(int c) {
        return c != '\n' && c != '\r' && Character.isWhitespace((char) c);
    }
}
