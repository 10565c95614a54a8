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
        return last > 1 && areQuotes(normal.charAt(0), normal.charAt(last))
                ? normal.substring(1, last)
                : normal.toString();
    }

    /** Whether the two can stand around a word, straight or curly, as in any country. */
    private static boolean areQuotes(char opening, char closing) {
        return switch (opening) {
            case '"', '\'' -> closing == opening;
            case '“', '„', '”' -> closing == '”' || closing == '“';
            case '‘', '‚', '’' -> closing == '’' || closing == '‘';
            case '«' -> closing == '»';
            case '»' -> closing == '«';
            default -> false;
        };
    }

    /** Whether {@code cell} stands in quotes that no format of tables knows as such. */
    static boolean isInCurlyQuotes(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.charAt(0) > '~' && areQuotes(text.charAt(0), text.charAt(text.length() - 1));
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

    /** Whether letters and digits are the same, and there are any: {@code Prompt:} is {@code prompt}. */
    public static boolean haveSameLetters(String one, String other) {
        String letters = letters(one);
        return !letters.isEmpty() && letters.equals(letters(other));
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
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
