package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of workbooks, most of them written by another program's library. */
class WorkbookTest {

    @TempDir
    private Path folder;

    @Test
    void cells_read_as_on_the_screen() throws Exception {
        List<List<String>> rows = cells(open(written(sheet -> {
            header(sheet, 10);
            sheet.value(1, 0, "text, \"quoted\"\n😀 ـعـ =1+1");
            sheet.value(1, 1, 4.5);
            sheet.value(1, 2, true);
            sheet.value(1, 3, LocalDate.of(2026, 2, 1));
            sheet.style(1, 3).format("d-mmm").set();
            sheet.value(1, 4, LocalDateTime.of(2026, 2, 1, 13, 30));
            sheet.style(1, 4).format("yyyy-mm-dd hh:mm").set();
            sheet.value(1, 5, 0.8);
            sheet.style(1, 5).format("0%").set();
            sheet.value(1, 6, 0.1 + 0.2);
            sheet.value(1, 7, 1.23e35);
            sheet.value(1, 8, 9007199254740991L);
            sheet.value(1, 9, 0.5);
            sheet.style(1, 9).format("0.00 \"days\"").set();
        })));

        assertThat(rows)
                .containsExactly(List.of(
                        "text, \"quoted\"\n😀 ـعـ =1+1",
                        "4.5",
                        "TRUE",
                        "2026-02-01",
                        "2026-02-01 13:30:00",
                        "80%",
                        "0.3",
                        "1.23E+35",
                        "9007199254740990",
                        "0.5"));
    }

    @Test
    void rows_have_the_numbers_of_the_sheet_and_are_written_as_csv() throws Exception {
        Path file = written(sheet -> {
            sheet.value(1, 0, "a");
            sheet.value(1, 1, "b, c");
            sheet.value(3, 0, "x");
            sheet.value(6, 1, "y");
        });
        RowSource source = open(file);

        assertThat(source.columns()).containsExactly("a", "b, c");
        assertThat(source.header()).isEqualTo("a,\"b, c\"");
        assertThat(source.dialect().describe()).isEqualTo("Excel workbook, sheet \"Ratings\"");
        assertThat(Reading.rest(source))
                .extracting(Row::number, Row::line, Row::text)
                .containsExactly(tuple(4L, 4L, "x,"), tuple(7L, 7L, ",y"));
        assertThat(source.blankRows()).isEqualTo(3);
        assertThat(source.sha256()).isEqualTo(Fingerprint.of(file));
    }

    @Test
    void a_cell_below_no_header_breaks_its_row() throws Exception {
        List<Row> rows = Reading.rest(open(written(sheet -> {
            header(sheet, 2);
            sheet.value(1, 0, "x");
            sheet.value(1, 2, "stray");
        })));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo("2 (2): found 3 columns; expected 2 columns. Below no header, no cell can hold anything.");
    }

    @ParameterizedTest
    @CsvSource({"Ratings, c0", "notes, n", "1, c0", "2, n"})
    void a_sheet_goes_by_its_name_or_its_number(String sheet, String column) throws Exception {
        InputOptions options = new InputOptions(null, null, 0, sheet);

        try (RowSource source = InputFile.open(twoSheets(), options)) {
            assertThat(source.columns()).containsExactly(column);
        }
    }

    @Test
    void the_first_sheet_is_read_and_the_others_are_named() throws Exception {
        try (RowSource source = open(twoSheets())) {
            assertThat(source.columns()).containsExactly("c0");
            assertThat(source.notices())
                    .contains(
                            "Of the workbook's 2 sheets (\"Ratings\", \"Notes\"), the first was read. --sheet names another one.");
        }
        assertThatThrownBy(() -> InputFile.open(twoSheets(), new InputOptions(null, null, 0, "3")))
                .hasMessage("f.xlsx: found no sheet \"3\"; expected one of its sheets, by name or by number. They are:"
                        + " \"Ratings\", \"Notes\".");
    }

    @Test
    void rows_above_the_header_are_skipped_and_kept_for_the_report() throws Exception {
        Path file = written(sheet -> {
            sheet.value(0, 0, "Ratings, spring");
            sheet.value(2, 0, "id");
            sheet.value(3, 0, "x");
        });
        RowSource source = InputFile.open(file, new InputOptions(null, null, 2, null));

        assertThat(source.columns()).containsExactly("id");
        assertThat(source.preamble()).isEqualTo("\"Ratings, spring\"\r\n\r\n");
        assertThat(Reading.rest(source)).extracting(Row::number).containsExactly(4L);
    }

    @Test
    void a_packed_workbook_is_read_and_its_digest_is_of_the_packed_bytes() throws Exception {
        Path packed = folder.resolve("f.xlsx.gz");
        Files.write(packed, Packed.gzip(Files.readAllBytes(twoSheets())));
        try (RowSource source = open(packed)) {
            assertThat(Reading.rest(source)).isEmpty();
            assertThat(source.dialect().gzip()).isTrue();
            assertThat(source.sha256()).isEqualTo(Fingerprint.of(packed));
        }
    }

    /** More than is kept in memory, in an order in which they are not stored. */
    @Test
    void many_long_texts_come_back_from_the_disk() throws Exception {
        int rows = 3_000;
        String filler = "ü😀".repeat(1_000);
        List<List<String>> cells = cells(open(written(sheet -> {
            header(sheet, 2);
            for (int i = 0; i < rows; i++) {
                sheet.value(1 + i, 0, i + filler);
                sheet.value(rows - i, 1, i + filler);
            }
        })));

        assertThat(cells).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(cells.get(i)).containsExactly(i + filler, rows - 1 - i + filler);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<c r=\"A2\" t=\"inlineStr\"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>no</t></rPh></is></c> | a b",
                "<c r=\"A2\" t=\"str\"><f>X()</f><v>x_x000D_y</v></c> | x\ry",
                "<c r=\"A2\" t=\"e\"><v>#N/A</v></c> | #N/A",
                "<c t=\"b\"><v>0</v></c> | FALSE",
                "<c t=\"d\"><v>2026-02-01</v></c> | 2026-02-01",
                "<c><v>1e400</v></c> | 1E+400",
                "<c><v>1_000</v></c> | 1_000",
                "<c><f>1+1</f></c><c r=\"B2\" t=\"inlineStr\"><is><t>x</t></is></c> | ``"
            })
    void cells_that_other_programs_write(String cell, String shown) throws Exception {
        assertThat(cells(open(handMade("<row r=\"2\">" + cell + "</row>")))
                        .get(0)
                        .get(0))
                .isEqualTo(shown.replace("\\r", "\r"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row> | 3",
                "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row> | 3",
                "<row r=\"2\"/><row r=\"2\"/> | 3",
                "<row r=\"2\"><c t=\"s\"><v>7</v></c></row> | 3",
                "<row r=\"2\"><c><v>1</c></row> | 3",
                "<row r=\"2\"><c>&undefined;</c></row> | 3"
            })
    void a_damaged_sheet_names_the_row_it_got_to(String rows, int row) throws Exception {
        RowSource source = open(handMade(rows));

        assertThatThrownBy(() -> {
                    for (Row read = source.next(); read != null; ) {
                        read = source.next();
                    }
                })
                .hasMessage(
                        "f.xlsx row " + row + ": found a damaged Excel workbook; expected a sound one. Open it in the"
                                + " spreadsheet and save it again.");
    }

    @Test
    void a_cell_without_end_breaks_its_row_and_an_archive_out_of_proportion_the_file() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>" + "x".repeat(Cut.CELL_LIMIT + 1) + "</t></is></c>";
        List<Row> rows =
                Reading.rest(open(handMade("<row r=\"2\">" + cell + "</row><row r=\"3\"><c><v>1</v></c></row>")));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found a cell of more than 500,000 characters; expected at most 500,000. It is cell 1 of"
                                + " the row.");
        assertThat(rows).hasSize(2);
        Path bomb = handMade("<row r=\"2\"/>".replace("/>", " x=\"" + " ".repeat(100 << 20) + "\"/>"));
        RowSource source = open(bomb);
        assertThatThrownBy(source::next).hasMessageContaining("found a cell of more than 8,000,000 bytes");
    }

    @Test
    void other_archives_are_refused_by_name() throws Exception {
        assertThatThrownBy(() -> open(zip(Map.of("[Content_Types].xml", "<Types/>"))))
                .hasMessage("f.xlsx: found a ZIP archive that is no Excel workbook (.xlsx); expected CSV with a header,"
                        + " JSONL, one JSON array or an Excel workbook (.xlsx). Unpack it, or save the table as CSV, and"
                        + " give that file.");
        byte[] whole = Files.readAllBytes(twoSheets());
        Path half = Files.write(folder.resolve("f.xlsx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> open(half)).hasMessageStartingWith("f.xlsx: found a damaged Excel workbook;");
    }

    private static void header(Worksheet sheet, int columns) {
        for (int i = 0; i < columns; i++) {
            sheet.value(0, i, "c" + i);
        }
    }

    private static RowSource open(Path file) throws InputException, IOException {
        return InputFile.open(file, InputOptions.none());
    }

    private static List<List<String>> cells(RowSource source) {
        return Reading.rest(source).stream().map(row -> ((CsvRow) row).cells()).toList();
    }

    private Path twoSheets() throws IOException {
        return written(sheet -> header(sheet, 1), notes -> notes.value(0, 0, "n"));
    }

    @SafeVarargs
    private Path written(Consumer<Worksheet>... sheets) throws IOException {
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
    private Path handMade(String rows) throws IOException {
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
        return zip(parts);
    }

    private static String relationship(String type, String target) {
        return "<Relationships><Relationship Id=\"i\" Type=\"" + type + "\" Target=\"" + target
                + "\"/></Relationships>";
    }

    private Path zip(Map<String, String> parts) throws IOException {
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
