package feedbackuploader.cli.options;

import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the options of a run for the next one. */
public final class SavedMapping {

    private SavedMapping() {}

    /**
     * Writes {@code mapping} into a new file, whole or not at all. A file with the same text is left as it is, so that the same command can be run again; one with other text is not overwritten.
     */
    static void save(Path file, MappingFile mapping) throws UnusableException {
        write("--save-mapping", file, mapping.toJson());
    }

    /** Writes {@code text} as {@link #save} does; {@code option} is the one that names the file. */
    public static void write(String option, Path file, String text) throws UnusableException {
        try {
            if (Files.exists(file)) {
                if (!Files.readString(file).equals(text)) {
                    throw new UnusableException(option + ": " + file
                            + " already exists with other content. Choose another name, or remove the file first.");
                }
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            Path beside = Files.createTempFile(folder, "mapping", ".tmp");
            try {
                Files.writeString(beside, text);
                Files.createLink(file, beside); // unlike a move, it never takes the place of a file
            } catch (UnsupportedOperationException e) {
                Files.move(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UnusableException(option + ": " + file + " already exists.", e);
        } catch (IOException e) {
            throw new UnusableException(option + ": " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
