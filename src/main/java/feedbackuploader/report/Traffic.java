package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of a run were like and what the server asked for.
 *
 * @param seconds from the start of the delivery to the last answer
 * @param latencyMs from sending a request to its answer, by percentile, over all answers; empty without any
 * @param retriesByCause answers after which a row was put back to be sent again
 * @param waits how often the server asked everyone to wait, and for how long in all
 * @param limit how many requests might be in flight, over time; at most 64 points of it
 * @param overTime how it went; null in what an earlier version wrote
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Traffic(
        double seconds,
        Map<String, Double> latencyMs,
        @JsonProperty("http_429") long http429,
        Map<String, Long> retriesByCause,
        long waits,
        double waitedSeconds,
        List<LimitAt> limit,
        @Nullable OverTime overTime) {

    /**
     * @param seconds since the delivery began
     * @param inFlight requests that might be in flight from then on
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LimitAt(double seconds, int inFlight) {}

    /**
     * How the traffic went, in intervals of equal length: the n-th item of each list is of the n-th interval. At most
     * 60 of them, however long a run is. Times are in seconds since the delivery began.
     *
     * @param stepSeconds the length of an interval; the last one is not over yet
     * @param seconds when each begins
     * @param rowsPerSecond rows that were recorded or refused for good
     * @param p50Ms response time by percentile; null where nothing was answered
     * @param inFlight the most requests that were on their way at once
     * @param retries by cause, answers after which a row was put back to be sent again
     * @param waits in which nothing was sent, since the server asked for it; at most 40 of them
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OverTime(
            double stepSeconds,
            List<Double> seconds,
            List<Double> rowsPerSecond,
            @JsonProperty("p50_ms") List<@Nullable Double> p50Ms,
            @JsonProperty("p95_ms") List<@Nullable Double> p95Ms,
            @JsonProperty("p99_ms") List<@Nullable Double> p99Ms,
            List<Long> inFlight,
            Map<String, List<Long>> retries,
            List<Wait> waits) {

        public OverTime {
            seconds = List.copyOf(seconds);
            rowsPerSecond = List.copyOf(rowsPerSecond);
            p50Ms = Collections.unmodifiableList(new ArrayList<>(p50Ms));
            p95Ms = Collections.unmodifiableList(new ArrayList<>(p95Ms));
            p99Ms = Collections.unmodifiableList(new ArrayList<>(p99Ms));
            inFlight = List.copyOf(inFlight);
            retries = Collections.unmodifiableMap(new TreeMap<>(retries));
            waits = List.copyOf(waits);
        }
    }

    /** @param cause as {@code http_429}; {@code rate_limit} where the server told in advance that it takes no more */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Wait(double fromSeconds, double toSeconds, String cause) {}
}
