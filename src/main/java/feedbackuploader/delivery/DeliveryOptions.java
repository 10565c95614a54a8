package feedbackuploader.delivery;

import java.time.Duration;

/**
 * How hard to try.
 *
 * @param concurrency the most requests in flight, from 1
 * @param maxAttempts how often one row is sent in this run at most, from 1; an answer that asks to wait counts only as
 *     long as no other row gets through
 * @param grace how long an interrupted run waits for the answers of what is in flight
 * @param startsWithOne the server has just been in trouble: until it has taken or refused a row, one is in flight at a
 *     time, and one ambiguous answer ends the delivery
 */
public record DeliveryOptions(int concurrency, int maxAttempts, Duration grace, boolean startsWithOne) {

    public DeliveryOptions {
        if (concurrency < 1 || maxAttempts < 1 || grace.isNegative()) {
            throw new IllegalArgumentException("concurrency and attempts start at 1, grace at 0");
        }
    }

    public DeliveryOptions(int concurrency, int maxAttempts, Duration grace) {
        this(concurrency, maxAttempts, grace, false);
    }

    /** The same, but {@link #startsWithOne}. */
    public DeliveryOptions afterOutage() {
        return new DeliveryOptions(concurrency, maxAttempts, grace, true);
    }
}
