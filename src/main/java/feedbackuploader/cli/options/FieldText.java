package feedbackuploader.cli.options;

import feedbackuploader.mapping.Field;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** {@code FIELD=TEXT}: a field, and what it is or where it is. */
public record FieldText(Field field, String text) {

    public static FieldText parse(String typed) {
        int equals = typed.indexOf('=');
        if (equals < 0) {
            throw new TypeConversionException(null); // the option's label says what is expected
        }
        String name = typed.substring(0, equals);
        Field field = Field.named(name)
                .orElseThrow(() -> new TypeConversionException("there is no field '" + name + "'. Fields: "
                        + Arrays.stream(Field.values()).map(Field::label).collect(Collectors.joining(", "))));
        return new FieldText(field, typed.substring(equals + 1));
    }
}
