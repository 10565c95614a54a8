package feedbackuploader.delivery;

import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether something is tried once more, and after what wait. The only place that says so: for rows, for read-backs and
 * for a server that is to recover.
 *
 * @param maxAttempts how often one row is sent in this run at most, from 1. All sendings count, those of earlier rounds
 *     too; only the refusals of a server that is busy with other rows do not, as long as there are not too many of them
 */
record RetryPolicy(int maxAttempts, Backoff backoff) {

    /** With 429/503, a row may be sent this many times maxAttempts. */
    private static final int WHILE_BUSY = 8;

    /** Maximum attempts per read-back; about two minutes in all. */
    private static final int READS = 8;

    /** What becomes of a row after one sending. */
    sealed interface Next {

        /** It is sent once more. */
        record Again(Attempt attempt, Duration after) implements Next {}

        /** It is not sent again in this run. */
        record Over() implements Next {}

        /** As before, and no other row would get through either. */
        record ServerDown(String why) implements Next {}
    }

    /**
     * What comes after {@code outcome}.
     *
     * @param gotThrough how many rows the server has taken or refused for their own sake by now
     */
    Next next(Attempt attempt, Outcome outcome, long gotThrough) {
        boolean isBusy = outcome instanceof Outcome.NotProcessed;
        if (!isBusy && !(outcome instanceof Outcome.NotSent)) {
            return new Next.Over();
        }
        boolean isDown = attempt.isInVain(gotThrough) && attempt.inVain() >= maxAttempts;
        boolean isLeft =
                isBusy ? attempt.sends() < (long) maxAttempts * WHILE_BUSY && !isDown : attempt.counted() < maxAttempts;
        if (isLeft) {
            Attempt again = attempt.next(isBusy, gotThrough);
            return new Next.Again(again, backoff.wait(again.failures(), isBusy));
        }
        return isDown
                ? new Next.ServerDown("Nothing got through in " + attempt.inVain() + " attempts: " + outcome.reason())
                : new Next.Over();
    }

    /**
     * How long to wait before the same is read once more.
     *
     * @param unanswered how often no answer came by now, from 1
     * @return empty when it is not read again
     */
    Optional<Duration> nextRead(int unanswered) {
        return unanswered < READS ? Optional.of(backoff.wait(unanswered, true)) : Optional.empty();
    }

    /**
     * How long to wait before a server that was in trouble is asked whether it is well again.
     *
     * @param probe which time this is, from 1
     * @return empty when it is asked no more
     */
    Optional<Duration> beforeProbe(int probe) {
        return probe <= READS ? Optional.of(backoff.wait(probe, true)) : Optional.empty();
    }
}
