package feedbackuploader.adaptive.connection;

/** Which characters may stand in a header. */
final class Ascii {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Ascii() {}

    /** The index of the first character that is no visible ASCII (0x21 to 0x7E), or -1. */
    static int firstInvisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return i;
            }
        }
        return -1;
    }

    /** A header's name by RFC 9110: letters, digits and a few marks. */
    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
