package feedbackuploader.cli.options;

import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.NewCompletions;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code FIELD=TEXT}: a field, and what it is or where it is.
 *
 * @param label the one of {@link Field#LABELS} that is meant, as {@code label.source} names it; null for any other field
 */
public record FieldText(Field field, @Nullable String label, String text) {

    public static FieldText parse(String typed) {
        int equals = typed.indexOf('=');
        if (equals < 0) {
            throw new TypeConversionException(null); // the option's label says what is expected
        }
        String name = typed.substring(0, equals);
        String text = typed.substring(equals + 1);
        String label = NewCompletions.labelIn(name);
        if (label != null) {
            return new FieldText(Field.LABELS, label, text);
        }
        Field field = Field.typed(name)
                .orElseThrow(() -> new TypeConversionException("there is no field '" + name + "'. Fields: "
                        + Arrays.stream(Field.values()).map(Field::label).collect(Collectors.joining(", "))));
        return new FieldText(field, null, text);
    }
}
