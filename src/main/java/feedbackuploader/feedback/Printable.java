package feedbackuploader.feedback;

/** Makes text from a file or a server harmless before a terminal or a log shows it. */
public final class Printable {

    private Printable() {}

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
    private static boolean isBidiControl(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
