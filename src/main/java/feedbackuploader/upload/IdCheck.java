package feedbackuploader.upload;

/** Of which completions the server is asked whether they exist, before anything is sent. */
public enum IdCheck {
    SAMPLE,
    ALL,
    NONE
}
