package feedbackuploader.upload;

import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Delivery;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Quiet;
import feedbackuploader.delivery.Reconciler;
import feedbackuploader.delivery.Recovery;
import feedbackuploader.delivery.Stalled;
import feedbackuploader.delivery.Throttle;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.State;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.server.Server;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what is planned and settles what that left open, in turn, until nothing is left to do: a row that reading back
 * proves to be absent is planned again. What earlier runs left open is settled at the start if its quiet time is over,
 * else with the rest.
 *
 * <p>All on one thread but {@link #interrupt}.
 */
final class Rounds {

    private static final int FIRST_ROWS = 3;

    private final UploadRequest request;
    private final Ledger ledger;
    private final Server server;
    private final UploadListener listener;
    private final DeliveryStats stats;
    private final Time time;
    private final Backoff backoff;
    private final Throttle throttle;

    /** Whether a read-back is known to tell rows apart by who rated. */
    private boolean showsUsers;

    /** The last moment at which something was on its way that is still open. */
    private long lastOpenNanos;

    private volatile boolean interrupted;
    private volatile long interruptedNanos;
    private volatile @Nullable Runnable interruptRunning;

    /**
     * @param openedNanos when this process got hold of the ledger
     * @param othersWereKilled until shortly before then, another process may have been sending
     */
    Rounds(
            UploadRequest request,
            Ledger ledger,
            Server server,
            UploadListener listener,
            DeliveryStats stats,
            Time time,
            Backoff backoff,
            long openedNanos,
            boolean othersWereKilled) {
        this.request = request;
        this.ledger = ledger;
        this.server = server;
        this.listener = listener;
        this.stats = stats;
        this.time = time;
        this.backoff = backoff;
        this.throttle = new Throttle(request.delivery(), time);
        boolean isServerTimeKnown = server.now().latest() != null;
        this.lastOpenNanos = othersWereKilled || !isServerTimeKnown
                ? openedNanos
                : openedNanos - request.settleWait().toNanos(); // the server's clock alone tells how long ago it was
    }

    /** Sends nothing more, waits for what is in flight, and settles what can be settled within the grace. Any thread. */
    void interrupt() {
        interruptedNanos = time.nanos();
        interrupted = true;
        @Nullable Runnable running = interruptRunning;
        if (running != null) {
            running.run();
        }
    }

    Ending run() throws LedgerException, InterruptedException {
        long sentBefore = stats.requests();
        Ending first = sendOneFirst();
        if (!(first instanceof Ending.Finished)) {
            if (first instanceof Ending.Interrupted) {
                settle(false);
            }
            return first;
        }
        Ending ending = settleEarlierRuns();
        while (ending instanceof Ending.Finished) {
            long plannedBefore = planned();
            ending = deliverThroughOutages();
            if (ending instanceof Ending.Stopped stopped && !mayShowWhatItLeftOpen(stopped)) {
                return ending;
            }
            Ending settled = settle(false);
            ending = ending instanceof Ending.Finished ? settled : ending;
            if (planned() == 0
                    || ledger.plannedAndSentFewerThan(request.delivery().maxAttempts()) == 0) {
                return ending;
            } else if (ending instanceof Ending.Finished && plannedBefore > 0 && stats.requests() == sentBefore) {
                return Stalled.round();
            }
            sentBefore = stats.requests();
        }
        return ending;
    }

    /** Behind a login page that came up for a moment, or a gateway that answered for itself, there may be the server. */
    private static boolean mayShowWhatItLeftOpen(Ending.Stopped stopped) {
        return stopped.cause() == StopReason.TOO_MANY_AMBIGUOUS || stopped.cause() == StopReason.WRONG_ADDRESS;
    }

    private long planned() throws LedgerException {
        return ledger.counts().of(State.PLANNED);
    }

    /**
     * Whatever goes wrong with the others: by a row that is certainly recorded it can be told what a read-back proves. One
     * that is lost or refused is none, so that a few are tried.
     */
    private Ending sendOneFirst() throws LedgerException, InterruptedException {
        if (request.project() == null) {
            return new Ending.Finished();
        }
        FirstRow firstRow = new FirstRow(ledger, server, request.delivery().answerWithin(), time);
        for (int row = 1; row <= FIRST_ROWS && planned() > 0 && !firstRow.isRecorded(); row++) {
            Ending ending = deliver(request.delivery(), 1);
            if (!(ending instanceof Ending.Finished) && !(ending instanceof Ending.Outage)) {
                return ending;
            }
        }
        if (planned() > 0) {
            try {
                if (request.skipExisting() && !firstRow.isShownAsSent(this::interruptible) && !interrupted) {
                    return cannotTellWhatIsThere();
                }
                showsUsers = firstRow.isShownWithUser(this::interruptible);
            } finally {
                interruptRunning = null;
            }
        }
        return new Ending.Finished();
    }

    private static Ending cannotTellWhatIsThere() {
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The server does not show the first row as it was sent, so --skip-existing cannot detect the rows that"
                        + " the server has. Nothing more is sent.");
    }

    private Ending settleEarlierRuns() throws LedgerException, InterruptedException {
        Ending ending = settle(!request.resendUnknown());
        if (request.resendUnknown() && ending instanceof Ending.Finished) {
            long again = ledger.planUnknownAgain();
            if (again > 0) {
                stats.settled(0, again);
                listener.notice("--resend-unknown sends " + again + (again == 1 ? " unknown row" : " unknown rows")
                        + " again. The server may then have "
                        + (again == 1 ? "it twice." : "them twice."));
            }
        }
        return ending;
    }

    private Ending deliverThroughOutages() throws LedgerException, InterruptedException {
        DeliveryOptions options = request.delivery();
        while (true) {
            Ending ending = deliver(options, Integer.MAX_VALUE);
            if (!(ending instanceof Ending.Outage outage)) {
                return ending;
            }
            if (planned() == 0) {
                return new Ending.Finished();
            }
            if (options.startsWithOne() && outage.gotThrough() == 0) {
                return new Ending.Stopped(StopReason.TOO_MANY_AMBIGUOUS, outage.reason());
            }
            listener.notice(outage.reason() + " Pausing, and checking whether the server answers.");
            @Nullable Ending end = awaitServer();
            if (end != null) {
                return end;
            }
            Ending settled = settle(true);
            if (!(settled instanceof Ending.Finished)) {
                return settled;
            }
            listener.notice("The server answers. Continuing with one row.");
            options = request.delivery().afterOutage();
        }
    }

    /** @param most so many rows and no more */
    private Ending deliver(DeliveryOptions options, int most) throws LedgerException, InterruptedException {
        if (interrupted) {
            return new Ending.Interrupted();
        }
        if (planned() == 0) {
            return new Ending.Finished();
        }
        int sends = request.delivery().maxAttempts();
        try (Outbox outbox = ledger.outbox(sends, row -> showsUsers ? null : server.lookOf(row), most)) {
            Delivery delivery = new Delivery(
                    outbox, server, options, throttle, backoff, new ProgressListener(stats, time), time, server);
            interruptible(delivery::interrupt);
            listener.delivering(stats);
            Ending ending = delivery.run();
            lastOpenNanos = delivery.lastOpenNanos().orElse(lastOpenNanos);
            return ending;
        } finally {
            interruptRunning = null;
            listener.delivered();
        }
    }

    /** An interrupt that comes between the look and the assignment is found by the second look. */
    private void interruptible(Runnable interruption) {
        interruptRunning = interruption;
        if (interrupted) {
            interruption.run();
        }
    }

    /** @return null once the server answers, else why the run ends */
    private @Nullable Ending awaitServer() throws LedgerException, InterruptedException {
        Recovery recovery = new Recovery(server, request.delivery(), backoff, time);
        try {
            interruptible(recovery::interrupt);
            return recovery.await();
        } finally {
            interruptRunning = null;
        }
    }

    /** @param onlyQuiet whether to leave for later what may still be on its way, instead of waiting for it */
    private Ending settle(boolean onlyQuiet) throws LedgerException, InterruptedException {
        noteServerTime();
        @Nullable Instant serverNow = server.now().earliest();
        if (ledger.reopenUnknown() == 0 || (onlyQuiet && serverNow == null)) {
            return new Ending.Finished();
        }
        @Nullable Instant before = onlyQuiet && serverNow != null ? serverNow.minus(request.settleWait()) : null;
        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(server::traceOf, before)) {
            Quiet quiet = quietOf(inDoubtRows, onlyQuiet);
            long wait = quiet.nanosLeft(time, server);
            boolean outlastsGrace = interrupted && Math.max(0, wait) > graceEndNanos() - time.nanos();
            return outlastsGrace ? new Ending.Interrupted() : settle(inDoubtRows, quiet, wait);
        }
    }

    /** A wall clock that was set while a row was on its way may have made the ledger believe in a time to come. */
    private void noteServerTime() throws LedgerException {
        @Nullable Instant now = server.now().latest();
        if (now != null) {
            ledger.noteServerTime(now);
        }
    }

    private long graceEndNanos() {
        return interruptedNanos + request.delivery().grace().toNanos();
    }

    private Quiet quietOf(InDoubtRows inDoubtRows, boolean isQuiet) throws LedgerException {
        if (isQuiet || inDoubtRows.ambiguous() == 0) {
            return Quiet.within(request.settleWait(), time, time.nanos(), null);
        }
        @Nullable Instant last = inDoubtRows.lastAnsweredAt();
        return Quiet.within(
                request.settleWait().plus(request.delivery().answerWithin()),
                time,
                lastOpenNanos + request.settleWait().toNanos(),
                last == null ? null : last.plus(request.settleWait()));
    }

    private Ending settle(InDoubtRows inDoubtRows, Quiet quiet, long wait)
            throws LedgerException, InterruptedException {
        long ambiguous = inDoubtRows.ambiguous();
        if (wait > 0) {
            listener.notice("Waiting " + Amount.of(Duration.ofNanos(wait)) + ", then checking "
                    + Amount.of(ambiguous, "row") + " whose answer was lost: the server may still be working on "
                    + (ambiguous == 1 ? "it" : "them") + ".");
        }
        Reconciler reconciler = new Reconciler(inDoubtRows, server, server, request.delivery(), backoff, time);
        try {
            if (interrupted) {
                reconciler.giveUpAt(graceEndNanos());
            } else {
                interruptible(reconciler::interrupt);
            }
            return reconciler.run(quiet);
        } finally {
            interruptRunning = null;
            tell(reconciler.tally());
            if (reconciler.obstacle() != null) {
                listener.notice(reconciler.obstacle());
            }
        }
    }

    private void tell(Reconciler.Tally tally) {
        stats.settled(tally.recorded(), tally.absent());
        if (tally.recorded() + tally.absent() + tally.undecided() > 0) {
            listener.notice("Checked the rows whose answer was lost: " + tally.recorded() + " recorded, "
                    + tally.absent() + " not recorded, " + tally.undecided() + " unknown.");
        }
    }
}
