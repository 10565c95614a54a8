package feedbackuploader.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.support.JsonText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file was understood and what is in it, as a page shows it. A ledger keeps it, so that a report can tell it when
 * the file is not read anew.
 *
 * @param description format, encoding, delimiter, in a few words
 * @param notUploaded columns that nothing was taken from
 * @param columns how many of those there are
 * @param metrics the most frequent first
 * @param otherMetrics how much feedback is under metrics that are not among {@code metrics}
 * @param first what would be sent for the first valid rows
 * @param notices on the file as a whole, sentences
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileUnderstood(
        String description,
        List<FieldFrom> fields,
        List<String> notUploaded,
        long columns,
        List<MetricValues> metrics,
        long otherMetrics,
        List<Body> first,
        List<String> notices) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param given what options say where a row has nothing of its own */
    public record FieldFrom(String field, List<String> columns, List<String> given) {}

    /**
     * The valid feedback under one metric.
     *
     * @param kind of feedback, by its word
     * @param min null where there are no numbers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricValues(
            String metric,
            String kind,
            long count,
            @Nullable String min,
            @Nullable String max,
            List<ValueCount> values) {}

    /** @param value a value, or a range of them, as a person reads it */
    public record ValueCount(String value, long count) {}

    /** @param body of one request, as JSON */
    public record Body(long row, String kind, String body) {}

    public String toJson() {
        return JsonText.of(this);
    }

    /** Empty when {@code json} is of another version of this program. */
    public static Optional<FileUnderstood> parse(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, FileUnderstood.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Columns that something was taken from. */
    List<String> usedColumns() {
        return fields.stream().flatMap(field -> field.columns().stream()).toList();
    }
}
