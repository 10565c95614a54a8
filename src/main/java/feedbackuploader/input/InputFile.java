package feedbackuploader.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a path becomes rows. */
public final class InputFile {

    static final String READABLE = "CSV with a header, JSONL, or one JSON array";

    private InputFile() {}

    /** As its content shows. */
    public static RowSource open(Path file) throws InputException, IOException {
        return open(file, InputOptions.none());
    }

    /**
     * Opens a file in the format that its content shows, whatever its name is. The header of a CSV file has been read
     * and checked when this returns.
     *
     * @throws InputException when this is no file that the program reads
     */
    public static RowSource open(Path file, InputOptions options) throws InputException, IOException {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        refuseWhatIsNoFile(file, name);
        try {
            return open(() -> Files.newInputStream(file), name, options);
        } catch (AccessDeniedException e) {
            throw InputException.file(name, "a file that you may not read", "a readable file", null);
        }
    }

    /** For bytes that come from elsewhere. */
    static RowSource open(Bytes file, String name, InputOptions options) throws InputException, IOException {
        try {
            return new TextFile(name, file, options, isGzip(file)).open();
        } catch (BrokenBytesException e) {
            throw e.in(name);
        }
    }

    private static boolean isGzip(Bytes file) throws IOException {
        try (InputStream stream = file.open()) {
            return Gunzip.isGzip(stream.readNBytes(3));
        }
    }

    private static void refuseWhatIsNoFile(Path file, String name) throws InputException {
        if (Files.isDirectory(file)) {
            throw InputException.file(name, "a folder", "a file", null);
        }
        if (Files.notExists(file)) {
            throw InputException.file(name, "no such file", "a file", null);
        }
        if (!Files.isRegularFile(file)) {
            throw InputException.file(
                    name,
                    "something that is not a regular file",
                    "a file",
                    "A file is read more than once, so a pipe or a device will not do: save it first.");
        }
    }
}
