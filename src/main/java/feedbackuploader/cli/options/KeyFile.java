package feedbackuploader.cli.options;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Shell;
import feedbackuploader.support.SmallFile;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The file that holds the API key, or standard input in its place. */
final class KeyFile {

    /** No key is as long: what has more bytes is another file. */
    private static final int LONGEST_PIPED = 100_000;

    private KeyFile() {}

    static String read(Path file, Surroundings surroundings) throws UnusableException {
        try {
            String key = SmallFile.read(file, StandardCharsets.UTF_8);
            if (isOpenToOthers(file)) {
                surroundings.say("Other users of this computer can read the API key in " + file
                        + ". Take that right from them: chmod 600 " + Shell.word(Shell.path(file)));
            }
            return key;
        } catch (IOException e) {
            throw new UnusableException(
                    Files.exists(file)
                            ? "The API key file " + file
                                    + " cannot be read. Check that it is a text file that you may read."
                            : "--api-key-file: no such file. Give the path of a file that holds the API key. If you gave"
                                    + " the key itself, put it into ADAPTIVE_API_KEY instead.",
                    e);
        }
    }

    /** A pipe of the shell is nobody else's, and on Windows a home folder is closed. */
    private static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
            return Files.isRegularFile(file)
                    && (allowed.contains(PosixFilePermission.GROUP_READ)
                            || allowed.contains(PosixFilePermission.OTHERS_READ));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static String piped(Surroundings surroundings) throws UnusableException {
        if (surroundings.inputIsTerminal()) {
            throw new UnusableException(
                    "--api-key-file - reads the API key from standard input, which is a terminal here,"
                            + " and the messages go elsewhere. Pipe the key into the program, or leave the option out.");
        }
        try {
            byte[] bytes = surroundings.in().readNBytes(LONGEST_PIPED);
            if (bytes.length == LONGEST_PIPED) {
                throw new UnusableException(
                        "--api-key-file -: standard input is too long for an API key. Pipe the key alone into the program.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableException(
                    "The API key cannot be read from standard input: " + IoErrors.of(e)
                            + ". Put it into ADAPTIVE_API_KEY, or into a file for --api-key-file.",
                    e);
        }
    }
}
