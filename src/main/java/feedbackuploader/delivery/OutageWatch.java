package feedbackuploader.delivery;

import feedbackuploader.feedback.Outcome;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notices when answers stop saying whether rows are recorded. After an outage one row goes first: until it got through,
 * one more lost answer is enough.
 */
final class OutageWatch {

    /** So many ambiguous answers in a row are an outage, even when fewer requests are in flight. */
    private static final int AMBIGUOUS_IN_A_ROW = 16;

    private final DeliveryOptions options;
    private final Throttle throttle;
    private long gotThrough;
    private int ambiguousInARow;
    private OptionalLong lastAmbiguousNanos = OptionalLong.empty();

    OutageWatch(DeliveryOptions options, Throttle throttle) {
        this.options = options;
        this.throttle = throttle;
    }

    /** How many rows the server has taken or refused for their own sake. */
    long gotThrough() {
        return gotThrough;
    }

    /** When the last answer was ambiguous; empty when none was. */
    OptionalLong lastAmbiguousNanos() {
        return lastAmbiguousNanos;
    }

    /** So many may be in flight at most. */
    int permits() {
        return isOnTrial() ? 1 : throttle.permits();
    }

    private boolean isOnTrial() {
        return options.startsWithOne() && gotThrough == 0;
    }

    void noteThrough() {
        gotThrough++;
        ambiguousInARow = 0;
    }

    /** @return the outage that this makes, or null when it may be chance */
    Ending.@Nullable Outage noteAmbiguous(Outcome.Ambiguous outcome, long nowNanos) {
        lastAmbiguousNanos = OptionalLong.of(nowNanos);
        ambiguousInARow++;
        if (!isOnTrial() && ambiguousInARow < Math.max(AMBIGUOUS_IN_A_ROW, throttle.permits())) {
            return null;
        }
        return new Ending.Outage(
                gotThrough,
                (ambiguousInARow == 1 ? "The last request" : "The last " + ambiguousInARow + " requests")
                        + " ended without an answer that says whether the row was recorded. The last one: "
                        + outcome.reason());
    }
}
