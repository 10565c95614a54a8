package feedbackuploader.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as a sentence: picocli's own messages speak of its parser. */
final class UsageErrors {

    private static final Pattern OPTION = Pattern.compile("Invalid value for option '(--?[a-z-]+)'[^:]*: ");
    private static final Pattern PARAMETER =
            Pattern.compile("Invalid value for positional parameter at index \\d+ \\((.*?)\\): ");
    private static final Pattern PAIR =
            Pattern.compile("Value for option option '(--[a-z-]+)' \\((.*?)\\) should be in .* format but was (.*)");

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
        message = OPTION.matcher(message).replaceFirst("$1: ");
        message = PARAMETER.matcher(message).replaceFirst("$1: ");
        message = PAIR.matcher(message).replaceFirst("$1: found '$3'; expected $2");
        if (message.startsWith("Error: ")) {
            message = message.substring("Error: ".length());
        }
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unmatched(UnmatchedArgumentException e, List<String> typed) {
        String first = e.getUnmatched().get(0);
        if (first.startsWith("-")) {
            // What stands behind the name may be a key that someone tried to give.
            String name = first.replaceFirst("=.*", "");
            return OtherOptions.of(e.getCommandLine(), name, typed)
                    .orElse("There is no option '" + name + "' here."
                            + (name.contains(".") ? " For a file of that name, type ./" + name + "." : ""));
        }
        return e.getCommandLine().getSubcommands().isEmpty()
                ? "One argument too many: '" + first + "'."
                : "There is no command '" + first + "'.";
    }
}
