package feedbackuploader.input;

import feedbackuploader.input.edits.EditsFile;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file whose rows are to be read, and what has been found out about it: its digest, and how its text is to be read. Each
 * is found out once, and again when the file has become another one. Not safe for threads.
 */
public final class InputFile {

    public static final String READABLE = "CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)";
    static final int HEAD = 1 << 16;

    private final Path path;
    private final Bytes bytes;
    private final InputOptions options;

    /** Of the state of the file that the next two are about. */
    private FileStamp stamp = FileStamp.NONE;

    private @Nullable String sha256;
    private @Nullable TextFile text;

    /** What is read of a file. */
    private enum Part {
        /** All, as text in UTF-8 if its beginning is that. */
        ALL_ON_TRIAL,
        ALL,
        BEGINNING
    }

    private InputFile(Path path, Bytes bytes, InputOptions options) {
        this.path = path;
        this.bytes = bytes;
        this.options = options;
    }

    public static InputFile of(Path path, InputOptions options) {
        return of(path, () -> Files.newInputStream(path), options);
    }

    /** @param bytes what the file at {@code path} is read by */
    public static InputFile of(Path path, Bytes bytes, InputOptions options) {
        return new InputFile(path, bytes, options);
    }

    /** For bytes that come from elsewhere. */
    static RowSource open(Bytes bytes, String name, InputOptions options) throws InputException, IOException {
        try {
            return new InputFile(Path.of(name), bytes, options).understood(name, Part.ALL);
        } catch (BrokenBytesException e) {
            throw new InputException(name, e.problem());
        }
    }

    /** As its content shows. */
    public static RowSource open(Path file) throws InputException, IOException {
        return open(file, InputOptions.none());
    }

    public static RowSource open(Path file, InputOptions options) throws InputException, IOException {
        return of(file, options).open();
    }

    public Path path() {
        return path;
    }

    public InputOptions options() {
        return options;
    }

    /**
     * Opens the file in the format that its content shows, whatever its name is. The header of a CSV file has been read
     * and checked when this returns. Finding out the encoding of a text may take a reading of its own, the first time.
     *
     * @throws InputException when this is no file that the program reads
     */
    public RowSource open() throws InputException, IOException {
        return open(Part.ALL);
    }

    /**
     * {@link #open} without that reading: text that begins as UTF-8 is read as that until it proves to be another encoding.
     * Then {@link RowSource#next} throws {@link OtherEncodingException}, and the rows before it are to be read again.
     */
    public RowSource openOnTrial() throws InputException, IOException {
        return open(Part.ALL_ON_TRIAL);
    }

    /** {@link #open} for a look at the first rows: the source has no digest. */
    public RowSource openBeginning() throws InputException, IOException {
        return open(Part.BEGINNING);
    }

    /** What is on the disk. */
    Bytes bytes() {
        return bytes;
    }

    /** For messages. */
    String name() {
        return name(path);
    }

    /** The SHA-256 of all bytes of the file as it is now, in hex; takes a reading unless there was one of this state. */
    public String sha256() throws IOException {
        forgetWhatChanged();
        String known = sha256;
        if (known == null) {
            try (Content content = Content.open(bytes, false)) {
                known = content.sha256();
            }
            sha256 = known;
        }
        return known;
    }

    private RowSource open(Part part) throws InputException, IOException {
        String name = name(path);
        refuseWhatIsNoFile(path, name);
        try {
            forgetWhatChanged();
            TextFile known = text;
            return edited(known == null ? understood(name, part) : known.open(false, learn(known)));
        } catch (AccessDeniedException e) {
            throw new InputException(
                    name, new Problem("a file without read permission for you", "a readable file", null));
        } catch (BrokenBytesException e) {
            throw new InputException(name, e.problem());
        }
    }

    private RowSource edited(RowSource source) throws InputException, IOException {
        EditsFile file = options.edits();
        if (file == null) {
            return source;
        }
        try {
            return new EditedRows(source, file);
        } catch (InputException | IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private RowSource understood(String name, Part part) throws InputException, IOException {
        byte[] packed = head(bytes);
        boolean gzip = Gunzip.isGzip(packed);
        Bytes unpacked = gzip ? () -> Gunzip.open(bytes.open()) : bytes;
        byte[] head = gzip ? head(unpacked) : packed;
        if (Signature.isWorkbook(head)) {
            return workbook(name, gzip, part == Part.BEGINNING && !gzip);
        }
        TextFile.refuseWhatIsNoText(name, head);
        Encoding told = Encoding.told(head, options.encoding());
        boolean isTrial = part == Part.ALL_ON_TRIAL && told == null && Encoding.mayBeUtf8(head);
        Encoding encoding = told != null ? told : isTrial ? Encoding.UTF_8 : detected(name, gzip, unpacked, part);
        TextFile found = new TextFile(name, path.toString(), bytes, head, options, gzip, encoding);
        if (!isTrial) {
            text = found;
        }
        return found.open(isTrial, learn(found));
    }

    /** Where no reading to the end follows, this one keeps the digest. */
    private Encoding detected(String name, boolean gzip, Bytes unpacked, Part part) throws InputException, IOException {
        if (part == Part.BEGINNING) {
            try (Content content = Content.open(bytes, gzip)) {
                Encoding encoding = Encoding.detected(name, content, unpacked);
                sha256 = content.sha256();
                return encoding;
            }
        }
        try (InputStream text = unpacked.open()) {
            return Encoding.detected(name, text, unpacked);
        }
    }

    /** What a reading to the end teaches, unless the file has become another one meanwhile. */
    private Consumer<String> learn(TextFile file) {
        FileStamp read = stamp;
        return digest -> {
            if (read.equals(stamp)) {
                sha256 = digest;
                text = file;
            }
        };
    }

    /** @param inPlace whether to read the file itself, whose digest then nobody knows */
    private RowSource workbook(String name, boolean gzip, boolean inPlace) throws InputException, IOException {
        if (inPlace) {
            return WorkbookSource.open(name, new Workbook(path, false), options, gzip, null);
        }
        try (Content content = Content.open(bytes, gzip)) {
            Workbook workbook = copied(content);
            sha256 = content.sha256();
            return WorkbookSource.open(name, workbook, options, gzip, sha256);
        }
    }

    /** The parts of a workbook are read in another order than they stand in, and some of them twice. */
    private static Workbook copied(InputStream content) throws IOException {
        Path copy = Files.createTempFile("feedback-uploader", ".xlsx");
        try {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            return new Workbook(copy, true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /**
     * The sheets of a workbook that hold a table: those that are shown, or the hidden ones where all are. None where
     * {@code file} is no workbook, or one that cannot be read.
     */
    public static List<String> sheets(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of(); // to open a pipe is to wait for its writer
        }
        Bytes bytes = () -> Files.newInputStream(file);
        boolean gzip = Gunzip.isGzip(head(bytes));
        Bytes unpacked = gzip ? () -> Gunzip.open(bytes.open()) : bytes;
        try {
            return Signature.isWorkbook(head(unpacked)) ? sheets(file, gzip, unpacked) : List.of();
        } catch (BrokenBytesException e) {
            return List.of();
        }
    }

    private static List<String> sheets(Path file, boolean gzip, Bytes unpacked) throws IOException {
        try (InputStream content = unpacked.open();
                Workbook workbook = gzip ? copied(content) : new Workbook(file, false)) {
            List<Workbook.Sheet> tables = workbook.sheets().stream()
                    .filter(sheet -> sheet.part() != null)
                    .toList();
            boolean areAllHidden = tables.stream().allMatch(Workbook.Sheet::hidden);
            return tables.stream()
                    .filter(sheet -> areAllHidden || !sheet.hidden())
                    .map(Workbook.Sheet::name)
                    .toList();
        }
    }

    private static byte[] head(Bytes bytes) throws IOException {
        try (InputStream stream = bytes.open()) {
            return stream.readNBytes(HEAD);
        }
    }

    private void forgetWhatChanged() throws IOException {
        FileStamp now = FileStamp.of(path);
        if (!now.equals(stamp)) {
            stamp = now;
            sha256 = null;
            text = null;
        }
    }

    private static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
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
