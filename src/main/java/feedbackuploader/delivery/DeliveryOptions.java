package feedbackuploader.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How hard to try.
 *
 * @param rate the most requests that leave in a second; null for as many as the server takes
 * @param maxAttempts how often one row is sent in this run at most, from 1; {@link Attempt} says what counts
 * @param grace how long an interrupted run waits for the answers of what is in flight
 * @param answerWithin give up on a request after this time. Twice the request's own time-out, which normally ends it
 *     first.
 * @param startsWithOne the server has just been in trouble: until it has taken or refused a row, one is in flight at a
 *     time, and one ambiguous answer ends the delivery
 * @param claimsAhead more rows are marked as sent than may be in flight, so that none waits for the disk; after a kill
 *     each of them must be looked up on the server
 */
public record DeliveryOptions(
        Concurrency concurrency,
        @Nullable Rate rate,
        int maxAttempts,
        Duration grace,
        Duration answerWithin,
        boolean startsWithOne,
        boolean claimsAhead) {

    /** The default {@link #answerWithin}. */
    public static final Duration ANSWER_WITHIN = Duration.ofMinutes(3);

    public DeliveryOptions {
        if (maxAttempts < 1 || grace.isNegative() || answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException("attempts start at 1, grace at 0, and an answer takes its time");
        }
    }

    /** With {@link #claimsAhead}. */
    public DeliveryOptions(
            Concurrency concurrency,
            @Nullable Rate rate,
            int maxAttempts,
            Duration grace,
            Duration answerWithin,
            boolean startsWithOne) {
        this(concurrency, rate, maxAttempts, grace, answerWithin, startsWithOne, true);
    }

    /** A fixed number in flight, without a limit on the rate. */
    public DeliveryOptions(int concurrency, int maxAttempts, Duration grace) {
        this(new Concurrency.Fixed(concurrency), null, maxAttempts, grace, ANSWER_WITHIN, false);
    }

    /** The same, but {@link #startsWithOne}. */
    public DeliveryOptions afterOutage() {
        return new DeliveryOptions(concurrency, rate, maxAttempts, grace, answerWithin, true, claimsAhead);
    }

    /** The same without {@link #claimsAhead}. */
    public DeliveryOptions claimingNoneAhead() {
        return new DeliveryOptions(concurrency, rate, maxAttempts, grace, answerWithin, startsWithOne, false);
    }

    /** The same with another {@link #answerWithin}. */
    public DeliveryOptions answeringWithin(Duration longest) {
        return new DeliveryOptions(concurrency, rate, maxAttempts, grace, longest, startsWithOne, claimsAhead);
    }
}
