package feedbackuploader.input;

/** What the rows of a file are made of, and what a report on it is written in. */
public enum Format {
    /** Cells under a header. */
    CSV,
    /** JSON objects. */
    JSONL
}
