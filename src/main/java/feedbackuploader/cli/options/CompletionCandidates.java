package feedbackuploader.cli.options;

import feedbackuploader.mapping.options.ReadyMappings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words that a shell may offer for a value, as they are typed: picocli would offer the names of constants. */
public final class CompletionCandidates {

    private CompletionCandidates() {}

    /** Empty where it may be anything. */
    public static List<String> of(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().equals("--mapping")) {
            return ReadyMappings.names();
        }
        Class<?> type = argument.type();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
        }
        @Nullable Iterable<String> words = argument.completionCandidates();
        return words == null
                ? List.of()
                : StreamSupport.stream(words.spliterator(), false).toList();
    }

    /** Gives them to all of {@code commands}, which are then good for generating a script and nothing else. */
    public static void offer(CommandLine commands) {
        commands.getSubcommands().values().forEach(command -> offer(command.getCommandSpec()));
    }

    private static void offer(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            List<String> words = of(option);
            if (!words.isEmpty()) {
                command.remove(option);
                command.addOption(option.toBuilder().completionCandidates(words).build());
            }
        }
        for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
            List<String> words = of(parameter);
            if (!words.isEmpty()) {
                command.remove(parameter);
                command.addPositional(
                        parameter.toBuilder().completionCandidates(words).build());
            }
        }
    }
}
