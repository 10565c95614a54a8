package feedbackuploader.input;

/** When two names of columns are the same: {@code Completion ID}, {@code completion_id} and {@code completion-id} are. */
public final class ColumnNames {

    private static final int END = -1;

    private ColumnNames() {}

    /**
     * The name in lower case, without spaces (of any kind), underscores and hyphens, what nobody sees, and quotes around it.
     */
    public static String normal(String name) {
        StringBuilder normal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (counts(c)) {
                normal.append(Character.toLowerCase(c));
            }
        }
        int last = normal.length() - 1;
        boolean isQuoted = last > 1
                && (normal.charAt(0) == '"' || normal.charAt(0) == '\'')
                && normal.charAt(last) == normal.charAt(0);
        return isQuoted ? normal.substring(1, last) : normal.toString();
    }

    /** Whether two names are the same but for quotes around them; quick to tell when they are not. */
    static boolean areSame(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skip(one, i);
            j = skip(other, j);
            int a = i < one.length() ? Character.toLowerCase(one.charAt(i++)) : END;
            int b = j < other.length() ? Character.toLowerCase(other.charAt(j++)) : END;
            if (a != b) {
                return false;
            }
            if (a == END) {
                return true;
            }
        }
    }

    private static int skip(String name, int from) {
        int i = from;
        while (i < name.length() && !counts(name.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean counts(char c) {
        return c != '_'
                && c != '-'
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && !Invisible.is(c);
    }
}
