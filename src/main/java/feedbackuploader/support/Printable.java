package feedbackuploader.support;

import java.util.Locale;

/** Makes text from a file or a server harmless before a terminal or a log shows it. */
public final class Printable {

    private static final int LAST_OF_LATIN = 0x24F;

    /** The longest stretch of a file's own text that a message repeats, in code points. */
    private static final int QUOTED_LIMIT = 60;

    private Printable() {}

    /** {@code text} as a message repeats it: capped, safe to print and in quotes. */
    public static String quoted(String text) {
        return '"' + shown(text, QUOTED_LIMIT) + '"';
    }

    /**
     * As {@link #of}, but characters that nobody sees stand as {@code [U+200E]}, since they may be the very trouble. Between
     * the parts of an emoji and in words of other scripts they have their work to do, and stay.
     */
    public static String shown(String text, int limit) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = ' ';
        for (int i = 0; i < text.length() && i <= 2 * limit; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean joins = c >= 0x200C && c <= 0x200D && before > LAST_OF_LATIN && i < text.length();
            boolean isControl = Character.getType(c) == Character.CONTROL && !isSpacing(c);
            if (isControl || (isInvisible(c) && !joins)) {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
            } else {
                shown.appendCodePoint(c);
            }
            before = c;
        }
        return of(shown.toString(), limit);
    }

    private static boolean isInvisible(int c) {
        boolean isArabicSign = c >= 0x600 && c <= 0x8E2 && c != 0x061C;
        return (Character.getType(c) == Character.FORMAT && !isArabicSign)
                || (c >= 0x115F && c <= 0x1160)
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0;
    }

    /**
     * {@code text} on one line, without control characters, escape sequences, line separators or characters that
     * reorder what is shown (bidirectional controls), and cut to {@code limit} code points with an ellipsis.
     */
    public static String of(String text, int limit) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), limit + 1));
        int shown = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHarmful(c) && !isSpacing(c)) {
                continue;
            }
            if (shown == limit) {
                return safe.append('…').toString();
            }
            safe.appendCodePoint(isSpacing(c) ? ' ' : c);
            shown++;
        }
        return safe.toString();
    }

    private static boolean isSpacing(int c) {
        return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.FORMAT -> isBidiControl(c);
            default -> false;
        };
    }

    /** The Bidi_Control property of Unicode; other format characters (joiners in emoji, say) change only looks. */
    public static boolean isBidiControl(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
