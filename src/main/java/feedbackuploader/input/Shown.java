package feedbackuploader.input;

import java.util.Locale;

/**
 * Text of the file as a message repeats it: one line, no control characters, no longer than need be, and characters that
 * nobody sees as {@code [U+200E]}.
 */
public final class Shown {

    private static final int LIMIT = 60;

    private Shown() {}

    public static String quoted(String text) {
        return '"' + capped(text, LIMIT) + '"';
    }

    /** @param limit in code points */
    static String capped(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (count++ == limit) {
                return shown.append('…').toString();
            }
            if (Character.isBmpCodePoint(c) && Invisible.is((char) c)) {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
            } else {
                shown.appendCodePoint(isPlain(c) ? c : ' ');
            }
        }
        return shown.toString();
    }

    static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A file's name as a shell takes it for one word. */
    static String shell(String name) {
        return name.matches("[\\w.,:@%+/][\\w.,:@%+/=-]*") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
