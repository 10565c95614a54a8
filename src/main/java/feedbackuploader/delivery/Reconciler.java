package feedbackuploader.delivery;

import feedbackuploader.ledger.Canary;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Settled;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.ServerClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out by reading back what became of ambiguous rows. Nothing may be in flight meanwhile: a row that is recorded
 * between a read-back and its judgement would be taken for another.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class Reconciler implements Settling {

    /** The longest time from recording feedback to showing it. A row that was sent later than that proves nothing for another. */
    public static final Duration LONGEST_LAG = Duration.ofMinutes(10);

    private static final String SET_BACK =
            "The server's clock was set back during the run, so it is unknown whether the row arrived.";

    private final InDoubtRows inDoubtRows;
    private final ReadBack readBack;
    private final ServerClock serverClock;
    private final DeliveryOptions options;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final EventLoop<ReadBackRequest> loop;
    private final ReadPace pace;
    private final Retries<ReadBackRequest> retries = new Retries<>();
    private final ReadBackVerdicts verdicts;

    private Canaries canaries = new Canaries(List.of());
    private boolean awaitsCanary;
    private @Nullable Ending ending;
    private @Nullable Long giveUpNanos;
    private @Nullable String unavailable;
    private @Nullable String unreadable;
    private boolean exhausted;
    private long ambiguous;

    /** @param options bounds the read-backs in flight, and how long one may take */
    public Reconciler(
            InDoubtRows inDoubtRows,
            ReadBack readBack,
            ServerClock serverClock,
            DeliveryOptions options,
            Backoff backoff,
            Time time) {
        this.inDoubtRows = inDoubtRows;
        this.verdicts = new ReadBackVerdicts(inDoubtRows);
        this.readBack = readBack;
        this.serverClock = serverClock;
        this.options = options;
        this.retryPolicy = new RetryPolicy(options.maxAttempts(), backoff);
        this.time = time;
        this.pace = new ReadPace(options.rate(), time);
        this.loop = new EventLoop<>(options.answerWithin(), time);
    }

    @Override
    public void interrupt() {
        loop.post(() -> end(new Ending.Interrupted()));
    }

    @Override
    public void giveUpAt(long nanos) {
        giveUpNanos = nanos;
    }

    /**
     * Reads back, first a row that is known to be recorded, since only a server that shows it proves anything by not
     * showing another. What the server shows is there, at whatever time; what it does not show is judged only once it is
     * {@code quiet}. The first completions are asked for at once, and again from time to time, as many as may be on their
     * way together. What cannot be read back for now stays ambiguous.
     *
     * @throws LedgerException when a verdict cannot be written
     */
    @Override
    public Ending run(Quiet quiet) throws LedgerException, InterruptedException {
        ambiguous = inDoubtRows.ambiguous();
        canaries = new Canaries(inDoubtRows.canaries());
        while (ending == null && unavailable == null && unreadable == null && !isDone()) {
            start(quiet);
            if (isStalled()) {
                end(Stalled.reconciler());
            }
            loop.await(nanosToNextEvent());
            loop.takeOverdue().forEach(reading -> askLater(reading, "No answer came.", quiet));
            if (nanosToGiveUp() <= 0) {
                end(new Ending.Interrupted());
            }
            if (verdicts.isCommitDue() || loop.isNothingInFlight()) {
                verdicts.commit();
            }
        }
        verdicts.commit();
        if (unavailable != null) {
            inDoubtRows.leaveUnknown(unavailable);
        }
        return ending == null ? new Ending.Finished() : ending;
    }

    @Override
    public Tally tally() {
        Tally tally = verdicts.tally(ambiguous);
        return unavailable == null
                ? tally
                : new Tally(tally.recorded(), tally.absent(), tally.undecided() + tally.unread(), 0);
    }

    @Override
    public @Nullable String obstacle() {
        return unavailable == null ? unreadable : unavailable;
    }

    private boolean isDone() {
        return exhausted && loop.isNothingInFlight() && retries.isEmpty();
    }

    /** Whether nothing would ever wake it, and nothing is decided that would make room for another question. */
    private boolean isStalled() {
        return !exhausted && pace.isOpen() && loop.isIdle() && retries.isEmpty() && verdicts.areCommitted();
    }

    private void start(Quiet quiet) throws LedgerException {
        while (pace.isOpen() && retries.isDue(time.nanos())) {
            ask(retries.takeDue(time.nanos(), 1).get(0), quiet);
        }
        if (!awaitsCanary && pace.isOpen()) {
            @Nullable Canary canary = canaries.next();
            awaitsCanary = canary != null;
            if (canary != null) {
                ask(ReadBackRequest.of(canary), quiet);
            } else {
                startInDoubtRows(quiet);
            }
        }
    }

    private void startInDoubtRows(Quiet quiet) throws LedgerException {
        while (!exhausted
                && pace.isOpen()
                && !verdicts.isCommitDue()
                && loop.inFlight() + retries.size() < options.concurrency().most()) {
            List<InDoubtRow> next = inDoubtRows.next();
            exhausted = next.isEmpty();
            if (!exhausted) {
                ReadBackRequest reading = ReadBackRequest.of(next);
                @Nullable String why = canaries.whyUnprovable(reading.trace());
                if (why == null) {
                    ask(reading, quiet);
                } else {
                    leaveUndecided(reading, why);
                }
            }
        }
    }

    private void ask(ReadBackRequest reading, Quiet quiet) {
        boolean isQuiet = quiet.hasCome(time, serverClock);
        pace.asked();
        loop.ask(
                reading,
                () -> readBack.read(reading.trace().kind(), reading.trace().completion()),
                Reconciler::unforeseen,
                (answer, latency) -> take(reading, answer, quiet, isQuiet));
    }

    /** What a port that broke its contract did not show proves nothing. */
    private static ReadBack.Answer unforeseen(Throwable bug) {
        return new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug);
    }

    private long nanosToNextEvent() {
        if (loop.isNothingInFlight() && retries.isEmpty() && pace.isOpen()) {
            return 0;
        }
        long wait = loop.nanosToOverdue();
        if (!retries.isEmpty()) {
            wait = Math.min(wait, Math.max(pace.nanosLeft(), retries.nanosToNext(time.nanos())));
        }
        if (!exhausted && !pace.isOpen()) {
            wait = Math.min(wait, pace.nanosLeft());
        }
        return Math.max(0, Math.min(wait, nanosToGiveUp()));
    }

    private long nanosToGiveUp() {
        @Nullable Long until = giveUpNanos;
        return until == null ? Long.MAX_VALUE : until - time.nanos();
    }

    private void take(ReadBackRequest reading, ReadBack.Answer answer, Quiet quiet, boolean askedInQuiet)
            throws LedgerException {
        if (answer instanceof ReadBack.Answer.Stopped stopped) {
            end(new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason()));
        } else if (answer instanceof ReadBack.Answer.NotNow notNow) {
            pace.pause(notNow.retryAfter());
            askLater(reading, notNow.why(), quiet);
        } else if (isEarly(reading, quiet) && reading.mayComeRound(answer)) {
            lookAgain(reading, quiet);
        } else if (answer instanceof ReadBack.Answer.Unavailable none) {
            unavailable = none.why();
        } else if (reading.canary() != null) {
            takeCanary(reading, reading.canary(), answer, quiet);
        } else if (answer instanceof ReadBack.Answer.Shown shown) {
            judge(reading, shown.observed(), quiet, askedInQuiet);
        } else if (answer instanceof ReadBack.Answer.Hidden hidden) {
            leaveUndecided(reading, hidden.why());
        }
    }

    /** Whether there is time for another look: a server that has trouble, or is behind, may come round. */
    private boolean isEarly(ReadBackRequest reading, Quiet quiet) {
        return quiet.nanosLeft(time, serverClock) > 0 && reading.hasLooksLeft();
    }

    /** One that is not there yet is looked for again when it must be. */
    private void takeCanary(ReadBackRequest reading, Canary canary, ReadBack.Answer answer, Quiet quiet) {
        boolean isShown = answer instanceof ReadBack.Answer.Shown shown
                && canary.find(shown.observed()).isPresent();
        if (!isShown && isEarly(reading, quiet)) {
            lookAgain(reading, quiet);
            return;
        }
        awaitsCanary = false;
        if (answer instanceof ReadBack.Answer.Shown shown) {
            canaries.shown(canary, shown.observed());
        } else if (answer instanceof ReadBack.Answer.Hidden hidden) {
            canaries.hidden(canary, hidden.why());
        }
    }

    /** Only the answer itself shows the server's time, but what it shows may be as old as the question. */
    private void judge(ReadBackRequest reading, List<ObservedFeedback> observed, Quiet quiet, boolean askedInQuiet)
            throws LedgerException {
        List<Settled> judged =
                Listing.of(reading.trace(), observed, inDoubtRows).settle(reading.inDoubtRows(), canaries, serverClock);
        if (ReadBackVerdicts.areAllRecorded(judged) || (askedInQuiet && quiet.hasCome(time, serverClock))) {
            judged.forEach(settled -> verdicts.add(proved(settled)));
        } else if (reading.hasLooksLeft() && !quiet.isGivenUp(time)) {
            lookAgain(reading, quiet);
        } else {
            leaveUndecided(
                    reading,
                    "The server's clock stands still or was changed, so it is unknown when it has finished with this row.");
        }
    }

    private void lookAgain(ReadBackRequest reading, Quiet quiet) {
        long wait = Math.min(reading.nanosToNextLook(), quiet.nanosLeft(time, serverClock));
        retries.add(reading.nextAfterEarlyAnswer(), time.nanos() + wait);
    }

    private void leaveUndecided(ReadBackRequest reading, String why) {
        reading.inDoubtRows()
                .forEach(inDoubtRow -> verdicts.add(new Settled(inDoubtRow, new ReadBackVerdict.Undecided(why))));
    }

    /** The tries are counted from the quiet time on. */
    private void askLater(ReadBackRequest reading, String why, Quiet quiet) {
        if (isEarly(reading, quiet)) {
            lookAgain(reading, quiet);
            return;
        }
        Optional<Duration> wait = retryPolicy.nextRead(reading.attempt());
        if (wait.isPresent()) {
            retries.add(reading.next(), time.nanos() + Nanos.of(wait.get()));
        } else {
            unreadable = why;
        }
    }

    /** Among what was recorded before a row was sent, there may be the row itself if the server's clock was set back. */
    private Settled proved(Settled settled) {
        return settled.verdict() instanceof ReadBackVerdict.Absent && serverClock.wasSetBack()
                ? new Settled(settled.inDoubtRow(), new ReadBackVerdict.Undecided(SET_BACK))
                : settled;
    }

    private void end(Ending with) {
        if (ending == null) {
            ending = with;
        }
    }
}
