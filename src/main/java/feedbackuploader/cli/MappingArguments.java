package feedbackuploader.cli;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.MappingOptions;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how the file is to be understood. */
final class MappingArguments {

    enum KindChoice {
        METRIC,
        PREFERENCE,
        AUTO
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "metric, preference or auto: found from the columns, row by row in JSONL (default: auto)")
    private KindChoice kind = KindChoice.AUTO;

    @Option(
            names = "--metric",
            paramLabel = "KEY",
            description = "metric key for rows that name none; the same as --set metric=KEY")
    private @Nullable String metric;

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "value for a field that the file lacks")
    private Map<String, String> constants = new LinkedHashMap<>();

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "the column a field is in; in JSONL also a JSON pointer, as in completion_id=/meta/id")
    private Map<String, String> columns = new LinkedHashMap<>();

    MappingOptions options(CommandSpec command) {
        Map<Field, String> set = fields("--set", constants, command);
        if (metric != null && set.put(Field.METRIC, metric) != null) {
            throw new ParameterException(
                    command.commandLine(), "--metric and --set metric=… say the same thing twice.");
        }
        return new MappingOptions(
                switch (kind) {
                    case METRIC -> Kind.METRIC;
                    case PREFERENCE -> Kind.PREFERENCE;
                    case AUTO -> null;
                },
                set,
                fields("--map", columns, command));
    }

    private static Map<Field, String> fields(String option, Map<String, String> given, CommandSpec command) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        given.forEach((name, value) -> {
            Field field = Field.named(name)
                    .orElseThrow(() -> new ParameterException(
                            command.commandLine(),
                            option + ": there is no field '" + name + "'. Fields: "
                                    + Stream.of(Field.values()).map(Field::word).collect(Collectors.joining(", "))
                                    + "."));
            if (fields.put(field, value) != null) {
                throw new ParameterException(
                        command.commandLine(), option + " gives the field " + field.word() + " twice.");
            }
        });
        return fields;
    }
}
