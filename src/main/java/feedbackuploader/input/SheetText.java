package feedbackuploader.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a workbook stores it: a character that XML does not have, or does not keep (a carriage return, a space at an
 * end), stands as {@code _x000D_}, and what only looks like that has its first sign written so.
 */
public final class SheetText {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private SheetText() {}

    /** {@code unescaped(escaped(s))} is {@code s} for every {@code s}. */
    public static String escaped(String text) {
        StringBuilder stored = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isKept(text, i)) {
                if (stored != null) {
                    stored.append(c);
                }
                continue;
            }
            if (stored == null) {
                stored = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            stored.append("_x").append(String.format("%04X", (int) c)).append('_');
        }
        return stored == null ? text : stored.toString();
    }

    private static boolean isKept(String text, int i) {
        char c = text.charAt(i);
        if (c <= ' ' && (i == 0 || i == text.length() - 1)) {
            return false; // which a spreadsheet would cut off
        }
        if (c == '_') {
            return !looksEscaped(text, i);
        }
        if (c < ' ') {
            return c == '\t' || c == '\n';
        }
        if (Character.isSurrogate(c)) {
            return Character.isHighSurrogate(c)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c < '\uFFFE';
    }

    private static boolean looksEscaped(String text, int i) {
        if (i + 6 >= text.length() || text.charAt(i + 1) != 'x' || text.charAt(i + 6) != '_') {
            return false;
        }
        for (int k = i + 2; k < i + 6; k++) {
            if (Character.digit(text.charAt(k), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    public static String unescaped(StringBuilder text) {
        return text.indexOf("_x") < 0
                ? text.toString()
                : ESCAPE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Character.toString((char) Integer.parseInt(found.group(1), 16))));
    }
}
