package feedbackuploader.cli.options;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
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

    /** The options that are shown, under a heading for each group; all under the empty one where they need no groups. */
    public static Map<String, List<OptionSpec>> of(CommandSpec command) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        if (command.name().equals("upload")) {
            grouped(command).forEach((group, options) -> groups.put(group.heading, options));
        } else {
            groups.put("", shown(command).toList());
        }
        return groups;
    }

    private static Map<OptionGroups, List<OptionSpec>> grouped(CommandSpec command) {
        return shown(command)
                .collect(Collectors.groupingBy(
                        OptionGroups::of, () -> new EnumMap<>(OptionGroups.class), Collectors.toList()));
    }

    private static Stream<OptionSpec> shown(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden());
    }

    /** The list of options, under a heading for each group. */
    public static String render(Help help) {
        return grouped(help.commandSpec()).entrySet().stream()
                .map(group -> group.getKey().render(help, group.getValue()))
                .collect(Collectors.joining());
    }

    private String render(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return String.format("%n%s:%n%s", heading, layout);
    }
}
