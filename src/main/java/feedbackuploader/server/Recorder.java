package feedbackuploader.server;

import java.util.Optional;
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

    /**
     * What the server said last of how much it takes, if it said anything since this was asked before. What it said with
     * an answer can be asked for once that answer's outcome is there. Any thread.
     */
    default Optional<Allowance> newAllowance() {
        return Optional.empty();
    }
}
