package feedbackuploader.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file for what is too much for the memory and need not outlive this process. Where the system allows it (not on
 * Windows), it has no name any more once it is open, so that even a process that is killed leaves nothing behind.
 */
final class Scratch extends RandomAccessFile {

    private final File file;

    private Scratch(File file) throws IOException {
        super(file, "rw");
        this.file = file;
    }

    /** In the temporary folder, for its owner alone. */
    static Scratch open() throws IOException {
        Path path = Files.createTempFile("feedback-uploader-sandbox", ".tmp");
        Scratch scratch = new Scratch(path.toFile());
        if (!scratch.file.delete()) {
            scratch.file.deleteOnExit();
        }
        return scratch;
    }

    @Override
    public void close() throws IOException {
        super.close();
        Files.deleteIfExists(file.toPath());
    }
}
