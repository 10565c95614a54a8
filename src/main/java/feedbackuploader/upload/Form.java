package feedbackuploader.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.input.Dialect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file was understood.
 *
 * @param description all of it in a few words
 * @param format {@code csv}, {@code jsonl}, {@code json_array} or {@code workbook}
 * @param encoding null for a format that has none of its own
 * @param delimiter between the cells of CSV, else null
 * @param sheet of a workbook, else null
 * @param compression null for a file that is not compressed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Form(
        String description,
        String format,
        @Nullable String encoding,
        boolean byteOrderMark,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable String compression) {

    static Form of(Dialect dialect) {
        return new Form(
                dialect.describe(),
                dialect.kind().name().toLowerCase(Locale.ROOT),
                dialect.encoding() == null ? null : dialect.encoding().name(),
                dialect.byteOrderMark(),
                dialect.delimiter() == null ? null : dialect.delimiter().toString(),
                dialect.sheet(),
                dialect.gzip() ? "gzip" : null);
    }
}
