package feedbackuploader.input;

/** What the rows of a file are made of. */
public enum Format {
    /** RFC 4180 with a header, in UTF-8. */
    CSV,
    /** One JSON object a line, in UTF-8. */
    JSONL
}
