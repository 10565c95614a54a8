package feedbackuploader.cli.options;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code upload} by what they are about, for its help: it has too many for one list. */
public enum OptionGroups {
    FILE("File"),
    COLUMNS("Columns"),
    VALUES("Values"),
    SERVER("Server"),
    SENDING("Sending"),
    SPEED("Speed and retries"),
    REPORT("Report and messages");

    /** Of the classes that hold options of two groups, those of the second one. */
    private static final Set<String> ABOUT_VALUES = Set.of(
            "--winner",
            "--values",
            "--decimal-comma",
            "--thousands",
            "--percent",
            "--users",
            "--drop-unknown-users",
            "--skip-where",
            "--ignore");

    private static final Set<String> ABOUT_SPEED =
            Set.of("--concurrency", "--rate", "--max-attempts", "--settle-wait", "--grace");

    private static final Set<String> ABOUT_SENDING = Set.of("--yes", "--shard", "--shards");

    private static final Set<String> ABOUT_THE_SERVER = Set.of("--sandbox", "--timeout");

    private final String heading;

    OptionGroups(String heading) {
        this.heading = heading;
    }

    /** Whatever is not named here goes with the class that declares it. */
    static OptionGroups of(OptionSpec option) {
        String name = option.longestName();
        if (ABOUT_VALUES.contains(name)) {
            return VALUES;
        } else if (ABOUT_SPEED.contains(name)) {
            return SPEED;
        } else if (ABOUT_SENDING.contains(name)) {
            return SENDING;
        } else if (ABOUT_THE_SERVER.contains(name)) {
            return SERVER;
        } else if (name.equals("--output-dir")) {
            return REPORT;
        }
        Class<?> declaring = option.userObject() instanceof Field field ? field.getDeclaringClass() : Object.class;
        if (declaring == InputArguments.class) {
            return FILE;
        } else if (declaring == MappingArguments.class) {
            return COLUMNS;
        } else if (declaring == ServerArguments.class) {
            return SERVER;
        }
        return declaring == UploadArguments.class ? SENDING : REPORT;
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
