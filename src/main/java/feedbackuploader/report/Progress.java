package feedbackuploader.report;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery goes at one moment.
 *
 * @param done rows of {@code toSend} that are recorded, refused or undecided
 * @param notRecorded rows that the server refused, or that were given up
 * @param undecided rows of which it is not known yet whether the server has them
 * @param rate rows done in a second, since the beginning
 * @param inFlight requests on their way, of {@code limit} that may be
 * @param waitLeft for which the server still asks to send nothing; null when it does not
 * @param silence since the last answer, with requests on their way; null when there are none, or it is short
 * @param trouble why the last row was put back to be sent again, {@code HTTP 503} or {@code not sent}; null if it was not
 */
public record Progress(
        long done,
        long toSend,
        long recorded,
        long notRecorded,
        long undecided,
        long retries,
        double rate,
        long inFlight,
        int limit,
        @Nullable Duration waitLeft,
        @Nullable Duration silence,
        @Nullable String trouble) {

    /** Whether something keeps rows from being done: a wait that the server asked for, no answer, or one to try again. */
    boolean isHeldUp() {
        return waitLeft != null || silence != null || trouble != null;
    }

    /** Time until the last row is done at this rate; empty when there is nothing to tell it from. */
    public Optional<Duration> left() {
        return done > 0 && done < toSend
                ? Optional.of(Duration.ofMillis((long) ((toSend - done) / rate * 1000)))
                : Optional.empty();
    }
}
