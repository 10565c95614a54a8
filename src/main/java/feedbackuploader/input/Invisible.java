package feedbackuploader.input;

/**
 * Characters that nobody sees and that come along with what is copied from a chat or a web page: zero-width spaces and
 * joiners, marks of writing direction, soft hyphens, byte order marks in the middle of a text.
 */
public final class Invisible {

    private Invisible() {}

    public static boolean is(char c) {
        if (c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT -> !isArabicSign(c);
            case Character.NON_SPACING_MARK -> (c >= '\uFE00' && c <= '\uFE0F') || c == '\u034F';
            default -> c == '\u115F' || c == '\u1160' || c == '\u2800' || c == '\u3164' || c == '\uFFA0';
        };
    }

    /** Arabic and Syriac have format characters that are drawn around numbers and words. */
    private static boolean isArabicSign(char c) {
        return c >= '\u0600' && c <= '\u08E2' && c != '\u061C';
    }
}
