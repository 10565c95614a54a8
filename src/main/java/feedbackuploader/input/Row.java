package feedbackuploader.input;

/** One record of a file that is not blank. */
public sealed interface Row permits CsvRow, JsonRow, BrokenRow {

    /**
     * As a spreadsheet shows it: the header is row 1 (further down below skipped lines), and blank rows count. In JSONL
     * the same as {@link #line}; in an array, the element's place in it, from 1.
     */
    long number();

    /** The physical line on which the row starts, from 1. */
    long line();

    /**
     * The record as it stands in the file, without its final line break; cut when it is longer than a record may be. A
     * byte that is no character stands as U+DC00 plus the byte. A workbook's row is written as CSV.
     */
    String text();
}
