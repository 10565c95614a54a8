package feedbackuploader.report;

import feedbackuploader.feedback.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens during delivery and puts it into one line. Written by the delivering thread, read by the one that
 * shows it.
 */
public final class Progress {

    private final long toSend;
    private final long startNanos;
    private final LongAdder sent = new LongAdder();
    private final LongAdder recorded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private volatile long pausedUntilNanos;
    private volatile boolean inTrouble;

    /**
     * @param planned rows that are to be sent
     * @param unsettled rows that an earlier run sent, and that may have to be sent again
     * @param nowNanos from the clock that {@link #line} is read with
     */
    public Progress(long planned, long unsettled, long nowNanos) {
        this.toSend = planned + unsettled;
        failed.add(unsettled);
        this.startNanos = nowNanos;
        this.pausedUntilNanos = nowNanos;
    }

    public void sent() {
        sent.increment();
    }

    /** @param again the row will be sent again, so it is not done yet */
    public void answered(Outcome outcome, boolean again) {
        inTrouble = again;
        if (again) {
            retried.increment();
        } else if (outcome instanceof Outcome.Recorded) {
            recorded.increment();
        } else {
            failed.increment();
        }
    }

    /** Of the rows without a clear answer, so many turned out to be recorded, and so many are to be sent again. */
    public void settled(long nowRecorded, long nowPlanned) {
        recorded.add(nowRecorded);
        failed.add(-(nowRecorded + nowPlanned));
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

    /** What a person wants to know now, in some 60 characters: done, rate, trouble, time left. */
    public String line(long nowNanos) {
        long notRecorded = Math.max(0, failed.sum());
        long done = recorded.sum() + notRecorded;
        double rate = done / Math.max(1e-3, (nowNanos - startNanos) / 1e9);
        String form = rate < 10 ? "%,d of %,d rows, %.1f/s" : "%,d of %,d rows, %,.0f/s";
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, form, done, toSend, rate));
        long pause = pausedUntilNanos - nowNanos;
        if (pause > 0) {
            line.append(", server asked to wait ").append(inWords(Duration.ofNanos(pause)));
        } else if (inTrouble) {
            line.append(", trying again");
        } else if (done > 0 && done < toSend) {
            Duration left = Duration.ofMillis((long) ((toSend - done) / rate * 1000));
            line.append(", ").append(inWords(left)).append(" left");
        }
        if (notRecorded > 0) {
            line.append(String.format(Locale.ROOT, ", %,d not recorded", notRecorded));
        }
        return line.toString();
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
