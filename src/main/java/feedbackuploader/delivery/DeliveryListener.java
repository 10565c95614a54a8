package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import java.time.Duration;

/** Hears what the loop does, on the loop's thread: it must return quickly. */
public interface DeliveryListener {

    /** A request leaves. */
    void sent();

    /** A request was answered after {@code latency}; {@link #answered} follows. */
    void measured(Duration latency);

    /** The maximum number of requests in flight changed. */
    void limited(int inFlight);

    /** What became of one; {@code again} when the row will be sent again in this run. */
    void answered(Outcome outcome, boolean again);

    /**
     * Nothing is sent for {@code wait}, because the server asked for it.
     *
     * @param cause {@code http_429}, say; {@code rate_limit} where it told in advance that it takes no more
     */
    void paused(Duration wait, String cause);
}
