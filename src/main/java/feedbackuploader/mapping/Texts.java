package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.input.Invisible;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text that is sent byte for byte, and text around which spaces mean nothing. */
public final class Texts {

    /** Quotes in the order of {@link #CLOSING}. */
    private static final String OPENING = "\"'“”„‘’«";

    private static final String CLOSING = "\"'””“’’»";

    private Texts() {}

    /** The text itself, blank or not; null when there is none or it cannot be sent, and then a problem says so. */
    static @Nullable String read(RawValue given, List<Problem> problems) {
        JsonNode node = given.node();
        if (node == null) {
            return null;
        }
        if (given.isTrouble()) {
            problems.add(given.problem("text", "The formula gives an error: fix it, or clear the cell."));
            return null;
        }
        if (!node.isTextual()) {
            problems.add(
                    given.problem("text", node.isValueNode() ? "Put it in quotes: \"" + node.asText() + "\"." : null));
            return null;
        }
        return sendable(given.column(), node.textValue(), problems) ? node.textValue() : null;
    }

    /**
     * As {@link #read}, but a JSON number, true or false is taken for the text that it spells, with a notice: an answer
     * "42" that a tool wrote without quotes is still that answer.
     */
    static @Nullable String readSpelled(RawValue given, List<Problem> problems, Notices notices) {
        JsonNode node = given.node();
        if (node != null && (node.isNumber() || node.isBoolean())) {
            notices.spelled(given.column());
            return node.asText();
        }
        return read(given, problems);
    }

    /** No database can store U+0000 in a text, and a lone surrogate has no form in UTF-8. JSON carries all the rest. */
    static boolean sendable(String column, String text, List<Problem> problems) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPairAt(text, i))) {
                String what = c == 0
                        ? "the control character U+%04X at position %,d"
                        : "half a character, U+%04X, at position %,d";
                problems.add(
                        new Problem(column, String.format(Locale.ROOT, what, (int) c, i + 1), "text without it", null));
                return false;
            }
        }
        return true;
    }

    private static boolean isPairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** {@code text} without spaces at its ends, the no-break space of spreadsheets and what nobody sees among them. */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * {@code text} without what a spreadsheet or a word processor wraps around a number, an id or a label, where it can
     * mean nothing: spaces, the apostrophe that says "this is text", and one pair of quotes, straight or curly.
     */
    static String bare(String text) {
        String bare = trim(text);
        if (bare.length() > 1 && bare.charAt(0) == '\'' && bare.indexOf('\'', 1) < 0) {
            return trim(bare.substring(1));
        }
        int quote = bare.length() > 2 ? OPENING.indexOf(bare.charAt(0)) : -1;
        return quote >= 0 && bare.charAt(bare.length() - 1) == CLOSING.charAt(quote)
                ? trim(bare.substring(1, bare.length() - 1))
                : bare;
    }

    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                ? c == ' ' || (c >= '\t' && c <= '\r')
                : c > '~' && (Character.isSpaceChar(c) || Character.isWhitespace(c) || Invisible.is(c));
    }
}
