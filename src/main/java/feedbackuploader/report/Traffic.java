package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the requests of a run were like and what the server asked for, for its summary. Of the thread that delivers. */
public final class Traffic {

    private static final int DIGITS = 2;

    /** Of a course of any length, so many points are kept. */
    private static final int POINTS = 64;

    private final long startNanos;
    private final Histogram micros = new Histogram(DIGITS);
    private final Map<String, Long> retries = new TreeMap<>();
    private final List<LimitAt> limits = new ArrayList<>();

    /** Only every so many changes of the limit become a point, twice as many whenever there are too many points. */
    private int every = 1;

    private long changes;
    private long tooManyRequests;
    private long waits;
    private Duration waited = Duration.ZERO;
    private long pausedUntilNanos;
    private long lastNanos;

    /**
     * @param seconds since the delivery began
     * @param inFlight requests that might be in flight from then on
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LimitAt(double seconds, int inFlight) {}

    /**
     * @param seconds from the start of the delivery to the last answer
     * @param latencyMs from sending a request to its answer, by percentile, over all answers; empty without any
     * @param retriesByCause answers after which a row was put back to be sent again
     * @param waits how often the server asked everyone to wait, and for how long in all
     * @param limit how many requests might be in flight, over time; at most 64 points of it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Figures(
            double seconds,
            Map<String, Double> latencyMs,
            @JsonProperty("http_429") long http429,
            Map<String, Long> retriesByCause,
            long waits,
            double waitedSeconds,
            List<LimitAt> limit) {}

    /** @param nowNanos of the clock that {@link #limited} is told the time of */
    public Traffic(long nowNanos) {
        this.startNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    /** A request was answered, so long after it left. */
    public void measured(Duration latency, long nowNanos) {
        lastNanos = nowNanos;
        micros.recordValue(Math.max(0, latency.toNanos() / 1_000));
    }

    /** @param again the row will be sent again */
    public void answered(Outcome outcome, boolean again) {
        if (outcome instanceof Outcome.NotProcessed refused
                && refused.cause() == Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS) {
            tooManyRequests++;
        }
        Integer status = outcome.httpStatus();
        if (again) {
            retries.merge(status == null ? "not_sent" : "http_" + status, 1L, Long::sum);
        }
    }

    /** From now on so many requests may be in flight. */
    public void limited(int inFlight, long nowNanos) {
        if (changes++ % every == 0) {
            limits.add(new LimitAt(seconds(nowNanos), inFlight));
        }
        if (limits.size() > POINTS) {
            every *= 2;
            List<LimitAt> all = List.copyOf(limits);
            limits.clear();
            for (int i = 0; i < all.size(); i += 2) {
                limits.add(all.get(i));
            }
        }
    }

    /** The server asked everyone to wait so long from now on. */
    public void paused(Duration wait, long nowNanos) {
        waits++;
        long untilNanos = nowNanos + wait.toNanos();
        long fromNanos = waits > 1 && pausedUntilNanos - nowNanos > 0 ? pausedUntilNanos : nowNanos;
        waited = waited.plusNanos(Math.max(0, untilNanos - fromNanos));
        pausedUntilNanos = untilNanos;
    }

    private double seconds(long nanos) {
        return Duration.ofNanos(nanos - startNanos).toMillis() / 1e3;
    }

    public Figures figures() {
        Map<String, Double> latency = new TreeMap<>();
        if (micros.getTotalCount() > 0) {
            for (String percentile : List.of("50", "95", "99", "99.9")) {
                latency.put("p" + percentile, micros.getValueAtPercentile(Double.parseDouble(percentile)) / 1e3);
            }
        }
        return new Figures(
                seconds(lastNanos),
                latency,
                tooManyRequests,
                Map.copyOf(retries),
                waits,
                waited.toMillis() / 1e3,
                List.copyOf(limits));
    }
}
