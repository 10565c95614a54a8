package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about the file.
 *
 * @param kind of every row, or null to find out
 * @param constants what a field is where the file has no column for it or the cell is blank
 * @param columns where a field is: the name of a column or key, or in JSONL a JSON pointer ({@code /choices/0/id})
 */
public record MappingOptions(@Nullable Kind kind, Map<Field, String> constants, Map<Field, String> columns) {

    public MappingOptions {
        constants = Map.copyOf(constants);
        columns = Map.copyOf(columns);
    }

    public static MappingOptions none() {
        return new MappingOptions(null, Map.of(), Map.of());
    }
}
