package feedbackuploader.report;

import feedbackuploader.ledger.State;
import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens during delivery. Written by the delivering thread alone; other threads may read {@link #progress} and
 * {@link #overTime}.
 * Times are readings of one clock, in nanoseconds.
 */
public final class DeliveryStats {

    /** Significant digits of a latency. */
    private static final int DIGITS = 2;

    /** How long no answer comes until that is worth a word; a slow server takes a second or two. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Maximum number of points of the curve that is kept. */
    private static final int POINTS = 64;

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
    private volatile @Nullable String trouble;
    private volatile int limit;

    private final Histogram micros = new Histogram(DIGITS);
    private final Map<String, Long> retriesByCause = new TreeMap<>();
    private final List<Traffic.LimitAt> limits = new ArrayList<>();
    private final TrafficSeries series;

    /** Only every so many changes of the limit become a point, twice as many whenever there are too many points. */
    private int every = 1;

    /** When the first of the requests on their way left. */
    private volatile long inFlightSinceNanos;

    private long changes;
    private long tooManyRequests;
    private long waits;
    private Duration waited = Duration.ZERO;
    private volatile long lastNanos;

    /**
     * @param planned rows that are to be sent
     * @param unsettled rows that an earlier run sent, and that may have to be sent again
     */
    public DeliveryStats(long planned, long unsettled, long nowNanos) {
        this.toSend = planned + unsettled;
        this.unsettled = unsettled;
        this.startNanos = nowNanos;
        this.pausedUntilNanos = nowNanos;
        this.lastNanos = nowNanos;
        this.series = new TrafficSeries(nowNanos);
        undecided.add(unsettled);
    }

    public void sent(long nowNanos) {
        if (inFlight() == 0) {
            inFlightSinceNanos = nowNanos;
        }
        sent.increment();
    }

    /** A request was answered after {@code latency}. */
    public void measured(Duration latency, long nowNanos) {
        lastNanos = nowNanos;
        long its = Math.max(0, latency.toNanos() / 1_000);
        micros.recordValue(its);
        series.measured(its, inFlight(), nowNanos);
    }

    /** @param again the row will be sent again, so it is not done yet */
    public void answered(Outcome outcome, boolean again) {
        Integer status = outcome.httpStatus();
        trouble = !again ? null : status == null ? "not sent" : "HTTP " + status;
        answered.increment();
        if (outcome instanceof Outcome.NotProcessed refused
                && refused.cause() == Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS) {
            tooManyRequests++;
        }
        if (again) {
            retried.increment();
            String cause = status == null ? "not_sent" : "http_" + status;
            retriesByCause.merge(cause, 1L, Long::sum);
            series.retried(cause, lastNanos);
        } else if (outcome instanceof Outcome.Recorded) {
            recorded.increment();
            series.done(lastNanos);
        } else if (State.after(outcome) == State.AMBIGUOUS) {
            undecided.increment();
        } else {
            failed.increment();
            series.done(lastNanos);
        }
    }

    /** Of the rows without a clear answer, so many turned out to be recorded, and so many are to be sent again. */
    public void settled(long nowRecorded, long nowPlanned) {
        recorded.add(nowRecorded);
        undecided.add(-(nowRecorded + nowPlanned));
    }

    /** The maximum number of requests in flight changed. */
    public void limited(int inFlight, long nowNanos) {
        limit = inFlight;
        if (changes++ % every == 0) {
            limits.add(new Traffic.LimitAt(seconds(nowNanos), inFlight));
        }
        if (limits.size() > POINTS) {
            every *= 2;
            List<Traffic.LimitAt> all = List.copyOf(limits);
            limits.clear();
            for (int i = 0; i < all.size(); i += 2) {
                limits.add(all.get(i));
            }
        }
    }

    /**
     * The server asked everyone to wait from now on.
     *
     * @param cause as {@link Traffic.Wait} has it
     */
    public void paused(Duration wait, String cause, long nowNanos) {
        waits++;
        long untilNanos = nowNanos + wait.toNanos();
        long fromNanos = pausedUntilNanos - nowNanos > 0 ? pausedUntilNanos : nowNanos;
        waited = waited.plusNanos(Math.max(0, untilNanos - fromNanos));
        pausedUntilNanos = untilNanos;
        series.waits(fromNanos, untilNanos, cause);
    }

    private double seconds(long nanos) {
        return Duration.ofNanos(nanos - startNanos).toMillis() / 1e3;
    }

    /** Whether the server has, or may have, a row that is new in this run. */
    public boolean hasRecorded() {
        return recorded.sum() > 0 || undecided.sum() > unsettled;
    }

    /** Requests that left, first and further attempts. */
    public long requests() {
        return sent.sum();
    }

    /** Answers after which the row was put back to be sent again. */
    public long retries() {
        return retried.sum();
    }

    /** Below 0 for a moment, if another thread than the delivering one asks. */
    private long inFlight() {
        return sent.sum() - answered.sum();
    }

    public Progress progress(long nowNanos) {
        long notRecorded = failed.sum();
        long open = Math.max(0, undecided.sum());
        long done = recorded.sum() + notRecorded + open;
        long pause = pausedUntilNanos - nowNanos;
        long inFlight = Math.max(0, inFlight());
        Duration silence = Duration.ofNanos(Math.min(nowNanos - lastNanos, nowNanos - inFlightSinceNanos));
        return new Progress(
                done,
                toSend,
                recorded.sum(),
                notRecorded,
                open,
                retried.sum(),
                done / Math.max(1e-3, (nowNanos - startNanos) / 1e9),
                inFlight,
                limit,
                pause > 0 ? Duration.ofNanos(pause) : null,
                inFlight > 0 && silence.compareTo(SILENCE) >= 0 ? silence : null,
                trouble);
    }

    /** How the traffic went until now. Any thread. */
    public Traffic.OverTime overTime(long nowNanos) {
        return series.until(nowNanos);
    }

    /** How it went until the last answer. Any thread. */
    public Traffic.OverTime overTime() {
        return series.until(lastNanos);
    }

    public Traffic traffic() {
        Map<String, Double> latency = new TreeMap<>();
        if (micros.getTotalCount() > 0) {
            for (String percentile : List.of("50", "95", "99", "99.9")) {
                latency.put("p" + percentile, micros.getValueAtPercentile(Double.parseDouble(percentile)) / 1e3);
            }
        }
        return new Traffic(
                seconds(lastNanos),
                latency,
                tooManyRequests,
                Map.copyOf(retriesByCause),
                waits,
                waited.toMillis() / 1e3,
                List.copyOf(limits),
                overTime());
    }
}
