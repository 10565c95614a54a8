package feedbackuploader.support;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a row, in the shape in which every problem is told: where, what was found, what was
 * expected, and a hint where one helps.
 *
 * @param column the column or JSON key as the file spells it, or null when the row as a whole is meant
 * @param found a phrase such as {@code "0,8"} (with its quotes) or {@code nothing}, safe to print
 * @param expected a phrase that completes "expected …"
 * @param hint a whole sentence or two, or null
 */
public record Problem(
        @Nullable String column,
        String found,
        String expected,
        @Nullable String hint) {

    /** What is found where something is missing. */
    public static final String NOTHING = "nothing";

    /** The longest message, in code points. */
    private static final int MESSAGE_LIMIT = 2_000;

    /** A problem of the row or the file as a whole. */
    public Problem(String found, String expected, @Nullable String hint) {
        this(null, found, expected, hint);
    }

    /** A problem with the text of one cell, which is quoted, capped and made safe to print. */
    public static Problem withText(String column, String text, String expected, @Nullable String hint) {
        return new Problem(column, quote(text), expected, hint);
    }

    /** As {@link Printable#quoted}; {@value #NOTHING} for a blank text. */
    public static String quote(String text) {
        return text.isBlank() ? NOTHING : Printable.quoted(text);
    }

    public Problem withColumn(@Nullable String other) {
        return new Problem(other, found, expected, hint);
    }

    public Problem withHint(@Nullable String other) {
        return new Problem(column, found, expected, other);
    }

    /** The problem without its place, for a report line that stands beside the row itself. */
    public String message() {
        String where = column == null ? "" : "column " + Printable.quoted(column) + ": ";
        String advice = hint == null ? "" : " " + hint;
        // Names of columns and metrics come from files and servers, and stand in any part of the sentence.
        return Printable.of(where + "found " + found + "; expected " + expected + "." + advice, MESSAGE_LIMIT);
    }
}
