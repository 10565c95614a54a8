package feedbackuploader.cli;

import feedbackuploader.cli.CompletionCommand.Shell;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            "It prints the lines that make man and the shells find them where they do not look by themselves."
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
        nextSteps(share.toAbsolutePath().normalize()).forEach(surroundings::say);
        return 0;
    }

    /** Lines that do as they stand, in whichever folder it is, and whatever else a shell's file holds. */
    private static List<String> nextSteps(Path share) {
        String fish = completions(share, Shell.FISH);
        Path zsh = Objects.requireNonNull(share.resolve(Shell.ZSH.place()).getParent());
        return List.of(
                "Open a new shell. These find the files by themselves: man and fish in /usr/local and ~/.local, bash too if"
                        + " its package bash-completion is installed, zsh in /usr/local only. For any other, paste its line:",
                "  bash: " + added("source " + completions(share, Shell.BASH), "~/.bashrc"),
                "  zsh: " + added("fpath+=(" + word(zsh.toString()) + "); autoload -Uz compinit; compinit", "~/.zshrc"),
                "  fish: mkdir -p ~/.config/fish; " + added("source " + fish, "~/.config/fish/config.fish"),
                "  man: " + added("export MANPATH=" + word(share.resolve("man") + ":"), "~/.profile"));
    }

    private static String completions(Path share, Shell shell) {
        return word(share.resolve(shell.place()).toString());
    }

    private static String added(String line, String file) {
        return "echo " + feedbackuploader.support.Shell.quoted(line) + " >> " + file;
    }

    private static String word(String path) {
        return feedbackuploader.support.Shell.word(path);
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
