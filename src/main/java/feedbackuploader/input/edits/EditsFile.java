package feedbackuploader.input.edits;

import feedbackuploader.input.Fingerprint;
import feedbackuploader.input.InputException;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A file of edits in one of its states: whoever reads rows with them reads them as they were meant, or not at all.
 *
 * @param path absolute
 * @param sha256 of its bytes, in hex
 */
public record EditsFile(Path path, String sha256) {

    /**
     * As it is now.
     *
     * @throws InputException when it holds anything but edits
     */
    public static EditsFile of(Path path) throws InputException, IOException {
        byte[] bytes = bytes(path);
        Edits.parse(new String(bytes, StandardCharsets.UTF_8), path.toString());
        return new EditsFile(path.toAbsolutePath().normalize(), digest(bytes));
    }

    /** As it is once {@code bytes} have been written to it. */
    public static EditsFile written(Path path, byte[] bytes) {
        return new EditsFile(path.toAbsolutePath().normalize(), digest(bytes));
    }

    /** Whether the file is there, and still in this state. */
    public boolean isCurrent() throws InputException, IOException {
        return Files.exists(path) && digest(bytes(path)).equals(sha256);
    }

    /** @throws InputException when it is in another state by now, or gone */
    public Edits load() throws InputException, IOException {
        byte[] bytes;
        try {
            bytes = bytes(path);
        } catch (NoSuchFileException e) {
            throw new InputException(
                    path.toString(), new Problem("no file of edits there", "the edits of the file", null));
        }
        if (!digest(bytes).equals(sha256)) {
            throw new InputException(
                    path.toString(),
                    new Problem(
                            "other edits than when the file was checked",
                            "the same ones",
                            "Upload the file again with --edits; recorded rows are not sent again."));
        }
        return Edits.parse(new String(bytes, StandardCharsets.UTF_8), path.toString());
    }

    private static byte[] bytes(Path path) throws InputException, IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new InputException(
                    path.toString(),
                    new Problem(
                            "something that is not a regular file",
                            "a file of edits",
                            "The program reads it more than once. Save it to a file first."));
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(Edits.MOST_BYTES + 1);
            if (bytes.length > Edits.MOST_BYTES) {
                throw new InputException(
                        path.toString(),
                        new Problem(
                                "a file of more than " + Edits.MOST_BYTES + " bytes",
                                "a file of edits",
                                "Is it the right file?"));
            }
            return bytes;
        }
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
    }
}
