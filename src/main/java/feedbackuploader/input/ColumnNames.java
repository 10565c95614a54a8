package feedbackuploader.input;

/** When two names of columns are the same: {@code Completion ID}, {@code completion_id} and {@code completion-id} are. */
public final class ColumnNames {

    private ColumnNames() {}

    /** The name in lower case, without spaces (of any kind), underscores and hyphens. */
    public static String normal(String name) {
        StringBuilder normal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                normal.append(Character.toLowerCase(c));
            }
        }
        return normal.toString();
    }
}
