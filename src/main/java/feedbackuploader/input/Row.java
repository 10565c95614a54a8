package feedbackuploader.input;

/** One record of a file that is not blank. */
public sealed interface Row permits CsvRow, JsonRow, BrokenRow {

    /** As a spreadsheet shows it: the header is row 1, and blank rows count. In JSONL the same as {@link #line}. */
    long number();

    /** The physical line on which the row starts, from 1. */
    long line();

    /** The record as it stands in the file, without its final line break; cut when it is longer than a record may be. */
    String text();
}
