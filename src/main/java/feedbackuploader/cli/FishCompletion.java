package feedbackuploader.cli;

import feedbackuploader.cli.options.CompletionCandidates;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish (fishshell.com/docs/current/cmds/complete.html), which picocli does not write. */
final class FishCompletion {

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine commands) {
        FishCompletion fish = new FishCompletion(commands.getCommandName());
        commands.getSubcommands().forEach((name, command) -> fish.add(name, command.getCommandSpec()));
        return String.join("\n", fish.lines) + "\n";
    }

    private void add(String name, CommandSpec command) {
        lines.add("complete -c " + program + " -n __fish_use_subcommand -f -a " + name + " -d "
                + quoted(CompletionText.of(command.usageMessage())));
        command.options().forEach(option -> add(name, option));
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            List<String> words = CompletionCandidates.of(parameter);
            if (!words.isEmpty()) {
                lines.add(start(name) + " -f -a " + quoted(String.join(" ", words)));
            }
        }
    }

    private void add(String command, OptionSpec option) {
        StringBuilder line = new StringBuilder(start(command));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        List<String> words = CompletionCandidates.of(option);
        if (!words.isEmpty()) {
            line.append(" -x -a ").append(quoted(String.join(" ", words)));
        } else if (option.arity().max() > 0) {
            line.append(CompletionText.isFile(option) ? " -r -F" : " -x");
        }
        lines.add(line + " -d " + quoted(CompletionText.of(option)));
    }

    private String start(String command) {
        return "complete -c " + program + " -n '__fish_seen_subcommand_from " + command + "'";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
