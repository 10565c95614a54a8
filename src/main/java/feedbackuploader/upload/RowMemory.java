package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.CreatedElsewhere;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Memory;
import feedbackuploader.ledger.MemoryException;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.SentBefore;
import feedbackuploader.ledger.State;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of rows that were sent, as it concerns one upload: looked up and added to before the first row
 * leaves, set right at the end. A memory that cannot be used is a notice and stops nothing.
 */
final class RowMemory {

    private final RunContext run;

    private @Nullable Memory memory;
    private boolean isNew;
    private boolean isNoted;
    private long generation;
    private Set<String> asked = Set.of();
    private SentBefore open = SentBefore.NOTHING;
    private Fixes fixes = Fixes.NONE;
    private SentBefore found = SentBefore.NOTHING;
    private final Set<OtherUpload> inDoubt = new LinkedHashSet<>();

    RowMemory(RunContext run) {
        this.run = run;
    }

    /**
     * Before a plan is made.
     *
     * @throws UnusableException when this run folder lacks what was done in it since
     */
    void begin() throws UnusableException, LedgerException {
        @Nullable Path file = run.request().memory();
        if (file == null) {
            return;
        }
        memory = run.ledger().memory(file, run.time().clock().instant());
        try {
            Memory.Standing standing = memory.begin();
            isNew = standing == Memory.Standing.NEW;
            if (standing == Memory.Standing.OLDER) {
                throw new UnusableException(
                        "The run folder " + run.request().folder().path()
                                + " is an older copy and lacks the latest run, so rows might be sent twice."
                                + " Continue with the folder that it was copied from, or restore a copy made after the last run."
                                + " If there is none, move this folder away and run the same command again: it detects"
                                + " which rows were sent before.");
            }
            fixes = memory.fixes();
            inDoubt.addAll(fixes.inDoubt());
        } catch (MemoryException e) {
            doWithout(e);
        }
    }

    /** The uploads that can tell what became of rows that are skipped in doubt. */
    Set<OtherUpload> inDoubt() {
        return inDoubt;
    }

    /** What became of rows of this file that failed, and were fixed in a copy. */
    Fixes fixes() {
        return fixes;
    }

    private void doWithout(MemoryException e) {
        memory = null;
        run.notice(e.getMessage() + " Rows sent before from another file or run folder are not detected.");
    }

    /** Whether it is to be told of what this ledger sent. */
    boolean lacks(Counts counts) {
        return memory != null && isNew && hasSent(counts);
    }

    private static boolean hasSent(Counts counts) {
        return counts.of(State.RECORDED, State.SENDING, State.AMBIGUOUS, State.UNKNOWN) > 0;
    }

    /**
     * Looks up what is planned, leaves out what was sent before if that is wanted, and notes the rest.
     *
     * @param asked ids of ledgers that this plan comes from already: what they sent is left out of it
     * @return why nothing may be sent, or null
     */
    @Nullable
    Ending compare(Plan plan, Set<String> asked) throws LedgerException {
        generation = plan.generation();
        this.asked = asked;
        Counts counts = run.ledger().counts();
        if (lacks(counts)) {
            run.notice("The memory of sent rows, " + run.request().memory()
                    + ", does not know this run folder: the memory is"
                    + " new or was lost. Rows sent from elsewhere before that are not detected.");
        }
        SentBeforeWords words = new SentBeforeWords(run.request().target(), counts);
        long reworded = run.request().knownRows() == KnownRows.SEND
                ? 0
                : run.ledger().about().reworded();
        try {
            do {
                if (memory == null) {
                    break;
                }
                found = memory.recall(plan.generation(), asked);
                if (run.request().knownRows() == KnownRows.STOP
                        && found.changed() > 0
                        && found.changed() < found.pieces()
                        && isFromWorkingCopies(found)) {
                    noteDoubts();
                    run.notice(words.skippedSame(memory.skipSame()));
                    memory.createdElsewhere(generation).giveIds();
                    found = memory.recall(plan.generation(), asked);
                }
                tell(words, reworded > 0);
            } while (!run.request().dryRun() && !note());
        } catch (MemoryException e) {
            doWithout(e);
        }
        if (open.pieces() > 0) {
            if (memory != null) {
                memory.leaveForNow();
            }
            return new Ending.Stopped(StopReason.SENT_BEFORE, words.stopped(open));
        }
        return stopIfReworded(reworded);
    }

    /** @param reworded what other options would send once more; what is left out by now is not sent */
    private @Nullable Ending stopIfReworded(long reworded) throws LedgerException {
        Counts counts = run.ledger().counts();
        long sent = Math.min(reworded, counts.of(State.PLANNED, State.WAITING));
        return sent == 0
                ? null
                : new Ending.Stopped(
                        StopReason.REWORDED, new SentBeforeWords(run.request().target(), counts).reworded(sent));
    }

    private boolean note() throws MemoryException, LedgerException {
        if (memory != null && memory.note(isNew)) {
            isNoted = true;
            isNew = false;
        }
        return isNoted;
    }

    private void noteDoubts() {
        found.sources().stream()
                .filter(source -> source.inDoubt() > 0 && source.hasLedger())
                .map(source -> new OtherUpload(Path.of(source.input()), source.folder()))
                .forEach(inDoubt::add);
    }

    private void tell(SentBeforeWords words, boolean isReworded) throws MemoryException, LedgerException {
        open = SentBefore.NOTHING;
        if (found.pieces() > 0) {
            switch (run.request().knownRows()) {
                case STOP -> {
                    if (found.changed() == 0 && isFromWorkingCopies(found)) {
                        open = skip(false);
                        run.notice(words.skipped(found));
                    } else {
                        open = found;
                    }
                }
                case SKIP -> {
                    skip(true);
                    run.notice(words.skipped(found));
                }
                case SEND -> run.notice(words.sentAgain(found));
            }
        }
        if (found.otherWords() > 0 && !isReworded) {
            run.notice(words.otherWords(found));
        }
        found.otherTargets().forEach(other -> run.notice(words.otherTarget(other)));
    }

    /** Whether all of it was sent from copies of rows to fix, of this file or of one that was divided with it. */
    private boolean isFromWorkingCopies(SentBefore found) {
        return found.sources().stream()
                .allMatch(source -> source.certainty() == SentBefore.Certainty.SENT
                        && run.request().folder().hasCopyIn(source.folder()));
    }

    /** How much of what is planned waits for a decision, since it was sent before. */
    long sentBefore() {
        return open.pieces();
    }

    /**
     * Leaves out what was sent before, as someone decided.
     *
     * @return why nothing may be sent even so, or null
     */
    @Nullable
    Ending skipAsDecided() throws LedgerException {
        open = skip(true);
        return stopIfReworded(run.ledger().about().reworded());
    }

    /**
     * Leaves out what was sent before.
     *
     * @param isDecided whether the user wants that, also of what had another value there
     * @return what waits for that decision
     */
    private SentBefore skip(boolean isDecided) throws LedgerException {
        try {
            if (memory != null) {
                noteDoubts();
                memory.skip();
                CreatedElsewhere left = memory.createdElsewhere(generation);
                if (left.isAny()) {
                    left.giveIds();
                    SentBefore waiting = skipTravellers(memory, isDecided);
                    refuseNameless(left);
                    return waiting;
                }
            }
        } catch (MemoryException e) {
            doWithout(e);
        }
        return SentBefore.NOTHING;
    }

    /** What was to travel with a completion that is left out goes by itself now, and was not compared yet. */
    private SentBefore skipTravellers(Memory its, boolean isDecided) throws MemoryException, LedgerException {
        SentBefore travellers = its.recall(generation, asked);
        if (travellers.changed() > 0 && !isDecided) {
            its.skipSame();
            return its.recall(generation, asked);
        } else if (travellers.pieces() > 0) {
            its.skip();
        }
        return SentBefore.NOTHING;
    }

    private void refuseNameless(CreatedElsewhere left) throws LedgerException {
        long nameless = left.refuseTheRest();
        if (nameless > 0) {
            run.notice(Amount.ofFeedback(nameless) + " on completions that another upload created, or may have created,"
                    + " cannot be sent: their ids are not known here.");
        }
    }

    /** At the end of a run. */
    void settle() throws LedgerException {
        try {
            if (memory != null && isNoted) {
                memory.settle();
            }
        } catch (MemoryException e) {
            doWithout(e);
        }
    }
}
