package feedbackuploader.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Prints a completion script: source <(feedback-uploader completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        BASH,
        ZSH
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "bash|zsh", description = "the shell; one script serves both")
    @SuppressWarnings("UnusedVariable") // read by picocli, which refuses any other word
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine commands = Program.commandLine(surroundings);
        surroundings.out().print(AutoComplete.bash(commands.getCommandName(), commands));
        surroundings.out().flush();
        return 0;
    }
}
