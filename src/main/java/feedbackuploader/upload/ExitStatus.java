package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.DamagedLedgerException;
import feedbackuploader.ledger.ForeignLedgerException;
import feedbackuploader.ledger.State;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place that turns how an upload ended into the number that the program exits with; the most serious comes last. */
public enum ExitStatus {
    /** Everything is recorded, or left out on purpose. */
    DONE(0),
    /** Finished; some rows are invalid or rejected. */
    SOME_FAILED(1),
    /** Finished, but it cannot be said of some rows whether the server has them. */
    SOME_UNKNOWN(4),
    /** Stopped early, or some rows were given up: run again to go on. */
    STOPPED(3),
    /** The command, the file or the deployment cannot be used as it is; this run recorded nothing. */
    UNUSABLE(2),
    /** The same command would end here again and again; its message says what must be done first. */
    CANNOT_GO_ON(5),
    /** By Ctrl-C; for another signal the command line, which alone knows signals, exits with that one's number. */
    INTERRUPTED(130);

    /** A program that a signal ends exits with this much more than the signal's number. */
    private static final int SIGNALS = 128;

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The status that exits with {@code code}; every signal's is {@link #INTERRUPTED}. */
    public static ExitStatus ofCode(int code) {
        if (code > SIGNALS) {
            return INTERRUPTED;
        }
        for (ExitStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("no exit status has the code " + code);
    }

    /** Whether the run came to its end before everything was done. */
    public boolean isEarly() {
        return compareTo(STOPPED) >= 0;
    }

    /** How a run ends that {@code failure} puts an end to. */
    public static ExitStatus of(Throwable failure) {
        if (failure instanceof UnusableException || failure instanceof ForeignLedgerException) {
            return UNUSABLE;
        } else if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        boolean isMistake = failure instanceof RuntimeException && !(failure instanceof UncheckedIOException);
        return isMistake || failure instanceof DamagedLedgerException ? CANNOT_GO_ON : STOPPED;
    }

    /**
     * Returns UNUSABLE instead of STOPPED if retrying cannot help and nothing was recorded, so that retry loops end.
     *
     * @param ending null when nothing was to be delivered, or the run was a dry one
     * @param hasRecorded whether the server has, or may have, anything that this run sent
     */
    static ExitStatus of(@Nullable Ending ending, Counts counts, boolean dryRun, boolean hasRecorded) {
        if (ending instanceof Ending.Interrupted) {
            return INTERRUPTED;
        }
        if (ending instanceof Ending.Stopped stopped && stopped.cause().needsAChange() && !hasRecorded) {
            return UNUSABLE;
        }
        if (ending instanceof Ending.Stopped) {
            return STOPPED;
        }
        Set<Status> left = Status.in(counts.byStatus());
        boolean isRestWaiting = counts.of(State.PLANNED) == 0; // for completions that are open or refused, which count
        if (dryRun || isRestWaiting) {
            left.remove(Status.NOT_SENT);
        }
        if (counts.skippedInDoubt() > 0) {
            left.add(Status.UNKNOWN);
        }
        return of(left);
    }

    /** @param left what some rows are at the end of a run */
    public static ExitStatus of(Set<Status> left) {
        return left.stream().map(ExitStatus::of).reduce(DONE, ExitStatus::worst);
    }

    private static ExitStatus of(Status status) {
        return switch (status) {
            case SKIPPED, RECORDED -> DONE;
            case INVALID, REJECTED -> SOME_FAILED;
            case UNKNOWN -> SOME_UNKNOWN;
            case NOT_SENT -> STOPPED;
        };
    }

    /** The more serious of the two. */
    public static ExitStatus worst(ExitStatus one, ExitStatus other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
