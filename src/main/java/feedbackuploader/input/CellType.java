package feedbackuploader.input;

/** What a cell of a workbook holds behind the text that it shows. */
public enum CellType {
    /** Also an empty one. */
    TEXT,
    NUMBER,
    /** A number that shows as a percentage. */
    PERCENT,
    /** A number that shows as a date, a time or both. */
    DATE,
    /** TRUE or FALSE. */
    TRUTH,
    /** {@code #N/A} and the like, which a formula has come to. */
    ERROR,
    /** A formula whose result is not in the file: whatever wrote it cannot calculate. */
    NO_RESULT,
    /** Covered by merged cells, whose reference it then holds: the value is in the first of them alone. */
    MERGED;

    /** Whether what the cell holds is no value of its own, and must never be sent. */
    public boolean isTrouble() {
        return this == ERROR || this == NO_RESULT || this == MERGED;
    }
}
