package feedbackuploader.feedback;

import java.util.concurrent.CompletableFuture;

/** The server, as delivery sees it. */
@FunctionalInterface
public interface Recorder {

    /**
     * Sends once, without retry, and returns at once.
     *
     * @return completes within the time-out, on any thread, and never exceptionally: whatever happens is an outcome
     */
    CompletableFuture<Outcome> record(Submission submission);
}
