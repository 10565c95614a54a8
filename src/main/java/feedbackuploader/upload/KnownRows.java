package feedbackuploader.upload;

/** What becomes of rows that were sent to the same target before, from another file or run folder. */
public enum KnownRows {
    /** Nothing is sent until someone decides. */
    STOP,
    /** They are left out. */
    SKIP,
    /** They are sent a second time. */
    SEND
}
