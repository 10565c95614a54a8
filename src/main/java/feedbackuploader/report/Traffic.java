package feedbackuploader.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * What the requests of a run were like and what the server asked for.
 *
 * @param seconds from the start of the delivery to the last answer
 * @param latencyMs from sending a request to its answer, by percentile, over all answers; empty without any
 * @param retriesByCause answers after which a row was put back to be sent again
 * @param waits how often the server asked everyone to wait, and for how long in all
 * @param limit how many requests might be in flight, over time; at most 64 points of it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Traffic(
        double seconds,
        Map<String, Double> latencyMs,
        @JsonProperty("http_429") long http429,
        Map<String, Long> retriesByCause,
        long waits,
        double waitedSeconds,
        List<LimitAt> limit) {

    /**
     * @param seconds since the delivery began
     * @param inFlight requests that might be in flight from then on
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LimitAt(double seconds, int inFlight) {}
}
