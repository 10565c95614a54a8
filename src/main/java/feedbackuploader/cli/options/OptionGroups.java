package feedbackuploader.cli.options;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code upload} by what they are about, for its help: it has too many for one list. */
public enum OptionGroups {
    FILE("File", InputArguments.class),
    COLUMNS("Columns", MappingArguments.class),
    VALUES("Values", null),
    SERVER("Server", ServerArguments.class),
    SENDING("Sending", UploadArguments.class),
    SPEED("Speed and retries", null),
    REPORT("Report and messages", null);

    /** Options that are not in the group of their class. */
    private static final Map<OptionGroups, Set<String>> NAMED = Map.of(
            VALUES,
            Set.of(
                    "--winner",
                    "--values",
                    "--decimal-comma",
                    "--thousands",
                    "--percent",
                    "--users",
                    "--drop-unknown-users",
                    "--skip-where",
                    "--ignore"),
            SERVER,
            Set.of("--sandbox", "--timeout"),
            SENDING,
            Set.of("--yes", "--shard", "--shards"),
            SPEED,
            Set.of("--concurrency", "--rate", "--max-attempts", "--settle-wait", "--grace"),
            REPORT,
            Set.of("--output-dir"));

    private final String heading;
    private final @Nullable Class<?> declaring;

    /** @param declaring the class whose options these are, but for those that stand in another group */
    OptionGroups(String heading, @Nullable Class<?> declaring) {
        this.heading = heading;
        this.declaring = declaring;
    }

    private static OptionGroups of(OptionSpec option) {
        Class<?> declaring = option.userObject() instanceof Field field ? field.getDeclaringClass() : Object.class;
        return Arrays.stream(values())
                .filter(group -> NAMED.getOrDefault(group, Set.of()).contains(option.longestName()))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(group -> group.declaring == declaring)
                        .findFirst())
                .orElse(REPORT);
    }

    /** What {@code option} stands under. */
    public static String heading(OptionSpec option) {
        return of(option).heading;
    }

    /** The list of options, under a heading for each group. */
    public static String render(Help help) {
        Map<OptionGroups, List<OptionSpec>> groups = help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .collect(Collectors.groupingBy(
                        OptionGroups::of, () -> new EnumMap<>(OptionGroups.class), Collectors.toList()));
        return Arrays.stream(values())
                .filter(groups::containsKey)
                .map(group -> group.render(help, groups.getOrDefault(group, List.of())))
                .collect(Collectors.joining());
    }

    private String render(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return String.format("%n%s:%n%s", heading, layout);
    }
}
