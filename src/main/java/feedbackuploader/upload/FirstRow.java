package feedbackuploader.upload;

import feedbackuploader.delivery.AwaitedRead;
import feedbackuploader.delivery.ListingDelay;
import feedbackuploader.delivery.Reconciler;
import feedbackuploader.ledger.Canary;
import feedbackuploader.ledger.InDoubtCreations;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What must be known before rows go by the dozen: that one was recorded just now, by which a read-back can be judged if
 * the answers of others are lost, and whether a read-back shows who rated.
 */
final class FirstRow {

    private final RunContext run;

    FirstRow(RunContext run) {
        this.run = run;
    }

    /** Whether a row is known to be recorded, and lately. */
    boolean isRecorded() throws LedgerException {
        @Nullable Instant now = run.server().now().latest();
        return run.ledger().canaries(run.server()::traceOf).stream()
                .anyMatch(canary -> now != null && !canary.answeredAt().isBefore(now.minus(Reconciler.LONGEST_LAG)));
    }

    /**
     * How soon the server lists {@code created}; null when it does not.
     *
     * @param interruptible is told how to end the waiting
     */
    @Nullable
    Duration listedWithin(InDoubtCreations.Known created, long sentNanos, Consumer<Runnable> interruptible)
            throws LedgerException, InterruptedException {
        ListingDelay delay = new ListingDelay(run.server(), run.request().delivery(), run.backoff(), run.time());
        interruptible.accept(delay::interrupt);
        return delay.of(created, sentNanos);
    }

    /**
     * Whether the server shows a recorded row, as it was sent. Without such a row it is not known.
     *
     * @param interruptible is told how to end the waiting
     */
    boolean isShownAsSent(Consumer<Runnable> interruptible) throws LedgerException, InterruptedException {
        Optional<Canary> last =
                run.ledger().canaries(run.server()::traceOf).stream().findFirst();
        return last.isPresent()
                && find(last.get(), interruptible)
                        .filter(observedFeedback -> last.get().trace().isShownAs(observedFeedback.matchKey()))
                        .isPresent();
    }

    /**
     * Whether the server shows of a recorded row who rated. Without such a row it is not known.
     *
     * @param interruptible is told how to end the waiting
     */
    boolean isShownWithUser(Consumer<Runnable> interruptible) throws LedgerException, InterruptedException {
        Optional<Canary> withUser = run.ledger().canaries(run.server()::traceOf).stream()
                .filter(canary -> canary.trace().matchKey().user() != null)
                .findFirst();
        @Nullable
        Object user = withUser.map(canary -> canary.trace().matchKey().user()).orElse(null);
        return user != null
                && find(withUser.get(), interruptible)
                        .filter(observedFeedback ->
                                user.equals(observedFeedback.matchKey().user()))
                        .isPresent();
    }

    private Optional<ObservedFeedback> find(Canary canary, Consumer<Runnable> interruptible)
            throws LedgerException, InterruptedException {
        AwaitedRead read =
                new AwaitedRead(run.server(), run.request().delivery().answerWithin(), run.time());
        interruptible.accept(read::interrupt);
        return read.await(canary.trace().kind(), canary.trace().completion()) instanceof ReadBack.Answer.Shown shown
                ? canary.find(shown.observed())
                : Optional.empty();
    }
}
