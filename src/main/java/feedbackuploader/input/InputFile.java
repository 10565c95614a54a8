package feedbackuploader.input;

import feedbackuploader.input.xlsx.Workbook;
import feedbackuploader.input.xlsx.WorkbookSource;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a path becomes rows. */
public final class InputFile {

    public static final String READABLE = "CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)";
    static final int HEAD = 1 << 16;

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
            return open(() -> Files.newInputStream(file), file, name, options);
        } catch (AccessDeniedException e) {
            throw new InputException(
                    name, new Problem("a file without read permission for you", "a readable file", null));
        }
    }

    /** For bytes that come from elsewhere. */
    static RowSource open(Bytes file, String name, InputOptions options) throws InputException, IOException {
        return open(file, null, name, options);
    }

    private static RowSource open(Bytes bytes, @Nullable Path path, String name, InputOptions options)
            throws InputException, IOException {
        try {
            boolean gzip = Gunzip.isGzip(head(bytes));
            Bytes unpacked = gzip ? () -> Gunzip.open(bytes.open()) : bytes;
            byte[] head = gzip ? head(unpacked) : head(bytes);
            if (!Signature.isWorkbook(head)) {
                return new TextFile(name, path == null ? name : path.toString(), bytes, unpacked, head, options, gzip)
                        .open();
            }
            Path temporary = gzip || path == null ? copyOf(unpacked) : null;
            return WorkbookSource.open(
                    name,
                    bytes,
                    temporary == null ? Objects.requireNonNull(path) : temporary,
                    options,
                    gzip,
                    temporary);
        } catch (BrokenBytesException e) {
            throw new InputException(name, e.problem());
        }
    }

    /**
     * The sheets of a workbook that hold a table: those that are shown, or the hidden ones where all are. None where
     * {@code file} is no workbook, or one that cannot be read.
     */
    public static List<String> sheets(Path file) throws IOException {
        Bytes bytes = () -> Files.newInputStream(file);
        boolean gzip = Gunzip.isGzip(head(bytes));
        Bytes unpacked = gzip ? () -> Gunzip.open(bytes.open()) : bytes;
        if (!Signature.isWorkbook(head(unpacked))) {
            return List.of();
        }
        Path temporary = gzip ? copyOf(unpacked) : null;
        try (Workbook workbook = new Workbook(temporary == null ? file : temporary)) {
            List<Workbook.Sheet> tables = workbook.sheets().stream()
                    .filter(sheet -> sheet.part() != null)
                    .toList();
            boolean areAllHidden = tables.stream().allMatch(Workbook.Sheet::hidden);
            return tables.stream()
                    .filter(sheet -> areAllHidden || !sheet.hidden())
                    .map(Workbook.Sheet::name)
                    .toList();
        } catch (BrokenBytesException e) {
            return List.of();
        } finally {
            if (temporary != null) {
                Files.delete(temporary);
            }
        }
    }

    private static byte[] head(Bytes bytes) throws IOException {
        try (InputStream stream = bytes.open()) {
            return stream.readNBytes(HEAD);
        }
    }

    /** The parts of a workbook are read in another order than they stand in. */
    private static Path copyOf(Bytes bytes) throws IOException {
        Path copy = Files.createTempFile("feedback-uploader", ".xlsx");
        try (InputStream stream = bytes.open()) {
            Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            Files.delete(copy);
            throw e;
        }
    }

    private static void refuseWhatIsNoFile(Path file, String name) throws InputException {
        if (Files.isDirectory(file)) {
            throw new InputException(name, new Problem("a folder", "a file", null));
        }
        if (Files.notExists(file)) {
            throw InputException.missing(name);
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    name,
                    new Problem(
                            "something that is not a regular file",
                            "a file",
                            "The program reads it more than once. Save the pipe or device to a file first."));
        }
    }
}
