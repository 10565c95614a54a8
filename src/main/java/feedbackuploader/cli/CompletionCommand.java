package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.options.CompletionCandidates;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = {
            "Prints a shell completion script.",
            "In bash and zsh: source <(feedback-uploader completion bash)",
            "In fish: feedback-uploader completion fish | source"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine commands = Program.commandLine(surroundings);
        CompletionCandidates.offer(commands);
        surroundings
                .out()
                .print(
                        shell == Shell.FISH
                                ? FishCompletion.of(commands)
                                : AutoComplete.bash(commands.getCommandName(), commands));
        surroundings.out().flush();
        return 0;
    }
}
