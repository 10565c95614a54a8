package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Notices when answers stop saying whether rows are recorded. After an outage one row goes first: until it got through,
 * one more lost answer is enough.
 */
final class OutageWatch {

    /** Number of ambiguous answers in a row that are an outage, even when fewer requests are in flight. */
    private static final int AMBIGUOUS_IN_A_ROW = 16;

    /** Number of answers without an id, while no row got one, that show that this is no Adaptive Engine. */
    private static final int WITHOUT_ANY_ID = 4;

    private final DeliveryOptions options;
    private final Throttle throttle;
    private long gotThrough;
    private int ambiguousInARow;
    private int withoutAnyId;
    private OptionalLong lastOpenNanos = OptionalLong.empty();

    OutageWatch(DeliveryOptions options, Throttle throttle) {
        this.options = options;
        this.throttle = throttle;
    }

    /** How many rows the server has taken or refused for their own sake. */
    long gotThrough() {
        return gotThrough;
    }

    /** When the last answer left its row open; empty when none did. */
    OptionalLong lastOpenNanos() {
        return lastOpenNanos;
    }

    /** Maximum number of requests in flight. */
    int permits() {
        return isOnTrial() ? 1 : throttle.permits();
    }

    private boolean isOnTrial() {
        return options.startsWithOne() && gotThrough == 0;
    }

    /** @return why the delivery ends with this answer; null when it goes on */
    @Nullable
    Ending answered(Outcome outcome, long nowNanos) {
        switch (outcome.proof()) {
            case RECORDED, REFUSED -> {
                gotThrough++;
                ambiguousInARow = 0;
            }
            case NONE -> lastOpenNanos = OptionalLong.of(nowNanos);
            case NOT_RECORDED -> {}
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return new Ending.Stopped(stopped.cause(), stopped.reason());
        } else if (outcome instanceof Outcome.Unconfirmed unconfirmed) {
            withoutAnyId += unconfirmed.isFromAnEngine() ? 0 : 1;
            return withoutAnyId >= WITHOUT_ANY_ID
                    ? new Ending.Stopped(StopReason.WRONG_ADDRESS, unconfirmed.reason())
                    : ambiguous(unconfirmed.reason(), AMBIGUOUS_IN_A_ROW);
        } else if (outcome instanceof Outcome.Ambiguous ambiguous) {
            return ambiguous(ambiguous.reason(), Math.max(AMBIGUOUS_IN_A_ROW, throttle.permits()));
        }
        return null;
    }

    /** @return the outage that this makes, or null when it may be chance */
    private Ending.@Nullable Outage ambiguous(String reason, int bound) {
        ambiguousInARow++;
        if (!isOnTrial() && ambiguousInARow < bound) {
            return null;
        }
        return new Ending.Outage(
                gotThrough,
                (ambiguousInARow == 1 ? "The last request" : "The last " + ambiguousInARow + " requests")
                        + " got no answer that shows whether the row was recorded. The last one: "
                        + reason);
    }
}
