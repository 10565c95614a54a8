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
            "In bash: source <(feedback-uploader completion bash)",
            "In zsh: source <(feedback-uploader completion zsh)",
            "In fish: feedback-uploader completion fish | source",
            "The command install writes them to where a shell looks for them."
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        BASH("bash-completion/completions/feedback-uploader"),
        ZSH("zsh/site-functions/_feedback-uploader"),
        FISH("fish/vendor_completions.d/feedback-uploader.fish");

        private final String place;

        Shell(String place) {
            this.place = place;
        }

        /** Where it looks, below a folder of shared files. */
        String place() {
            return place;
        }

        String script(Surroundings surroundings) {
            CommandLine commands = Program.commandLine(surroundings);
            CompletionCandidates.offer(commands);
            return switch (this) {
                case BASH -> AutoComplete.bash(commands.getCommandName(), commands);
                case ZSH -> ZshCompletion.of(commands);
                case FISH -> FishCompletion.of(commands);
            };
        }
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(shell.script(surroundings));
        surroundings.out().flush();
        return 0;
    }
}
