package feedbackuploader.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Where a path becomes rows. */
public final class InputFile {

    private static final String READABLE = "CSV with a header, or one JSON object a line";
    private static final int HEAD = 1 << 13;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private InputFile() {}

    /**
     * Opens a file in the format that its content shows, whatever its name is. The header of a CSV file has been read
     * and checked when this returns.
     *
     * @throws InputException when this is no file that the program reads
     */
    public static RowSource open(Path file) throws InputException, IOException {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        refuseWhatIsNoFile(file, name);
        InputStream stream = stream(file, name);
        try {
            return open(stream, name);
        } catch (InputException | IOException | RuntimeException e) {
            try {
                stream.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** For a file's bytes that come from elsewhere; closing the source closes the stream. */
    static RowSource open(InputStream file, String name) throws InputException, IOException {
        MessageDigest digest = Fingerprint.sha256();
        PushbackInputStream stream = new PushbackInputStream(new DigestInputStream(file, digest), HEAD);
        byte[] head = stream.readNBytes(HEAD);
        if (head.length == 0) {
            throw InputException.file(name, "an empty file", READABLE, null);
        }
        Optional<Signature> signature = Signature.of(head);
        if (signature.isPresent()) {
            throw signature.get().refusal(name);
        }
        boolean byteOrderMark = startsWithByteOrderMark(head);
        int skipped = byteOrderMark ? BYTE_ORDER_MARK.length : 0;
        stream.unread(head, skipped, head.length - skipped);
        Utf8Reader reader = new Utf8Reader(stream, skipped);
        return switch (firstCharacter(head, skipped)) {
            case '{' -> new JsonLinesSource(new LineCutter(name, reader), digest, byteOrderMark);
            case '[' ->
                throw InputException.file(
                        name,
                        "a JSON array",
                        READABLE,
                        "Write each object on a line of its own (with jq: jq -c '.[]' FILE > FILE.jsonl).");
            default -> new CsvSource(new CsvCutter(name, reader), digest, byteOrderMark);
        };
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
                    "A file is read more than once, so a pipe will not do: save it first.");
        }
    }

    private static InputStream stream(Path file, String name) throws InputException, IOException {
        try {
            return Files.newInputStream(file);
        } catch (AccessDeniedException e) {
            throw InputException.file(name, "a file that you may not read", "a readable file", null);
        }
    }

    private static boolean startsWithByteOrderMark(byte[] head) {
        int length = BYTE_ORDER_MARK.length;
        return head.length >= length && Arrays.equals(head, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private static char firstCharacter(byte[] head, int from) {
        for (int i = from; i < head.length; i++) {
            if (head[i] != ' ' && head[i] != '\t' && head[i] != '\r' && head[i] != '\n') {
                return (char) head[i];
            }
        }
        return ' ';
    }
}
