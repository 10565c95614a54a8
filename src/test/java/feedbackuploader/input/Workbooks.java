package feedbackuploader.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Workbooks, each written as f.xlsx into a folder: by another program's library, or by hand where none would. */
public final class Workbooks {

    private Workbooks() {}

    public static void header(Worksheet sheet, int columns) {
        for (int i = 0; i < columns; i++) {
            sheet.value(0, i, "c" + i);
        }
    }

    public static RowSource open(Path file) throws InputException, IOException {
        return InputFile.open(file, InputOptions.none());
    }

    public static List<List<String>> cells(RowSource source) {
        return Reading.rest(source).stream().map(row -> ((CsvRow) row).cells()).toList();
    }

    public static Path twoSheets(Path folder) throws IOException {
        return written(folder, sheet -> header(sheet, 1), notes -> notes.value(0, 0, "n"));
    }

    @SafeVarargs
    public static Path written(Path folder, Consumer<Worksheet>... sheets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "another program", "1.0")) {
            for (int i = 0; i < sheets.length; i++) {
                try (Worksheet sheet = workbook.newWorksheet(i == 0 ? "Ratings" : "Notes")) {
                    sheets[i].accept(sheet);
                }
            }
        }
        return Files.write(folder.resolve("f.xlsx"), bytes.toByteArray());
    }

    /** A tab of a workbook that is written by hand; {@code rows} null for one that holds a chart. */
    public record Tab(String name, String state, @Nullable String rows) {

        public static Tab shown(String name, String rows) {
            return new Tab(name, "visible", rows);
        }
    }

    /** @param calculation what the workbook says of it, as an element */
    public static Path ofTabs(Path file, String calculation, Tab... tabs) throws IOException {
        Map<String, String> parts = parts("");
        String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        StringBuilder sheets = new StringBuilder();
        StringBuilder links = new StringBuilder();
        for (int i = 1; i <= tabs.length; i++) {
            Tab tab = tabs[i - 1];
            String kind = tab.rows == null ? "chartsheet" : "worksheet";
            sheets.append("<sheet name=\"" + tab.name + "\" state=\"" + tab.state + "\" r:id=\"i" + i + "\"/>");
            links.append(
                    "<Relationship Id=\"i" + i + "\" Type=\"" + type + "/" + kind + "\" Target=\"s" + i + ".xml\"/>");
            parts.put("xl/s" + i + ".xml", "<worksheet><sheetData>" + tab.rows + "</sheetData></worksheet>");
        }
        parts.put("xl/_rels/book.xml.rels", "<Relationships>" + links + "</Relationships>");
        parts.put(
                "xl/book.xml",
                "<workbook xmlns:r=\"" + type + "\"><sheets>" + sheets + "</sheets>" + calculation + "</workbook>");
        return zip(file, parts);
    }

    /** A row of text cells; one that begins with {@code <} is a cell as it is. */
    public static String row(String attributes, String... cells) {
        StringBuilder row = new StringBuilder("<row" + attributes + ">");
        for (String cell : cells) {
            row.append(cell.startsWith("<") ? cell : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>");
        }
        return row + "</row>";
    }

    /** A workbook with a header of one column and these rows as they are. */
    public static Path handMade(Path folder, String rows) throws IOException {
        return zip(folder.resolve("f.xlsx"), parts(rows));
    }

    public static Map<String, String> parts(String rows) {
        String ooxml = "http://schemas.openxmlformats.org/";
        String type = ooxml + "officeDocument/2006/relationships/";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put("_rels/.rels", relationship(type + "officeDocument", "/xl/book.xml"));
        parts.put("xl/_rels/book.xml.rels", relationship(type + "worksheet", "worksheets/sheet1.xml"));
        parts.put(
                "xl/book.xml",
                "<workbook xmlns:r=\"" + type + "\"><sheets><sheet name=\"S\" r:id=\"i\"/></sheets></workbook>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is>"
                        + "<t>b</t></is></c></row>" + rows + "</sheetData></worksheet>");
        return parts;
    }

    public static String relationship(String type, String target) {
        return "<Relationships><Relationship Id=\"i\" Type=\"" + type + "\" Target=\"" + target
                + "\"/></Relationships>";
    }

    public static Path zip(Path file, Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(file, bytes.toByteArray());
    }
}
