package feedbackuploader.cli;

import feedbackuploader.cli.options.OtherOptions;
import feedbackuploader.mapping.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as a sentence: picocli's own messages speak of its parser. */
final class UsageErrors {

    private static final Pattern OPTION = Pattern.compile("Invalid value for option '(--?[a-z-]+)'[^:]*: ");
    private static final Pattern COMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.");
    private static final Pattern PARAMETER =
            Pattern.compile("Invalid value for positional parameter at index \\d+ \\((.*?)\\): ");
    private static final Pattern PAIR =
            Pattern.compile("Value for option option '(--[a-z-]+)' \\((.*?)\\) should be in .* format but was (.*)");

    /** What picocli says of options, and what is said in its place. */
    private static final Map<Pattern, String> PLAIN = Map.of(
            Pattern.compile("option '(--?[a-z-]+)'.* should be specified only once"),
            "$1 stands there twice. Give it once",
            Pattern.compile("Error: (--[a-z-]+)=\\S*, (--[a-z-]+)=\\S* are mutually exclusive.*"),
            "Use either $1 or $2, not both",
            Pattern.compile("Error: expected only one match but got \\[(--[a-z-]+)=\\S* \\| (--[a-z-]+)=.*"),
            "Use $1 or $2, and only once",
            Pattern.compile("Invalid value for option '(--[a-z-]+)'.* is not a boolean"),
            "$1 takes no value. Write $1 alone",
            Pattern.compile("Missing required parameter for option '(--[a-z-]+)' \\((.*)\\)"),
            "$1 needs a value: $2",
            Pattern.compile("Expected parameter for option '(--[a-z-]+)' but found '(.*)'"),
            "$1 needs a value, but '$2' follows. If that is the value, write $1=$2");

    private UsageErrors() {}

    static String sentence(ParameterException e, List<String> typed) {
        String message = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, typed)
                : String.valueOf(e.getMessage());
        if (e instanceof MissingParameterException) {
            message += typed.stream()
                    .filter(argument -> argument.startsWith("-") && argument.contains(".") && !argument.contains("="))
                    .findFirst()
                    .map(file -> ". For a file whose name begins with a hyphen, type ./" + file)
                    .orElse("");
        }
        Matcher command = COMMAND.matcher(message);
        if (command.matches()) {
            message = noCommand(
                    command.group(1),
                    Objects.requireNonNullElse(e.getCommandLine().getParent(), e.getCommandLine()));
        }
        for (Map.Entry<Pattern, String> rule : PLAIN.entrySet()) {
            message = rule.getKey().matcher(message).replaceFirst(rule.getValue());
        }
        message = OPTION.matcher(message).replaceFirst("$1: ");
        message = PARAMETER.matcher(message).replaceFirst("$1: ");
        message = PAIR.matcher(message).replaceFirst("$1: found '$3'; expected $2");
        if (message.startsWith("Error: ")) {
            message = message.substring("Error: ".length());
        }
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String unmatched(UnmatchedArgumentException e, List<String> typed) {
        String first = e.getUnmatched().get(0);
        if (first.startsWith("-")) {
            // What stands behind the name may be a key that someone tried to give.
            String name = first.replaceFirst("=.*", "");
            return OtherOptions.of(e.getCommandLine(), name, typed)
                    .orElseGet(() -> noOption(name, e.getCommandLine())
                            + (name.contains(".") ? " For a file of that name, type ./" + name + "." : ""));
        }
        return e.getCommandLine().getSubcommands().isEmpty()
                ? "One argument too many: '" + first + "'."
                : noCommand(first, e.getCommandLine());
    }

    private static String noCommand(String typed, CommandLine commands) {
        return "There is no command '" + typed + "'."
                + didYouMean(typed, commands.getSubcommands().keySet());
    }

    private static String noOption(String typed, CommandLine command) {
        return "There is no option '" + typed + "' here."
                + didYouMean(
                        typed,
                        command.getCommandSpec().optionsMap().keySet().stream()
                                .filter(name -> name.startsWith("--"))
                                .toList());
    }

    private static String didYouMean(String typed, Collection<String> names) {
        return Nearest.to(typed, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }
}
