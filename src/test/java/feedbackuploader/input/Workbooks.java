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

/** Workbooks, each written as f.xlsx into a folder: by another program's library, or by hand where none would. */
final class Workbooks {

    private Workbooks() {}

    static void header(Worksheet sheet, int columns) {
        for (int i = 0; i < columns; i++) {
            sheet.value(0, i, "c" + i);
        }
    }

    static RowSource open(Path file) throws InputException, IOException {
        return InputFile.open(file, InputOptions.none());
    }

    static List<List<String>> cells(RowSource source) {
        return Reading.rest(source).stream().map(row -> ((CsvRow) row).cells()).toList();
    }

    static Path twoSheets(Path folder) throws IOException {
        return written(folder, sheet -> header(sheet, 1), notes -> notes.value(0, 0, "n"));
    }

    @SafeVarargs
    static Path written(Path folder, Consumer<Worksheet>... sheets) throws IOException {
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

    /** A workbook with a header of one column and these rows as they are. */
    static Path handMade(Path folder, String rows) throws IOException {
        return zip(folder, parts(rows));
    }

    static Map<String, String> parts(String rows) {
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

    static String relationship(String type, String target) {
        return "<Relationships><Relationship Id=\"i\" Type=\"" + type + "\" Target=\"" + target
                + "\"/></Relationships>";
    }

    static Path zip(Path folder, Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(folder.resolve("f.xlsx"), bytes.toByteArray());
    }
}
