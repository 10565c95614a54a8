package feedbackuploader.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** What is checked of all options together, once each of them was read and before the command runs. */
final class OptionChecks {

    /** Each says the same as the other of its pair, or the opposite. */
    private static final List<List<String>> EXCLUSIVE = List.of(
            List.of("--use-case", "--project"),
            List.of("--skip-recorded", "--again"),
            List.of("--shard", "--shards"),
            List.of("--json", "--all-problems"));

    private OptionChecks() {}

    static int thenRun(ParseResult parsed) {
        check(parsed);
        return new RunLast().execute(parsed);
    }

    static void check(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (OptionSpec option : last.matchedOptions()) {
            // A variable of a script that is not set; what it stands for would be guessed otherwise.
            if (option.originalStringValues().contains("")) {
                throw refusal(last, UsageErrors.isEmpty(option));
            }
        }
        for (List<String> pair : EXCLUSIVE) {
            if (pair.stream().allMatch(last::hasMatchedOption)) {
                throw refusal(last, "Use either " + String.join(" or ", pair) + ", not both");
            }
        }
    }

    private static ParameterException refusal(ParseResult parsed, String why) {
        CommandSpec command = parsed.commandSpec();
        return new ParameterException(command.commandLine(), why);
    }
}
