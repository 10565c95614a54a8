package feedbackuploader.input.xlsx;

import feedbackuploader.input.BrokenBytesException;
import feedbackuploader.input.ExpansionLimit;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Signature;
import feedbackuploader.support.Problem;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an Excel workbook (ECMA-376: XML files in a ZIP archive, which name each other by relationships). None is
 * held in memory: a library that reads all texts at once would need more than this program has.
 */
public final class Workbook implements Closeable {

    /**
     * A tab.
     *
     * @param part the name of the entry in the archive; null for a tab that holds no table, but a chart or a dialogue
     * @param hidden from its user, by one of the two ways there are
     */
    public record Sheet(String name, @Nullable String part, boolean hidden) {}

    private record Relationship(String type, String target) {}

    /** Far more than people have, and few enough for the memory. */
    private static final int MOST_SHEETS = 10_000;

    private static final int LONGEST_NAME = 1_000;

    private static final int MOST_LINKS = 100_000;

    /** Of the links between its parts. There may be others, to other workbooks for instance. */
    private static final Set<String> NEEDED = Set.of("officeDocument", "worksheet", "sharedStrings", "styles");

    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final @Nullable String sharedStrings;
    private final @Nullable String styles;
    private boolean from1904;
    private boolean calculatesOnLoad;
    private boolean isReport;

    /**
     * @param isTemporary whether to delete the file when it is closed, or where the system can, once it is open
     * @throws BrokenBytesException when the archive is damaged or holds no workbook
     */
    public Workbook(Path file, boolean isTemporary) throws IOException {
        try {
            int mode = isTemporary ? ZipFile.OPEN_READ | ZipFile.OPEN_DELETE : ZipFile.OPEN_READ;
            this.zip = new ZipFile(file.toFile(), mode);
        } catch (ZipException | EOFException | IllegalArgumentException e) { // as the archive's directory is damaged
            throw damaged();
        }
        try {
            String main = target("_rels/.rels", "/officeDocument");
            Map<String, Relationship> parts = relationships(relationshipsOf(main));
            readSheets(main, parts);
            sharedStrings = target(parts, "/sharedStrings");
            styles = target(parts, "/styles");
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    static BrokenBytesException damaged() {
        return new BrokenBytesException(
                new Problem("a damaged Excel workbook", "an intact one", "Open it in Excel and save it again."));
    }

    /** @param found in one of its parts */
    static BrokenBytesException strange(String found) {
        return new BrokenBytesException(new Problem(
                "an Excel workbook with " + found,
                "a workbook as Excel saves it",
                "Open it in Excel and save it again, or save the table as CSV."));
    }

    public List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** Whether day 0 is in 1904, as in workbooks from old Macs. */
    boolean isFrom1904() {
        return from1904;
    }

    /**
     * Whether the spreadsheet is to calculate every formula when it opens the workbook, as libraries ask for that write
     * formulas and cannot calculate: what is stored as a result is then none, or a 0 in place of one.
     */
    boolean calculatesOnLoad() {
        return calculatesOnLoad;
    }

    /** Whether this program wrote it: what looks like a formula then has no guard. */
    boolean isReport() {
        return isReport;
    }

    /** @param part of a sheet that holds a table */
    Xml sheet(String part) throws IOException {
        return new Xml(part(part));
    }

    /** @param firstRow merged cells that begin above it are left out */
    MergedCells merged(String part, long firstRow) throws IOException {
        try (InputStream stream = part(part)) {
            if (!MergedCells.mayBeIn(stream)) {
                return MergedCells.none();
            }
        }
        try (Xml sheet = sheet(part)) {
            return MergedCells.of(sheet, firstRow);
        }
    }

    /** Empty when the workbook has none. */
    Xml sharedStrings() throws IOException {
        return open(sharedStrings);
    }

    /** Empty when the workbook has none. */
    Xml styles() throws IOException {
        return open(styles);
    }

    private Xml open(@Nullable String part) throws IOException {
        return new Xml(
                part == null || zip.getEntry(part) == null
                        ? new ByteArrayInputStream("<none/>".getBytes(StandardCharsets.US_ASCII))
                        : part(part));
    }

    private InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged();
        }
        try {
            return new ExpansionLimit(new SoundEntry(zip.getInputStream(entry)), entry::getCompressedSize);
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
    }

    private void readSheets(String main, Map<String, Relationship> parts) throws IOException {
        try (Xml xml = new Xml(part(main))) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    from1904 = isTrue(xml.attribute("date1904"));
                } else if (xml.starts("calcPr")) {
                    calculatesOnLoad = isTrue(xml.attribute("fullCalcOnLoad"));
                } else if (xml.starts("definedName")) {
                    isReport |= ReportColumn.WORKBOOK_MARK.equals(xml.attribute("name"));
                } else if (xml.starts("sheet")) {
                    Relationship part = parts.get(xml.attribute("id"));
                    String name = xml.attribute("name");
                    if (name != null) {
                        requireFew(sheets.size());
                        requireShort(name);
                        String table = part != null && part.type.endsWith("/worksheet") ? part.target : null;
                        boolean isHidden =
                                String.valueOf(xml.attribute("state")).endsWith("idden");
                        sheets.add(new Sheet(name, table, isHidden));
                    }
                }
            }
        }
        if (sheets.stream().allMatch(sheet -> sheet.part() == null)) {
            throw new BrokenBytesException(
                    new Problem("an Office file without a sheet", "an Excel workbook (.xlsx)", null));
        }
    }

    private static boolean isTrue(@Nullable String attribute) {
        return "1".equals(attribute) || "true".equals(attribute);
    }

    private String target(String relationships, String type) throws IOException {
        String target = zip.getEntry(relationships) == null ? null : target(relationships(relationships), type);
        if (target != null && target.endsWith(".bin")) {
            throw new BrokenBytesException(
                    new Problem("a binary Excel workbook (.xlsb)", InputFile.READABLE, Signature.SAVE_SHEET));
        }
        if (target == null || !target.endsWith(".xml")) {
            throw new BrokenBytesException(new Problem(
                    "a ZIP archive that is not an Excel workbook (.xlsx)",
                    InputFile.READABLE,
                    "Unpack it, or save the table as CSV, and upload that file."));
        }
        return target;
    }

    private static @Nullable String target(Map<String, Relationship> relationships, String type) {
        return relationships.values().stream()
                .filter(one -> one.type.endsWith(type))
                .map(Relationship::target)
                .findFirst()
                .orElse(null);
    }

    private static String relationshipsOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    private Map<String, Relationship> relationships(String part) throws IOException {
        String folder = "/" + part.substring(0, part.lastIndexOf("_rels/"));
        Map<String, Relationship> relationships = new HashMap<>();
        int links = 0;
        try (Xml xml = new Xml(part(part))) {
            while (xml.next()) {
                String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                if (xml.starts("Relationship") && ++links > MOST_LINKS) {
                    throw strange(String.format(Locale.ROOT, "more than %,d links between its parts", MOST_LINKS));
                }
                String type = id == null ? null : xml.attribute("Type");
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && type != null && target != null && NEEDED.contains(endOf(type))) {
                    requireFew(relationships.size());
                    requireShort(id, type, target);
                    relationships.put(id, new Relationship(type, resolved(folder, target)));
                }
            }
        }
        return relationships;
    }

    private static String endOf(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static void requireFew(int already) throws BrokenBytesException {
        if (already == MOST_SHEETS) {
            throw strange(String.format(Locale.ROOT, "more than %,d sheets", MOST_SHEETS));
        }
    }

    private static void requireShort(String... names) throws BrokenBytesException {
        for (String name : names) {
            if (name.length() > LONGEST_NAME) {
                throw strange(String.format(Locale.ROOT, "a name of more than %,d characters", LONGEST_NAME));
            }
        }
    }

    private static String resolved(String folder, String target) {
        try {
            String path = String.valueOf(URI.create(folder).resolve(target).getPath());
            return path.startsWith("/") ? path.substring(1) : path;
        } catch (IllegalArgumentException e) {
            return target; // a link to somewhere, which no part is read from
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Says in a user's words that an entry is damaged. */
    private static final class SoundEntry extends FilterInputStream {

        SoundEntry(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int room) throws IOException {
            try {
                return super.read(into, from, room);
            } catch (ZipException | EOFException e) {
                throw damaged();
            }
        }
    }
}
