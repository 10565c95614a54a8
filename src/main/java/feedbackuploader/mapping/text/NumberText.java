package feedbackuploader.mapping.text;

/** Which texts are numbers: the grammar of JSON, plus a leading {@code +}. {@link Double#parseDouble} takes "1d" and more. */
public final class NumberText {

    private NumberText() {}

    public static boolean isNumber(String text) {
        int i = 0;
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int end = digits(text, i);
        if (end == i || (text.charAt(i) == '0' && end > i + 1)) {
            return false;
        }
        i = end;
        if (i < text.length() && text.charAt(i) == '.') {
            end = digits(text, i + 1);
            if (end == i + 1) {
                return false;
            }
            i = end;
        }
        if (i < text.length() && (text.charAt(i) | 0x20) == 'e') {
            i++;
            if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                i++;
            }
            end = digits(text, i);
            return end > i && end == text.length();
        }
        return i == text.length();
    }

    /** Whether a number is written with nothing but zeros before its exponent. */
    public static boolean isZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ((c | 0x20) == 'e') {
                return true;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
