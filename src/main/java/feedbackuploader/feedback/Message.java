package feedbackuploader.feedback;

/** One turn of the prompt that two compared completions share. */
public record Message(String role, String content) {}
