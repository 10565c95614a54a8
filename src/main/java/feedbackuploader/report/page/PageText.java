package feedbackuploader.report.page;

import feedbackuploader.support.Printable;
import java.util.List;

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

    /** The text of a cell; where texts are left out, none is asked for. */
    static String cell(String text) {
        return cut(text, CELL);
    }

    /** The name of a column or a file. */
    static String name(String text) {
        return cut(text, NAME);
    }

    /** A sentence about one row, of the program or the server, which may repeat what stands in the row. */
    static String sentence(String text) {
        return cut(text, SENTENCE);
    }

    /** Why something ended or was left out. */
    String reason(String text) {
        return isShown ? sentence(text) : PlainWords.reason(text);
    }

    /** What the program says to its user: such sentences must be whole, as they may hold what to type. */
    List<String> notices(List<String> texts) {
        return (isShown ? texts : PlainWords.notices(texts))
                .stream().map(text -> cut(text, BODY)).toList();
    }

    String stopped(String text) {
        return isShown ? cut(text, BODY) : PlainWords.reason(text) + ".";
    }

    String step(String text) {
        return cut(isShown ? text : PlainWords.step(text), BODY);
    }

    String command(String command) {
        return cut(isShown ? command : PlainWords.command(command), 4 * BODY);
    }

    String options(List<String> words) {
        return isShown ? String.join(" ", words) : PlainWords.options(words);
    }

    String metric(String key) {
        return name(isShown ? key : PlainWords.metric(key));
    }

    static String cut(String text, int limit) {
        boolean isLong = text.length() > 2 * limit;
        String beginning = isLong ? text.substring(0, 2 * limit) : text; // what is behind it may be megabytes
        String shown = Printable.shown(beginning, limit);
        return isLong && !shown.endsWith(LEFT_OUT) ? shown + LEFT_OUT : shown;
    }
}
