package feedbackuploader.cli;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.Branch;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.Listed;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingFile;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.NumberStyle;
import feedbackuploader.mapping.ReadyMappings;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.UsersFile;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    enum PercentChoice {
        NUMBER,
        FRACTION
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "metric, preference or auto: found from the columns, row by row in JSONL (default: auto)")
    private @Nullable KindChoice kind;

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
            description = "the column a field is in; in JSON also a JSON pointer, as in completion_id=/meta/id")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--metrics",
            paramLabel = "KEY[=COLUMN],…",
            description = "metrics that have a column each; every filled cell is a piece of feedback")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--winner",
            paramLabel = "LABEL=MEANING,…",
            description = "what the labels of the field winner mean: a, b, tie-good, tie-bad or skip")
    private List<String> winner = new ArrayList<>();

    @Option(
            names = "--values",
            paramLabel = "LABEL=VALUE,…",
            description = "labels that stand for values: a number, true, false or skip")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--skip-where",
            paramLabel = "FIELD=VALUE",
            description = "skip rows whose column has this value; also FIELD!=VALUE and FIELD~REGEX, several times")
    private List<String> skipWhere = new ArrayList<>();

    @Option(names = "--decimal-comma", description = "0,8 is eight tenths")
    private boolean decimalComma;

    @Option(names = "--thousands", description = "1 000 and 1,000 (with --decimal-comma 1.000) are a thousand")
    private boolean thousands;

    @Option(names = "--percent", paramLabel = "WHAT", description = "80 %% is 80 (number) or 0.8 (fraction)")
    private @Nullable PercentChoice percent;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "CSV with the columns name and uuid: who the users of the file are")
    private @Nullable Path users;

    @Option(
            names = "--drop-unknown-users",
            description = "leave users out of the feedback who are neither a UUID nor in --users")
    private boolean dropUnknownUsers;

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description = "a file that holds these options, or the name of a ready one; 'list' lists these")
    private @Nullable String mapping;

    @Option(
            names = "--save-mapping",
            paramLabel = "FILE",
            description = "write what these options amount to into a new file for --mapping")
    private @Nullable Path saveMapping;

    /** What the mapping file and the options after it come to, kept for the next time where {@code --save-mapping} says so. */
    MappingFile file(CommandSpec command, InputArguments reading) throws UnusableException {
        MappingFile file = read(command, reading);
        if (saveMapping != null) {
            SavedMapping.save(saveMapping, file);
        }
        return file;
    }

    private MappingFile read(CommandSpec command, InputArguments reading) {
        try {
            MappingOptions typed = typed(command);
            MappingFile saved =
                    mapping == null ? new MappingFile("", MappingOptions.none()) : ReadyMappings.find(mapping);
            MappingOptions all = saved.options().and(typed);
            if (all.hasIdleMetric()) {
                throw new ParameterException(
                        command.commandLine(),
                        "--metric and --metrics do not go together: --metrics names a metric for each column.");
            }
            return new MappingFile(
                    "", kind == KindChoice.AUTO ? all.withKind(null) : all, reading.over(saved.reading()));
        } catch (MappingException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private MappingOptions typed(CommandSpec command) throws MappingException {
        Map<Field, String> set = fields("--set", constants, command);
        if (metric != null && set.put(Field.METRIC, metric) != null) {
            throw new ParameterException(
                    command.commandLine(), "--metric and --set metric=… say the same thing twice.");
        }
        return new MappingOptions(
                kind == KindChoice.METRIC ? Kind.METRIC : kind == KindChoice.PREFERENCE ? Kind.PREFERENCE : null,
                set,
                fields("--map", columns, command),
                branches(command),
                LabelWords.winner(winner),
                LabelWords.values(values),
                new NumberStyle(
                        decimalComma,
                        thousands,
                        percent == null ? NumberStyle.Percent.REFUSED : NumberStyle.Percent.valueOf(percent.name())),
                new Users(users == null ? Map.of() : UsersFile.read(users), dropUnknownUsers),
                skipRules());
    }

    private List<SkipRule> skipRules() throws MappingException {
        List<SkipRule> rules = new ArrayList<>();
        for (String rule : skipWhere) {
            rules.add(SkipRule.of(rule));
        }
        return rules;
    }

    private List<Branch> branches(CommandSpec command) {
        List<Branch> branches = new ArrayList<>();
        for (String text : metrics) {
            for (String one : Listed.parts(text)) {
                int equals = one.indexOf('=');
                String key = (equals < 0 ? one : one.substring(0, equals)).strip();
                String column = equals < 0 ? key : one.substring(equals + 1).strip();
                if (key.isEmpty() || column.isEmpty()) {
                    throw new ParameterException(
                            command.commandLine(),
                            "--metrics '" + text + "': expected KEY, KEY=COLUMN, … with commas between.");
                }
                Branch branch = Branch.ofMetric(key, column);
                if (!branches.contains(branch)) {
                    branches.add(branch);
                }
            }
        }
        return branches;
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
