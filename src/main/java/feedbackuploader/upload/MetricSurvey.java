package feedbackuploader.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.feedback.Kind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The valid feedback of one kind under one metric.
 *
 * @param metric its key or id as the file gives it, safe to print
 * @param min the smallest number, or null where there is none
 * @param values how often each value occurs: {@code true}, {@code false}, and numbers unless there are many different
 *     ones; or for preferences {@code preferred}, {@code tied good} and {@code tied bad}
 * @param ranges how often numbers occur, where there are too many different ones; else null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricSurvey(
        String metric,
        Kind kind,
        long count,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Map<String, Long> values,
        @Nullable List<Range> ranges) {

    public MetricSurvey {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param to which itself is in the next range */
    public record Range(BigDecimal from, BigDecimal to, long count) {}
}
