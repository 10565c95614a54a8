package feedbackuploader.cli.options;

import feedbackuploader.support.Shell;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that a command names, as they were meant. */
public final class InputFiles {

    private static final Pattern RUN_FOLDER = Pattern.compile("(.+)\\.(upload|sandbox)(-\\d+-of-\\d+|-merged)?");

    private InputFiles() {}

    /** A file whose name begins with a hyphen, which a pattern such as {@code *.csv} gives, is no option. */
    public static String[] withoutHyphens(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> isFileWithHyphen(argument) ? "./" + argument : argument)
                .toArray(String[]::new);
    }

    /** No option has a dot in its name. */
    private static boolean isFileWithHyphen(String argument) {
        return argument.startsWith("-")
                && argument.contains(".")
                && !argument.contains("=")
                && !argument.contains("\0")
                && Files.isRegularFile(Path.of(argument));
    }

    /**
     * {@code files} without the run folders of earlier uploads, which a pattern such as {@code ratings*} gives as well.
     *
     * @param notices hears which were ignored
     * @throws UnusableException when no file is left
     */
    public static List<Path> withoutRunFolders(List<Path> files, Consumer<String> notices) throws UnusableException {
        List<Path> left = files.stream().filter(file -> !isRunFolder(file)).toList();
        if (left.isEmpty()) {
            throw isNoInput(files.get(0));
        }
        files.stream()
                .filter(InputFiles::isRunFolder)
                .forEach(folder -> notices.accept("Ignored: " + folder + ", the run folder of an upload."));
        return left;
    }

    static UnusableException isNoInput(Path runFolder) {
        return new UnusableException(runFolder + " is the run folder of an upload. Name the file that was uploaded: "
                + Shell.word(inputOf(runFolder)) + ".");
    }

    static boolean isRunFolder(Path file) {
        return matcher(file).matches() && Files.isDirectory(file);
    }

    private static Matcher matcher(Path file) {
        return RUN_FOLDER.matcher(file.normalize().toString());
    }

    private static String inputOf(Path runFolder) {
        Matcher name = matcher(runFolder);
        return name.matches() ? name.group(1) : runFolder.toString();
    }
}
