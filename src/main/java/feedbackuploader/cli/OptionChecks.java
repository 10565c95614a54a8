package feedbackuploader.cli;

import feedbackuploader.cli.console.HiddenQuestion;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.options.ServerArguments;
import java.util.List;
import java.util.Set;
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

    /** The commands that go to a deployment by themselves. */
    private static final Set<String> ASKING = Set.of("upload", "verify", "metrics");

    private OptionChecks() {}

    static int thenRun(ParseResult parsed, Surroundings surroundings) {
        check(parsed);
        ParseResult last = last(parsed);
        if (!last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
            askForKey(last, surroundings);
        }
        return new RunLast().execute(parsed);
    }

    static void check(ParseResult parsed) {
        ParseResult last = last(parsed);
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
        if (readsKeyAndRowsFromInput(last)) {
            throw refusal(
                    last,
                    "Standard input cannot hold both the rows and the API key. Put the key into ADAPTIVE_API_KEY, or into"
                            + " a file for --api-key-file");
        }
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    private static boolean readsKeyAndRowsFromInput(ParseResult last) {
        return last.hasMatchedOption("--api-key-file")
                && last.matchedOption("--api-key-file").originalStringValues().contains("-")
                && last.matchedPositionals().stream()
                        .anyMatch(files -> files.originalStringValues().contains("-"));
    }

    /** The page asks by itself. */
    private static void askForKey(ParseResult last, Surroundings surroundings) {
        if (ASKING.contains(last.commandSpec().name()) && !last.hasMatchedOption("--sandbox")) {
            last.commandSpec().mixins().values().stream()
                    .map(CommandSpec::userObject)
                    .filter(ServerArguments.class::isInstance)
                    .map(ServerArguments.class::cast)
                    .forEach(server -> server.askForKey(surroundings, HiddenQuestion::atTerminal));
        }
    }

    private static ParameterException refusal(ParseResult parsed, String why) {
        CommandSpec command = parsed.commandSpec();
        return new ParameterException(command.commandLine(), why);
    }
}
