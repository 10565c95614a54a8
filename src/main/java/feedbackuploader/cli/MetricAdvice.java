package feedbackuploader.cli;

import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.upload.MissingMetricsException;
import feedbackuploader.upload.UnusableException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command that registers what a deployment lacks, at the same deployment. */
final class MetricAdvice {

    private MetricAdvice() {}

    /** What {@code e} says, and the commands to be copied. */
    static UnusableException on(MissingMetricsException e, CommandSpec running, String program) {
        String commands = e.toCreate().stream()
                .filter(metric -> !metric.startsWith("-"))
                .map(metric -> command(metric, running, program).toPaste())
                .collect(Collectors.joining(" && "));
        return commands.isEmpty()
                ? e
                : new UnusableException(
                        e.getMessage() + " To create " + (e.toCreate().size() == 1 ? "it" : "them")
                                + " (scalar takes numbers, bool takes true and false): " + commands,
                        e);
    }

    private static TypedCommand command(String metric, CommandSpec running, String program) {
        List<String> words = new ArrayList<>(List.of("metrics", "create", metric));
        boolean hasProject = false;
        for (OptionSpec option : running.commandLine().getParseResult().matchedOptions()) {
            if (option.userObject() instanceof Field field && field.getDeclaringClass() == ServerArguments.class) {
                hasProject |= List.of("--use-case", "--project").contains(option.longestName());
                if (option.arity().max() == 0) {
                    words.add(option.longestName());
                }
                for (String value : option.arity().max() == 0 ? List.<String>of() : option.originalStringValues()) {
                    words.add(option.longestName());
                    words.add(value);
                }
            }
        }
        if (hasProject) {
            words.add("--link");
        }
        return new TypedCommand(program, words);
    }
}
