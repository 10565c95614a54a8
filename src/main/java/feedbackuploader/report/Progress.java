package feedbackuploader.report;

import feedbackuploader.ledger.State;
import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what happens during delivery. Written by the delivering thread, read by those that show it. */
public final class Progress {

    private final long toSend;
    private final long unsettled;
    private final long startNanos;
    private final LongAdder sent = new LongAdder();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder undecided = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private volatile long pausedUntilNanos;
    private volatile boolean inTrouble;
    private volatile int limit;

    /**
     * @param planned rows that are to be sent
     * @param unsettled rows that an earlier run sent, and that may have to be sent again
     * @param nowNanos from the clock that {@link #figures} is read with
     */
    public Progress(long planned, long unsettled, long nowNanos) {
        this.toSend = planned + unsettled;
        this.unsettled = unsettled;
        undecided.add(unsettled);
        this.startNanos = nowNanos;
        this.pausedUntilNanos = nowNanos;
    }

    public void sent() {
        sent.increment();
    }

    /** @param again the row will be sent again, so it is not done yet */
    public void answered(Outcome outcome, boolean again) {
        inTrouble = again;
        answered.increment();
        if (again) {
            retried.increment();
        } else if (outcome instanceof Outcome.Recorded) {
            recorded.increment();
        } else if (State.after(outcome) == State.AMBIGUOUS) {
            undecided.increment();
        } else {
            failed.increment();
        }
    }

    /** Of the rows without a clear answer, so many turned out to be recorded, and so many are to be sent again. */
    public void settled(long nowRecorded, long nowPlanned) {
        recorded.add(nowRecorded);
        undecided.add(-(nowRecorded + nowPlanned));
    }

    /** Whether the server has, or may have, a row that is new in this run. */
    public boolean hasRecorded() {
        return recorded.sum() > 0 || undecided.sum() > unsettled;
    }

    /** So many requests may be in flight. */
    public void limited(int inFlight) {
        limit = inFlight;
    }

    public void pausedUntil(long nanos) {
        pausedUntilNanos = nanos;
    }

    /** Requests that left, first and further attempts. */
    public long requests() {
        return sent.sum();
    }

    /** Answers after which the row was put back to be sent again. */
    public long retries() {
        return retried.sum();
    }

    /**
     * How it goes at one moment.
     *
     * @param done rows of {@code toSend} that are recorded, refused or undecided
     * @param notRecorded rows that the server refused, or that were given up
     * @param undecided rows of which it is not known yet whether the server has them
     * @param rate rows done in a second, since the beginning
     * @param inFlight requests on their way, of {@code limit} that may be
     * @param waitLeft for which the server still asks to send nothing; null when it does not
     * @param isInTrouble the last answer sent its row back to be sent again
     */
    public record Figures(
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
            boolean isInTrouble) {

        /** Time until the last row is done at this rate; empty when there is nothing to tell it from. */
        Optional<Duration> left() {
            return done > 0 && done < toSend
                    ? Optional.of(Duration.ofMillis((long) ((toSend - done) / rate * 1000)))
                    : Optional.empty();
        }
    }

    public Figures figures(long nowNanos) {
        long notRecorded = failed.sum();
        long open = Math.max(0, undecided.sum());
        long done = recorded.sum() + notRecorded + open;
        long pause = pausedUntilNanos - nowNanos;
        return new Figures(
                done,
                toSend,
                recorded.sum(),
                notRecorded,
                open,
                retried.sum(),
                done / Math.max(1e-3, (nowNanos - startNanos) / 1e9),
                Math.max(0, sent.sum() - answered.sum()),
                limit,
                pause > 0 ? Duration.ofNanos(pause) : null,
                inTrouble);
    }

    /** A length of time as people say it, rounded up: {@code 42 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String inWords(Duration duration) {
        long seconds = Math.max(0, (duration.toMillis() + 999) / 1000);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
