package feedbackuploader.input;

/**
 * The text of one record, not yet looked into.
 *
 * @param lineBreak what ended it, or empty at the end of the file
 * @param tooLong the record goes on after {@code text}, and was skipped to the end of its line
 */
record Cut(long number, long line, String text, String lineBreak, boolean tooLong) {

    /** The most characters that a record may have: more is a slip (a lost quote, a wrong file), and would fill memory. */
    static final int LIMIT = 1_000_000;
}
