package feedbackuploader.cli;

import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Standard input, which is the FILE {@code -}. It comes once and a file is read several times, so it is kept in its run
 * folder, {@code stdin.upload/} in the working folder. What comes next time takes its place, as if the file had been
 * edited: what was recorded stays recorded.
 */
final class StandardInput {

    private static final String NAME = "stdin";

    private StandardInput() {}

    static boolean is(Path file) {
        return file.toString().equals("-");
    }

    static RunFolder folder(String suffix, @Nullable Path parent) {
        return RunFolder.of(Path.of(NAME).toAbsolutePath(), suffix, parent);
    }

    /** Where it is kept. */
    static Path place(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(NAME);
    }

    /** Reads it to its end; what was kept before stays until then. */
    static void keep(Surroundings surroundings, Path folder) throws UnusableException {
        if (surroundings.inputIsTerminal()) {
            throw new UnusableException(
                    "Standard input is a terminal. Pipe a file into the program, or name the file.");
        }
        Path place = place(folder);
        Path part = place.resolveSibling("." + NAME + ".part");
        try {
            PrivateFiles.createFolder(folder);
            Files.deleteIfExists(part);
            PrivateFiles.createFile(part);
            long bytes;
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
                bytes = surroundings.in().transferTo(out);
            }
            if (bytes == 0) {
                Files.delete(part);
                throw new UnusableException("Nothing came on standard input.");
            }
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnusableException("Standard input cannot be kept in " + folder + ": " + e, e);
        }
    }
}
