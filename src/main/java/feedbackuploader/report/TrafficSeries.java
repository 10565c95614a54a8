package feedbackuploader.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What requests were like, interval by interval. With too many intervals, each two become one: their answers are counted
 * together, so that percentiles stay true. Some 600 KB at most. For any thread.
 */
final class TrafficSeries {

    /** What a plot shows well and a person reads through. */
    static final int POINTS = 60;

    static final int WAITS = 40;

    private static final long FIRST_STEP_NANOS = Duration.ofMillis(50).toNanos();

    private static final int DIGITS = 2;

    private final long startNanos;
    private long stepNanos = FIRST_STEP_NANOS;
    private List<@Nullable Interval> intervals = new ArrayList<>();
    private final List<Traffic.Wait> waits = new ArrayList<>();

    /** What happened in one of them. */
    private static final class Interval {
        final IntCountsHistogram micros = new IntCountsHistogram(DIGITS);
        final Map<String, Long> retries = new TreeMap<>();
        long done;
        long inFlight;

        void add(Interval next) {
            micros.add(next.micros);
            next.retries.forEach((cause, times) -> retries.merge(cause, times, Long::sum));
            done += next.done;
            inFlight = Math.max(inFlight, next.inFlight);
        }

        @Nullable
        Double ms(double percentile) {
            return micros.getTotalCount() == 0 ? null : micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    TrafficSeries(long startNanos) {
        this.startNanos = startNanos;
    }

    /** @param inFlight requests that were on their way, the one that was answered included */
    synchronized void measured(long micros, long inFlight, long nowNanos) {
        Interval now = at(nowNanos);
        now.micros.recordValue(micros);
        now.inFlight = Math.max(now.inFlight, inFlight);
    }

    synchronized void done(long nowNanos) {
        at(nowNanos).done++;
    }

    synchronized void retried(String cause, long nowNanos) {
        at(nowNanos).retries.merge(cause, 1L, Long::sum);
    }

    private Interval at(long nowNanos) {
        int index = index(nowNanos);
        while (intervals.size() <= index) {
            intervals.add(null);
        }
        Interval interval = intervals.get(index);
        if (interval == null) {
            interval = new Interval();
            intervals.set(index, interval);
        }
        return interval;
    }

    /** Doubles the length of the intervals until there is one for {@code nowNanos}. */
    private int index(long nowNanos) {
        long since = since(nowNanos);
        while (since / stepNanos >= POINTS) {
            stepNanos *= 2;
            intervals = halved(intervals);
        }
        return (int) (since / stepNanos);
    }

    private long since(long nowNanos) {
        return Math.max(0, nowNanos - startNanos);
    }

    /** Each two of them as one. */
    private static List<@Nullable Interval> halved(List<@Nullable Interval> all) {
        List<@Nullable Interval> halved = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            halved.add(both(all.get(i), i + 1 < all.size() ? all.get(i + 1) : null));
        }
        return halved;
    }

    private static @Nullable Interval both(@Nullable Interval one, @Nullable Interval next) {
        if (one == null || next == null) {
            return one == null ? next : one;
        }
        Interval both = new Interval();
        both.add(one);
        both.add(next);
        return both;
    }

    /** One that begins before the last one ends goes on with it. */
    synchronized void waits(long fromNanos, long toNanos, String cause) {
        Traffic.Wait wait = new Traffic.Wait(seconds(fromNanos), seconds(toNanos), cause);
        waits.add(wait);
        int last = waits.size() - 1;
        if (last > 0 && waits.get(last - 1).toSeconds() >= wait.fromSeconds()) {
            join(last);
        } else if (waits.size() > WAITS) {
            int closest = 1;
            for (int i = 2; i <= last; i++) {
                closest = gapBefore(i) < gapBefore(closest) ? i : closest;
            }
            join(closest);
        }
    }

    private double gapBefore(int i) {
        return waits.get(i).fromSeconds() - waits.get(i - 1).toSeconds();
    }

    private void join(int i) {
        Traffic.Wait next = waits.remove(i);
        Traffic.Wait one = waits.get(i - 1);
        waits.set(
                i - 1,
                new Traffic.Wait(
                        one.fromSeconds(),
                        Math.max(one.toSeconds(), next.toSeconds()),
                        List.of(one.cause().split(", ")).contains(next.cause())
                                ? one.cause()
                                : one.cause() + ", " + next.cause()));
    }

    /**
     * Nothing that happens later changes what is returned. Intervals that are told longer, since nothing happened for long,
     * are kept as short as they are.
     */
    synchronized Traffic.OverTime until(long nowNanos) {
        long step = stepNanos;
        List<@Nullable Interval> told = intervals;
        while (since(nowNanos) / step >= POINTS) {
            step *= 2;
            told = halved(told);
        }
        return told(told, step, nowNanos);
    }

    private Traffic.OverTime told(List<@Nullable Interval> told, long step, long nowNanos) {
        int last = (int) (since(nowNanos) / step);
        List<Double> seconds = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        List<@Nullable Double> p50 = new ArrayList<>();
        List<@Nullable Double> p95 = new ArrayList<>();
        List<@Nullable Double> p99 = new ArrayList<>();
        List<Long> inFlight = new ArrayList<>();
        Map<String, List<Long>> retries = new TreeMap<>();
        Interval none = new Interval();
        for (int i = 0; i <= last; i++) {
            @Nullable Interval kept = i < told.size() ? told.get(i) : null;
            Interval interval = kept == null ? none : kept;
            long over = i < last ? step : since(nowNanos) - i * step;
            seconds.add(seconds(startNanos + i * step));
            rows.add(Math.round(10 * interval.done / length(step, over, last == 0)) / 10.0);
            p50.add(interval.ms(50));
            p95.add(interval.ms(95));
            p99.add(interval.ms(99));
            inFlight.add(interval.inFlight);
            interval.retries.keySet().forEach(cause -> retries.computeIfAbsent(cause, its -> new ArrayList<>()));
        }
        for (Map.Entry<String, List<Long>> cause : retries.entrySet()) {
            for (int i = 0; i <= last; i++) {
                @Nullable Interval interval = i < told.size() ? told.get(i) : null;
                cause.getValue().add(interval == null ? 0 : interval.retries.getOrDefault(cause.getKey(), 0L));
            }
        }
        return new Traffic.OverTime(step / 1e9, seconds, rows, p50, p95, p99, inFlight, retries, List.copyOf(waits));
    }

    /** In seconds. Of the last one what is over, but half of it at least: a single row in its first moment is no rate. */
    private static double length(long step, long over, boolean isOnly) {
        long least = isOnly ? 1_000_000 : step / 2;
        return Math.min(step, Math.max(over, least)) / 1e9;
    }

    private double seconds(long nanos) {
        return Duration.ofNanos(nanos - startNanos).toMillis() / 1e3;
    }
}
