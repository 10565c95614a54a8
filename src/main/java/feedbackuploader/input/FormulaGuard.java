package feedbackuploader.input;

/**
 * Keeps a spreadsheet from running a text cell as a formula (CWE-1236). The files that this program writes have such
 * cells behind an apostrophe, and reading those files takes it away again: {@code unguard(guard(s))} is {@code s} for
 * every {@code s}.
 */
public final class FormulaGuard {

    private FormulaGuard() {}

    /** {@code cell} behind an apostrophe when a spreadsheet might take it for a formula; numbers stay as they are. */
    public static String guard(String cell) {
        return isFormula(cell, 0) && !isNumber(cell) ? "'" + cell : cell;
    }

    /** {@code cell} without the apostrophe that {@link #guard} put before it. */
    public static String unguard(String cell) {
        return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
    }

    /** {@code ^'*[\s\u00A0]*[=+\-@\t\r\n\0|%＝＋－＠]}: apostrophes count as part, or guarding would not be reversible. */
    private static boolean isFormula(String cell, int from) {
        int i = from;
        while (i < cell.length() && cell.charAt(i) == '\'') {
            i++;
        }
        for (; i < cell.length(); i++) {
            switch (cell.charAt(i)) {
                case '\t', '\r', '\n', '\0', '=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠' -> {
                    return true;
                }
                case ' ', '\u000B', '\f', '\u00A0' -> {
                    continue;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** An optional sign, digits, and perhaps a fraction and an exponent: nothing that a spreadsheet could run. */
    private static boolean isNumber(String cell) {
        int i = sign(cell, 0);
        int end = digits(cell, i);
        if (end == i) {
            return false;
        }
        i = end;
        if (i < cell.length() && cell.charAt(i) == '.') {
            end = digits(cell, i + 1);
            if (end == i + 1) {
                return false;
            }
            i = end;
        }
        if (i < cell.length() && (cell.charAt(i) == 'e' || cell.charAt(i) == 'E')) {
            int exponent = sign(cell, i + 1);
            end = digits(cell, exponent);
            return end > exponent && end == cell.length();
        }
        return i == cell.length();
    }

    private static int sign(String cell, int i) {
        return i < cell.length() && (cell.charAt(i) == '+' || cell.charAt(i) == '-') ? i + 1 : i;
    }

    private static int digits(String cell, int from) {
        int i = from;
        while (i < cell.length() && cell.charAt(i) >= '0' && cell.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
