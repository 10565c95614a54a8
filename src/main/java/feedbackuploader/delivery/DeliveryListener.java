package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import java.time.Duration;

/** Hears what the loop does, on the loop's thread: it must return quickly. */
public interface DeliveryListener {

    /** A request leaves. */
    void sent();

    /** One was answered, so long after it left; {@link #answered} follows. */
    void measured(Duration latency);

    /** So many requests may be in flight from now on. */
    void limited(int inFlight);

    /** What became of one; {@code again} when the row will be sent again in this run. */
    void answered(Outcome outcome, boolean again);

    /** Nothing is sent for so long, because the server asked for it. */
    void paused(Duration wait);
}
