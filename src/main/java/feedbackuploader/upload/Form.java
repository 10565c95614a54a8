package feedbackuploader.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.input.Format;
import feedbackuploader.input.RowSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a file was understood.
 *
 * @param description all of it in a few words
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

    static Form of(RowSource source) {
        boolean isCsv = source.format() == Format.CSV;
        String mark = source.hasByteOrderMark() ? " with a byte order mark" : "";
        return new Form(
                source.format() + ", UTF-8" + mark + (isCsv ? ", delimiter comma" : ""),
                source.format().name().toLowerCase(Locale.ROOT),
                "UTF-8",
                source.hasByteOrderMark(),
                isCsv ? "," : null,
                null,
                null);
    }
}
