package feedbackuploader.cli.options;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.CompletionLookup;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.LabelWords;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.NewCompletions;
import feedbackuploader.mapping.Raters;
import feedbackuploader.mapping.SkipRule;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.mapping.options.ReadyMappings;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the file is to be understood. */
public final class MappingArguments {

    public enum KindChoice {
        METRIC,
        PREFERENCE,
        INTERACTION,
        OUTCOME,
        AUTO
    }

    public enum RatersChoice {
        KEEP,
        DROP
    }

    public enum PercentChoice {
        NUMBER,
        FRACTION
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "Kind of feedback: metric, preference, interaction, outcome or auto. auto detects it from the columns, and in JSONL for each row."
                            + " (default: auto)")
    private @Nullable KindChoice kind;

    @Option(
            names = "--metric",
            paramLabel = "KEY",
            description = "Metric key for rows that name none. Same as --set metric=KEY.")
    private @Nullable String metric;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description =
                    "Value for a field that the file lacks. A value in the row takes precedence. May be repeated.")
    private List<FieldText> constants = new ArrayList<>();

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "Column of a field, or in JSON a JSON pointer: completion_id=/meta/id. May be repeated.")
    private List<FieldText> columns = new ArrayList<>();

    @Option(
            names = "--metrics",
            paramLabel = "KEY[=COLUMN],…",
            description = "Metrics with one column each; each filled cell is one feedback. COLUMN is needed only if the"
                    + " column is not called KEY. May be repeated.")
    private List<MetricList> metrics = new ArrayList<>();

    @Option(
            names = "--winner",
            paramLabel = "LABEL=MEANING,…",
            description =
                    "Meaning of each label in the field winner: a, b, tie-good, tie-bad or skip. May be repeated.")
    private List<String> winner = new ArrayList<>();

    @Option(
            names = "--values",
            paramLabel = "LABEL=VALUE,…",
            description = "Value of each label: a number, true, false or skip. May be repeated.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--skip-where",
            paramLabel = "FIELD=VALUE",
            description = "Skip rows with this value in a column, or at a JSON pointer as in --map. Also FIELD!=VALUE,"
                    + " FIELD~REGEX and FIELD!~REGEX. May be repeated.")
    private List<SkipRule> skipWhere = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description =
                    "Send rows even if this column says that they are cancelled, a draft, a test or made by a model."
                            + " May be repeated. (default: such rows are invalid)")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--create-completions",
            description = "Create completions that the file holds as text, with their ratings or preferences.")
    private boolean createCompletions;

    @Option(
            names = "--find-completion",
            paramLabel = "KEY=COLUMN",
            description =
                    "Ask the deployment for the completion of each rating, by a key that the file holds in place of its id:"
                            + " label.KEY=COLUMN, session_id=COLUMN, or user=COLUMN,time=COLUMN. A row for which there is"
                            + " none, or more than one, is invalid. Needs --use-case or --project.")
    private @Nullable String findCompletion;

    @Option(
            names = "--raters",
            paramLabel = "WHAT",
            description =
                    "With --create-completions, user is who rated, not who asked. keep sends the user and no dates of"
                            + " ratings, drop their dates and no user. (default: user is who asked)")
    private @Nullable RatersChoice raters;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description =
                    "Time zone of dates that name none: UTC, Europe/Paris, +02:00. (default: such dates are invalid)")
    private @Nullable ZoneId timezone;

    @Option(names = "--decimal-comma", description = "Read 0,8 as 0.8.")
    private boolean decimalComma;

    @Option(
            names = "--thousands",
            description = "Read 1 000 and 1,000 as one thousand; with --decimal-comma, 1 000 and 1.000.")
    private boolean thousands;

    @Option(
            names = "--percent",
            paramLabel = "WHAT",
            description = "How to read 80 %%: number (80) or fraction (0.8). (default: percentages are invalid)")
    private @Nullable PercentChoice percent;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "CSV file with the columns name and uuid: the UUID of each user.")
    private @Nullable Path users;

    @Option(
            names = "--drop-unknown-users",
            description = "Send feedback without its user if the user is neither a UUID nor in --users.")
    private boolean dropUnknownUsers;

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description =
                    "A ready mapping (--mapping list shows their names), or a file of --save-mapping. Options on the"
                            + " command line take precedence.")
    private @Nullable String mapping;

    @Option(
            names = "--save-mapping",
            paramLabel = "FILE",
            description =
                    "Save these options to a new file for --mapping. A file with other content is not overwritten.")
    private @Nullable Path saveMapping;

    /** What the mapping file and the options after it come to, kept for the next time where {@code --save-mapping} says so. */
    public MappingFile file(InputArguments reading) throws UnusableException {
        MappingFile file;
        try {
            file = read(reading);
        } catch (MappingException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        if (saveMapping != null) {
            SavedMapping.save(saveMapping, file);
        }
        return file;
    }

    private MappingFile read(InputArguments reading) throws MappingException, UsageException {
        MappingFile saved = mapping == null ? new MappingFile("", MappingOptions.none()) : ReadyMappings.find(mapping);
        MappingOptions all = saved.options().and(typed());
        if (all.hasIdleMetric()) {
            throw new MappingException(
                    "Use either --metric or --metrics: --metrics already names a metric for each column.");
        }
        if (all.lookup() != null) {
            all.lookup().check(all);
        }
        if (all.kind() == Kind.INTERACTION && !all.completions().create()) {
            throw new MappingException(
                    "--kind interaction creates completions on the deployment. To do so, add --create-completions.");
        }
        return new MappingFile("", kind == KindChoice.AUTO ? all.withKind(null) : all, reading.over(saved.reading()));
    }

    private MappingOptions typed() throws MappingException {
        Map<Field, String> set = fields("--set", constants);
        if (metric != null && set.put(Field.METRIC, metric) != null) {
            throw new MappingException("--metric and --set metric=… mean the same. Use only one of them.");
        }
        return new MappingOptions(
                kind == null || kind == KindChoice.AUTO ? null : Kind.valueOf(kind.name()),
                set,
                fields("--map", columns),
                metrics.stream()
                        .flatMap(one -> one.variants().stream())
                        .distinct()
                        .toList(),
                LabelWords.winner(winner),
                LabelWords.values(values),
                new NumberStyle(
                        decimalComma,
                        thousands,
                        percent == null ? NumberStyle.Percent.REFUSED : NumberStyle.Percent.valueOf(percent.name())),
                new Users(users == null ? Map.of() : UsersFile.read(users), dropUnknownUsers),
                skipWhere,
                Set.copyOf(ignored),
                new NewCompletions(
                        createCompletions,
                        raters == null ? Raters.NONE : Raters.valueOf(raters.name()),
                        timezone,
                        labels("--set", constants),
                        labels("--map", columns),
                        InstantSource.system()),
                findCompletion == null ? null : CompletionLookup.parse(findCompletion));
    }

    private static SortedMap<String, String> labels(String option, List<FieldText> given) throws MappingException {
        SortedMap<String, String> labels = new TreeMap<>();
        for (FieldText one : given) {
            if (one.label() != null && labels.put(one.label(), one.text()) != null) {
                throw new MappingException(option + " gives " + NewCompletions.nameOf(one.label()) + " twice.");
            }
        }
        return labels;
    }

    private static Map<Field, String> fields(String option, List<FieldText> given) throws MappingException {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        for (FieldText one : given) {
            if (one.label() == null && fields.put(one.field(), one.text()) != null) {
                throw new MappingException(
                        option + " gives the field " + one.field().label() + " twice.");
            }
        }
        return fields;
    }
}
