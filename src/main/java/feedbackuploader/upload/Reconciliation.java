package feedbackuploader.upload;

import feedbackuploader.delivery.CreationReconciler;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Quiet;
import feedbackuploader.delivery.Reconciler;
import feedbackuploader.delivery.Settling;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.InDoubtCreations;
import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One round of reading back what was left open: when it may begin, and what it came to. */
final class Reconciliation {

    private final RunContext run;
    private final DeliveryStats stats;

    /** The last moment at which something was on its way that is still open. */
    private long lastOpenNanos;

    /** How soon the server listed a completion of this run; null as long as that is not known. */
    private @Nullable Duration listedWithin;

    Reconciliation(RunContext run, DeliveryStats stats, long lastOpenNanos) {
        this.run = run;
        this.stats = stats;
        this.lastOpenNanos = lastOpenNanos;
    }

    /** Something was on its way until then, and is open. */
    void noteOpenUntil(long nanos) {
        lastOpenNanos = nanos;
    }

    void noteListedWithin(Duration delay) throws LedgerException {
        listedWithin = delay;
        run.ledger().about().rememberListedWithin(delay);
    }

    /**
     * Reads back what is open, if there is anything.
     *
     * @param onlyQuiet whether to leave for later what may still be on its way, instead of waiting for it
     */
    Ending run(boolean onlyQuiet) throws LedgerException, InterruptedException {
        noteServerTime();
        @Nullable Instant serverNow = run.server().now().earliest();
        if (run.ledger().reopenUnknown() == 0 || (onlyQuiet && serverNow == null)) {
            return new Ending.Finished();
        }
        @Nullable
        Instant before =
                onlyQuiet && serverNow != null ? serverNow.minus(run.request().settleWait()) : null;
        Ending creations = settleCreations(run.ledger().inDoubtCreations(before), onlyQuiet);
        if (!(creations instanceof Ending.Finished)) {
            return creations;
        }
        try (InDoubtRows inDoubtRows = run.ledger().inDoubtRows(run.server()::traceOf, before)) {
            return settle(
                    new Reconciler(
                            inDoubtRows,
                            run.server(),
                            run.server(),
                            run.request().delivery(),
                            run.backoff(),
                            run.time()),
                    inDoubtRows.ambiguous(),
                    quietOf(inDoubtRows.ambiguous(), inDoubtRows.lastAnsweredAt(), onlyQuiet));
        }
    }

    /** First, since their ratings can be looked for only by their ids. */
    private Ending settleCreations(InDoubtCreations creations, boolean onlyQuiet)
            throws LedgerException, InterruptedException {
        long ambiguous = creations.ambiguous();
        return ambiguous == 0
                ? new Ending.Finished()
                : settle(
                        new CreationReconciler(
                                creations,
                                run.server(),
                                run.server(),
                                run.request().delivery(),
                                run.backoff(),
                                run.time(),
                                listedWithin),
                        ambiguous,
                        quietOf(ambiguous, creations.lastAnsweredAt(), onlyQuiet));
    }

    /** A wall clock that was set while a row was on its way may have made the ledger believe in a time to come. */
    private void noteServerTime() throws LedgerException {
        @Nullable Instant now = run.server().now().latest();
        if (now != null) {
            run.ledger().noteServerTime(now);
        }
    }

    private long graceEndNanos() {
        return run.interruption().askedNanos()
                + run.request().delivery().grace().toNanos();
    }

    private Quiet quietOf(long ambiguous, @Nullable Instant last, boolean isQuiet) {
        if (isQuiet || ambiguous == 0) {
            return Quiet.within(
                    run.request().settleWait(), run.time(), run.time().nanos(), null);
        }
        return Quiet.within(
                run.request().settleWait().plus(run.request().delivery().answerWithin()),
                run.time(),
                lastOpenNanos + run.request().settleWait().toNanos(),
                last == null ? null : last.plus(run.request().settleWait()));
    }

    private Ending settle(Settling settling, long ambiguous, Quiet quiet) throws LedgerException, InterruptedException {
        long wait = quiet.nanosLeft(run.time(), run.server());
        boolean isAsked = run.interruption().isAsked();
        if (isAsked && Math.max(0, wait) > graceEndNanos() - run.time().nanos()) {
            return new Ending.Interrupted();
        }
        tellOfWait(wait, ambiguous);
        try {
            if (isAsked) {
                settling.giveUpAt(graceEndNanos());
            } else {
                run.interruption().ends(settling::interrupt);
            }
            return settling.run(quiet);
        } finally {
            run.interruption().endsNothing();
            tell(settling.tally());
            if (settling.obstacle() != null) {
                run.notice(settling.obstacle());
            }
        }
    }

    private void tellOfWait(long wait, long ambiguous) {
        if (wait > 0) {
            run.notice("Checking " + Amount.of(ambiguous, "row")
                    + " whose answer was lost: the server may still be working on " + (ambiguous == 1 ? "it" : "them")
                    + ", so the last check is in " + Amount.of(Duration.ofNanos(wait)) + ".");
        }
    }

    private void tell(Settling.Tally tally) {
        stats.settled(tally.recorded(), tally.absent());
        if (tally.recorded() + tally.absent() + tally.undecided() > 0) {
            run.notice("Checked the rows whose answer was lost: " + tally.recorded() + " recorded, " + tally.absent()
                    + " not recorded, " + tally.undecided() + " unknown.");
        }
    }
}
