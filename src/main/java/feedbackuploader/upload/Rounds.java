package feedbackuploader.upload;

import feedbackuploader.delivery.Delivery;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Recovery;
import feedbackuploader.delivery.Stalled;
import feedbackuploader.delivery.Throttle;
import feedbackuploader.ledger.InDoubtCreations;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what is planned and settles what that left open, in turn, until nothing is left to do: a row that reading back
 * proves to be absent is planned again. What earlier runs left open is settled at the start if its quiet time is over,
 * else with the rest.
 */
final class Rounds {

    private static final int FIRST_ROWS = 3;

    private final RunContext run;
    private final DeliveryStats stats;
    private final Throttle throttle;
    private final Reconciliation reconciliation;

    /** Whether the server shows each planned row once it has it, so that a kill leaves none unknown for ever. */
    private boolean areAllShown;

    /** Whether a read-back is known to tell rows apart by who rated. */
    private boolean showsUsers;

    /**
     * @param othersWereKilled until shortly before this process got hold of the ledger, another process may have been sending
     */
    Rounds(RunContext run, DeliveryStats stats, boolean othersWereKilled) {
        this.run = run;
        this.stats = stats;
        this.throttle = new Throttle(run.request().delivery(), run.time());
        boolean isServerTimeKnown = run.server().now().latest() != null;
        long openedNanos = run.journal().openedNanos();
        this.reconciliation = new Reconciliation(
                run,
                stats,
                othersWereKilled || !isServerTimeKnown
                        ? openedNanos
                        : openedNanos
                                - run.request().settleWait().toNanos()); // the server's clock alone tells how long ago
    }

    Ending run() throws LedgerException, InterruptedException {
        long sentBefore = stats.requests();
        Ending first = sendOneFirst();
        if (!(first instanceof Ending.Finished)) {
            if (first instanceof Ending.Interrupted) {
                reconciliation.run(false);
            }
            return first;
        }
        Ending ending = settleEarlierRuns();
        areAllShown = planned() == 0
                || !run.ledger().hasPlannedThatCannotBeFound(run.request().labelled());
        while (ending instanceof Ending.Finished) {
            long plannedBefore = planned();
            ending = deliverThroughOutages();
            if (ending instanceof Ending.Stopped stopped && !mayShowWhatItLeftOpen(stopped)) {
                return ending;
            }
            Ending settled = reconciliation.run(false);
            ending = ending instanceof Ending.Finished ? settled : ending;
            int attempts = run.request().delivery().maxAttempts();
            if (planned() == 0 || run.ledger().plannedAndSentFewerThan(attempts) == 0) {
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
        return run.ledger().toSend();
    }

    /**
     * Sends up to three rows one by one until one is recorded. A recorded row is needed to test what read-back shows.
     */
    private Ending sendOneFirst() throws LedgerException, InterruptedException {
        if (run.request().project() == null) {
            return new Ending.Finished();
        }
        FirstRow firstRow = new FirstRow(run);
        boolean isListed = false;
        for (int row = 1; row <= FIRST_ROWS && planned() > 0 && !isListed && isToBeSentAlone(firstRow); row++) {
            Optional<InDoubtCreations.Known> before = run.ledger().lastCreated();
            long sentNanos = run.time().nanos();
            Ending ending = deliver(run.request().delivery(), 1);
            if (!(ending instanceof Ending.Finished) && !(ending instanceof Ending.Outage)) {
                return ending;
            }
            Optional<InDoubtCreations.Known> created = run.ledger().lastCreated();
            isListed = created.isPresent() && !created.equals(before);
            if (isListed) {
                noteListing(firstRow, created.get(), sentNanos);
            }
        }
        if (planned() > 0) {
            try {
                if (run.request().skipExisting()
                        && !firstRow.isShownAsSent(run.interruption()::ends)
                        && !run.interruption().isAsked()) {
                    return cannotTellWhatIsThere();
                }
                showsUsers = firstRow.isShownWithUser(run.interruption()::ends);
            } finally {
                run.interruption().endsNothing();
            }
        }
        return new Ending.Finished();
    }

    /** Also where a killed run created completions and did not come to see how soon the server lists them. */
    private boolean isToBeSentAlone(FirstRow firstRow) throws LedgerException {
        return !firstRow.isRecorded()
                || (run.ledger().counts().completions() > 0
                        && run.ledger().about().listedWithin().isEmpty());
    }

    private void noteListing(FirstRow firstRow, InDoubtCreations.Known created, long sentNanos)
            throws LedgerException, InterruptedException {
        try {
            @Nullable Duration listedWithin = firstRow.listedWithin(created, sentNanos, run.interruption()::ends);
            if (listedWithin != null) {
                reconciliation.noteListedWithin(listedWithin);
            } else if (!run.interruption().isAsked()) {
                run.notice("The server does not list the completion that it has just created, so a row whose answer is"
                        + " lost may stay unknown.");
            }
        } finally {
            run.interruption().endsNothing();
        }
    }

    private static Ending cannotTellWhatIsThere() {
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The server does not show the first row as it was sent, so --skip-existing cannot detect the rows that"
                        + " the server has. Nothing more is sent.");
    }

    private Ending settleEarlierRuns() throws LedgerException, InterruptedException {
        Ending ending = reconciliation.run(!run.request().resendUnknown());
        if (run.request().resendUnknown() && ending instanceof Ending.Finished) {
            long again = run.ledger().planUnknownAgain();
            if (again > 0) {
                stats.settled(0, again);
                run.notice("--resend-unknown sends " + again + (again == 1 ? " unknown row" : " unknown rows")
                        + " again. The server may then have "
                        + (again == 1 ? "it twice." : "them twice."));
            }
        }
        return ending;
    }

    private Ending deliverThroughOutages() throws LedgerException, InterruptedException {
        DeliveryOptions options = run.request().delivery();
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
            run.notice(outage.reason() + " Pausing, and checking whether the server answers.");
            @Nullable Ending end = awaitServer();
            if (end != null) {
                return end;
            }
            Ending settled = reconciliation.run(true);
            if (!(settled instanceof Ending.Finished)) {
                return settled;
            }
            run.notice("The server answers. Continuing with one row.");
            options = run.request().delivery().afterOutage();
        }
    }

    /** @param most maximum number of rows */
    private Ending deliver(DeliveryOptions options, int most) throws LedgerException, InterruptedException {
        if (run.interruption().isAsked()) {
            return new Ending.Interrupted();
        }
        if (planned() == 0) {
            return new Ending.Finished();
        }
        int sends = run.request().delivery().maxAttempts();
        try (Outbox outbox = run.ledger()
                .outbox(sends, row -> showsUsers ? null : run.server().lookOf(row), most)) {
            Delivery delivery = new Delivery(
                    outbox,
                    run.server(),
                    areAllShown ? options : options.claimingNoneAhead(),
                    throttle,
                    run.backoff(),
                    new ProgressListener(stats, run.time()),
                    run.time(),
                    run.server());
            run.interruption().ends(delivery::interrupt);
            run.listener().delivering(stats);
            Ending ending = delivery.run();
            delivery.lastOpenNanos().ifPresent(reconciliation::noteOpenUntil);
            return ending;
        } finally {
            run.interruption().endsNothing();
            run.listener().delivered();
        }
    }

    /** @return null once the server answers, else why the run ends */
    private @Nullable Ending awaitServer() throws LedgerException, InterruptedException {
        Recovery recovery = new Recovery(run.server(), run.request().delivery(), run.backoff(), run.time());
        try {
            run.interruption().ends(recovery::interrupt);
            return recovery.await();
        } finally {
            run.interruption().endsNothing();
        }
    }
}
