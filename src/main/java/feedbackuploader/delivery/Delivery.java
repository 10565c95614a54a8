package feedbackuploader.delivery;

import feedbackuploader.ledger.Claim;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Result;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Recorder;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The loop that owns the ledger during a run. It sends what the ledger has let go of, collects what came back, and now
 * and then exchanges both with the ledger in one group commit. A row's state is {@code sending} on the disk before its
 * request can leave, and rows are claimed {@link Ahead} of those in flight, so that sending does not wait for the disk.
 * Where a kill would leave those unknown for ever, no more are in that state than may be in flight.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}; the recorder's threads only put
 * answers on a queue.
 */
public final class Delivery {

    /** Maximum time that an answer waits for its commit. */
    private static final long COMMIT_WITHIN_NANOS = Duration.ofMillis(100).toNanos();

    private final Outbox outbox;
    private final Recorder recorder;
    private final DeliveryOptions options;
    private final RetryPolicy retryPolicy;
    private final DeliveryListener listener;
    private final Time time;
    private final ServerClock serverClock;

    private final EventLoop<Attempt> loop;
    private final Backlog backlog = new Backlog();
    private final Throttle throttle;
    private final Ahead ahead;
    private final OutageWatch outages;
    private final List<Result> uncommitted = new ArrayList<>();

    private @Nullable Ending ending;
    private boolean interrupted;
    private long giveUpNanos;
    private long oldestUncommittedNanos;
    private int reportedPermits;

    public Delivery(
            Outbox outbox,
            Recorder recorder,
            DeliveryOptions options,
            Throttle throttle,
            Backoff backoff,
            DeliveryListener listener,
            Time time,
            ServerClock serverClock) {
        this.outbox = outbox;
        this.recorder = recorder;
        this.options = options;
        this.throttle = throttle;
        this.ahead = new Ahead(time.nanos());
        this.retryPolicy = new RetryPolicy(options.maxAttempts(), backoff);
        this.listener = listener;
        this.time = time;
        this.serverClock = serverClock;
        this.loop = new EventLoop<>(options.answerWithin(), time);
        this.outages = new OutageWatch(options, throttle);
    }

    /** Asks a running delivery to send nothing more and to end as soon as what is in flight is answered. Any thread. */
    public void interrupt() {
        loop.post(this::endInterrupted);
    }

    /** When, by {@link Time#nanos}, the last answer came that left its row open; empty when none did. */
    public OptionalLong lastOpenNanos() {
        return outages.lastOpenNanos();
    }

    /**
     * Sends until nothing is left, the run must stop, or it is interrupted.
     *
     * @throws LedgerException when an outcome or an intent cannot be written; nothing is sent after that
     */
    public Ending run() throws LedgerException, InterruptedException {
        reportLimit();
        loop.happen();
        commit();
        send();
        while (!isDone()) {
            collect();
            send(); // before the commit: rows that were claimed ahead need not wait for the disk
            if (isCommitDue()) {
                commit();
                send();
            }
        }
        return ending == null ? new Ending.Finished() : ending;
    }

    private boolean isDone() {
        boolean nothingLeft = backlog.isEmpty() && outbox.isExhausted();
        return loop.isNothingInFlight()
                && uncommitted.isEmpty()
                && (nothingLeft || (ending != null && !backlog.isReady()));
    }

    private void send() {
        while (ending == null && backlog.isReady() && throttle.isOpen(outages.permits())) {
            Attempt attempt = backlog.next();
            throttle.sent();
            ahead.sent(time.nanos());
            listener.sent();
            loop.ask(
                    attempt,
                    () -> recorder.record(attempt.claim().submission()),
                    Delivery::unforeseen,
                    (outcome, latency) -> take(attempt, outcome, latency));
        }
    }

    private static Outcome unforeseen(Throwable bug) {
        return new Outcome.Ambiguous(null, "the request failed unexpectedly: " + bug);
    }

    private void collect() throws LedgerException, InterruptedException {
        long wait = nanosToNextEvent();
        if (wait == Long.MAX_VALUE) {
            end(Stalled.sending(throttle.permits()));
            wait = 0;
        }
        loop.await(wait);
        giveUp();
    }

    /**
     * How long the loop may wait for an answer before it has something else to do. {@link Long#MAX_VALUE} when nothing
     * is in flight and no time is set: nothing would ever wake it.
     */
    private long nanosToNextEvent() {
        long now = time.nanos();
        long wait = loop.nanosToOverdue();
        if (!uncommitted.isEmpty()) {
            wait = Math.min(wait, oldestUncommittedNanos + COMMIT_WITHIN_NANOS - now); // due retries go with it
        } else if (ending == null && claimable() > 0) {
            wait = Math.min(wait, backlog.nanosToRetry(now, isNothingFresh()));
        }
        if (ending == null && backlog.isReady()) {
            wait = Math.min(wait, throttle.nanosLeft(outages.permits()));
        } else if (interrupted && !loop.isNothingInFlight()) {
            wait = Math.min(wait, giveUpNanos - now);
        }
        return isCommitDue() ? 0 : wait;
    }

    private void take(Attempt attempt, Outcome outcome, Duration latency) {
        listener.measured(latency);
        Duration wait = throttle.answered(outcome, latency, recorder.newAllowance());
        if (!wait.isZero()) {
            boolean isAsked = outcome.httpStatus() != null && wait.equals(outcome.retryAfter());
            listener.paused(wait, isAsked ? "http_" + outcome.httpStatus() : "rate_limit");
        }
        conclude(attempt, outcome);
        reportLimit();
    }

    private void reportLimit() {
        if (throttle.permits() != reportedPermits) {
            reportedPermits = throttle.permits();
            listener.limited(reportedPermits);
        }
    }

    private void conclude(Attempt attempt, Outcome outcome) {
        if (uncommitted.isEmpty()) {
            oldestUncommittedNanos = time.nanos();
        }
        uncommitted.add(new Result(attempt.claim().id(), outcome));
        @Nullable Ending end = outages.answered(outcome, time.nanos());
        if (end != null) {
            end(end);
        }
        boolean again = isSentAgain(attempt, outcome);
        if (!again) {
            backlog.forget(attempt);
        }
        listener.answered(outcome, again);
    }

    private boolean isSentAgain(Attempt attempt, Outcome outcome) {
        RetryPolicy.Next next = retryPolicy.next(attempt, outcome, outages.gotThrough());
        if (next instanceof RetryPolicy.Next.ServerDown down) {
            end(new Ending.Stopped(StopReason.SERVER_DOWN, down.why()));
        } else if (next instanceof RetryPolicy.Next.Again again && ending == null) {
            backlog.retryAt(again.attempt(), time.nanos() + Nanos.of(again.after()));
            return true;
        }
        return false;
    }

    private void end(Ending with) {
        if (ending == null) {
            ending = with;
        }
    }

    private void endInterrupted() {
        if (!interrupted) {
            interrupted = true;
            giveUpNanos = time.nanos() + Nanos.of(options.grace());
        }
        end(new Ending.Interrupted());
    }

    private void giveUp() {
        long now = time.nanos();
        giveUp(loop.takeOverdue(), "no answer came");
        if (interrupted && giveUpNanos - now <= 0) {
            giveUp(loop.takeAll(), "the run was interrupted before the server answered");
        }
    }

    private void giveUp(List<Attempt> attempts, String why) {
        for (Attempt attempt : attempts) {
            throttle.givenUp();
            conclude(attempt, new Outcome.Ambiguous(null, why));
        }
    }

    private boolean isCommitDue() {
        if (!uncommitted.isEmpty()) {
            return uncommitted.size() * 4 >= options.concurrency().most() * 3 // some claimed ahead are still to send
                    || loop.isNothingInFlight()
                    || time.nanos() - oldestUncommittedNanos >= COMMIT_WITHIN_NANOS
                    || (!options.claimsAhead() && isSendingHeldUp());
        }
        if (ending != null) {
            return backlog.isReady();
        }
        return (backlog.isRetryDue(time.nanos(), isNothingFresh()) && claimable() > 0) || isSendingHeldUp();
    }

    /** Whether nothing can be sent until more is claimed. */
    private boolean isSendingHeldUp() {
        return !backlog.isReady() && !isNothingFresh() && claimable() > 0;
    }

    /** How many more rows may be in the state {@code sending} once the answers that are here are written down. */
    private int claimable() {
        return options.claimsAhead()
                ? Integer.MAX_VALUE
                : Math.max(0, outages.permits() - loop.inFlight() - backlog.ready());
    }

    /** How many more rows to claim: besides those in flight, at most as many are ready or waiting as may ever be in flight. */
    private int room() {
        if (ending != null || backlog.charactersLeft() <= 0) {
            return 0;
        }
        int most = throttle.permits() + options.concurrency().most();
        int soon = ahead.rows(throttle.permits(), throttle.perSecond(), time.nanos());
        return Math.max(0, Math.min(most - loop.inFlight() - backlog.size(), soon - backlog.ready()));
    }

    /** Whether no row can be claimed, for now or at all. */
    private boolean isNothingFresh() {
        return outbox.isExhausted() || room() == 0;
    }

    private void commit() throws LedgerException {
        int room = room();
        int claimable = claimable();
        List<Attempt> again = ending == null ? backlog.takeDue(time.nanos(), isNothingFresh(), claimable) : List.of();
        List<Claim> fresh = outbox.exchange(
                uncommitted,
                again.stream().map(Attempt::claim).toList(),
                Math.min(room, claimable - again.size()),
                backlog.charactersLeft(),
                serverClock.now());
        uncommitted.clear();
        backlog.addAgain(again);
        backlog.addFresh(fresh, outages.gotThrough());
        if (ending != null && backlog.isReady()) {
            outbox.release(backlog.releaseReady());
        }
    }
}
