package feedbackuploader.input;

import java.util.Locale;

/**
 * What a report says of a row beside the row itself: a column in a table, a key of the object {@code "upload"} in JSON.
 * Reports are written by these names, and known by them when they are inputs again.
 */
public enum ReportColumn {
    /** The number of the row in the file that was uploaded. */
    ROW,
    LINE,
    STATUS,
    ID,
    /** Of the completion that was created for the row, where a file creates any: further feedback can name it. */
    COMPLETION_ID,
    /** The key of the metric that the row was, or would be, sent under. */
    METRIC,
    /** By when the server had recorded it, by its own clock. */
    RECORDED_AT,
    HTTP_STATUS,
    ATTEMPTS,
    ERROR,
    /** Which run of which upload: where the row was sent, and which ledger knows it. */
    RUN,
    /** What became of each of the row's pieces of feedback, where a row holds several. */
    PARTS,
    /** What reading back showed of it, where it was verified. */
    VERIFIED,
    /** How it is shown otherwise than it was sent, or why it was not read back. */
    DIFFERENCE;

    /** The key under which a JSON report has all of them. */
    public static final String OBJECT = "upload";

    /**
     * The name of a cell that marks a workbook which this program wrote. Unlike in CSV, no apostrophe stands in it
     * before what looks like a formula. A defined name survives when the user saves the workbook.
     */
    public static final String WORKBOOK_MARK = "upload_report";

    private static final String PREFIX = "upload_";

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As a table has it. */
    public String column() {
        return PREFIX + key;
    }

    /** As the object {@link #OBJECT} has it. */
    public String key() {
        return key;
    }

    /** The name of a report's column as a report has it, should a tool have changed its case; any other name as it is. */
    static String inOurSpelling(String column) {
        return isOurs(column) ? column.strip().toLowerCase(Locale.ROOT) : column;
    }

    /** Whether a column of this name is a report's, or is kept for those of later versions. */
    public static boolean isOurs(String column) {
        return column.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }
}
