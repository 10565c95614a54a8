package feedbackuploader.cli;

import feedbackuploader.cli.options.OtherOptions;
import feedbackuploader.mapping.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, as a sentence: picocli's own messages speak of its parser. Of a value, a converter says
 * what is wrong with it or only "expected …"; one without words leaves that to the option's label.
 */
final class UsageErrors {

    private UsageErrors() {}

    static String sentence(ParameterException e, List<String> typed) {
        String sentence = phrase(e, typed);
        return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    }

    private static String phrase(ParameterException e, List<String> typed) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, typed);
        } else if (e instanceof MissingParameterException missing) {
            return missing(missing.getMissing().get(0), missing.getCommandLine(), typed);
        } else if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " stands there twice. Give it once";
        }
        return e.getArgSpec() == null ? String.valueOf(e.getMessage()) : refused(e, e.getArgSpec());
    }

    private static String refused(ParameterException e, ArgSpec argument) {
        String name = name(argument);
        if (argument.typeInfo().isBoolean()) {
            return name + " takes no value. Write " + name + " alone";
        }
        if (e.getValue() != null && e.getValue().isEmpty()) {
            return isEmpty(argument);
        }
        String why = e.getCause() == null ? null : e.getCause().getMessage();
        if (why == null) {
            why = "expected " + argument.paramLabel();
        } else if (why.startsWith(name)) {
            return why;
        }
        return name + ": " + (why.startsWith("expected ") ? "found '" + e.getValue() + "'; " : "") + why;
    }

    static String isEmpty(ArgSpec argument) {
        return name(argument) + ": the value is empty; expected " + argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String missing(ArgSpec argument, CommandLine command, List<String> typed) {
        if (!(argument instanceof OptionSpec option)) {
            return "Missing required parameter: '" + argument.paramLabel() + "'"
                    + typed.stream()
                            .filter(word -> word.startsWith("-") && word.contains(".") && !word.contains("="))
                            .findFirst()
                            .map(file -> ". For a file whose name begins with a hyphen, type ./" + file)
                            .orElse("");
        }
        String name = option.longestName();
        return IntStream.range(1, typed.size())
                .filter(i -> List.of(option.names()).contains(typed.get(i - 1)))
                .mapToObj(typed::get)
                .filter(next -> command.getCommandSpec().findOption(withoutValue(next)) != null)
                .findFirst()
                .map(next -> name + " needs a value, but '" + next + "' follows. If that is the value, write " + name
                        + "=" + next)
                .orElse(name + " needs a value: " + option.paramLabel());
    }

    private static String unmatched(UnmatchedArgumentException e, List<String> typed) {
        CommandLine command = e.getCommandLine();
        String first = e.getUnmatched().get(0);
        if (first.startsWith("-")) {
            String name = withoutValue(first);
            return OtherOptions.of(command, name, typed)
                    .orElseGet(() -> "There is no option '" + name + "' here."
                            + didYouMean(
                                    name, command.getCommandSpec().optionsMap().keySet())
                            + (name.contains(".") ? " For a file of that name, type ./" + name + "." : ""));
        }
        return command.getSubcommands().isEmpty()
                ? "One argument too many: '" + first + "'"
                : noCommand(first, command);
    }

    /** What stands behind the name may be a key that someone tried to give. */
    private static String withoutValue(String option) {
        return option.replaceFirst("=.*", "");
    }

    static String noCommand(String typed, CommandLine commands) {
        return "There is no command '" + typed + "'."
                + didYouMean(typed, commands.getSubcommands().keySet());
    }

    private static String didYouMean(String typed, Collection<String> names) {
        return Nearest.to(
                        typed,
                        names.stream()
                                .filter(name -> name.startsWith("--") == typed.startsWith("-"))
                                .toList())
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }
}
