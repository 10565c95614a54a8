package feedbackuploader.server;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, as an upload sees it: it records, shows what it recorded, and names its time and its metrics. Nothing here
 * says how it is reached, so that a test can be a server without a network. Any thread may call any method.
 */
public interface Server extends Recorder, ReadBack, ServerClock {

    /**
     * Asks for the metrics. Records nothing, so that it also shows whether a server has recovered.
     *
     * @return completes within the time-out, on any thread, and never exceptionally
     */
    CompletableFuture<CatalogueAnswer> askForMetrics();

    /** An earlier run got ids from this deployment: whatever a page in front of it says, a row may have got past it. */
    void gaveIdsBefore();

    /**
     * A key that is equal for submissions that differ only in the user. Null if read-back cannot find the submission.
     */
    @Nullable
    Object lookOf(Submission submission);
}
