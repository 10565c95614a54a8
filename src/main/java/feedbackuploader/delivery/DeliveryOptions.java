package feedbackuploader.delivery;

import java.time.Duration;

/**
 * How hard to try.
 *
 * @param concurrency the most requests in flight, from 1
 * @param maxAttempts how often one row is sent in this run at most, from 1; an answer that asks to wait counts only as
 *     long as no other row gets through
 * @param grace how long an interrupted run waits for the answers of what is in flight
 */
public record DeliveryOptions(int concurrency, int maxAttempts, Duration grace) {

    public DeliveryOptions {
        if (concurrency < 1 || maxAttempts < 1 || grace.isNegative()) {
            throw new IllegalArgumentException("concurrency and attempts start at 1, grace at 0");
        }
    }
}
