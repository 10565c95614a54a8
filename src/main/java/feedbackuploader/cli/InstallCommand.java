package feedbackuploader.cli;

import feedbackuploader.cli.CompletionCommand.Shell;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What man and the shells look for beside a program, in the folders where they look. */
@Command(
        name = "install",
        description =
                "Writes the man pages and the completions for bash, zsh and fish into the folder share/ of FOLDER.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: feedback-uploader install ~/.local",
            "In a folder of your own, zsh needs a line in ~/.zshrc, above compinit:"
                    + " fpath+=(~/.local/share/zsh/site-functions)"
        })
final class InstallCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FOLDER",
            description = "Where programs are installed: /usr/local, or ~/.local for yourself alone.")
    private Path folder = Path.of("");

    InstallCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException {
        Map<Path, String> files = new LinkedHashMap<>();
        Path share = folder.resolve("share");
        ManPage.all(Program.commandLine(surroundings))
                .forEach((name, text) -> files.put(share.resolve("man/man1").resolve(name), text));
        for (Shell shell : Shell.values()) {
            files.put(share.resolve(shell.place()), shell.script(surroundings));
        }
        for (Map.Entry<Path, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        surroundings.say(files.size() + " files written in " + share + ".");
        return 0;
    }

    private static void write(Path file, String text) throws UnusableException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UnusableException(
                    file + " cannot be written (" + IoErrors.of(e) + "). Choose a folder that you may write, such as"
                            + " ~/.local.",
                    e);
        }
    }
}
