package feedbackuploader.report.page;

import feedbackuploader.support.Printable;
import java.util.regex.Pattern;

/**
 * How much of the texts of a file a page shows: each cut, or none of them, since such pages are mailed about.
 *
 * @param isShown whether ids and texts are shown at all
 */
record PageText(boolean isShown) {

    /** Code points of a cell. */
    static final int CELL = 120;

    static final int NAME = 100;

    static final int SENTENCE = 300;

    static final int BODY = 1_000;

    private static final String LEFT_OUT = "…";

    /** What a sentence may repeat of a row: quoted text, ids, and numbers of many digits. */
    private static final Pattern OF_A_ROW = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b|[0-9]{7,}");

    /** The text of a cell; where texts are left out, none is asked for. */
    static String cell(String text) {
        return cut(text, CELL);
    }

    /** The name of a column, a metric or a file. */
    static String name(String text) {
        return cut(text, NAME);
    }

    /** A sentence of the program or the server, which may repeat what stands in a row. */
    String sentence(String text) {
        return sentence(text, SENTENCE);
    }

    /** What the program says to its user: such a sentence must be whole, as it may hold what to type. */
    String notice(String text) {
        return sentence(text, BODY);
    }

    private String sentence(String text, int limit) {
        String cut = cut(text, limit);
        return isShown ? cut : OF_A_ROW.matcher(cut).replaceAll(LEFT_OUT);
    }

    static String cut(String text, int limit) {
        boolean isLong = text.length() > 2 * limit;
        String beginning = isLong ? text.substring(0, 2 * limit) : text; // what is behind it may be megabytes
        String shown = Printable.shown(beginning, limit);
        return isLong && !shown.endsWith(LEFT_OUT) ? shown + LEFT_OUT : shown;
    }
}
