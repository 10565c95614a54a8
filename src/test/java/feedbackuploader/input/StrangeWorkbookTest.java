package feedbackuploader.input;

import static feedbackuploader.input.Workbooks.cells;
import static feedbackuploader.input.Workbooks.handMade;
import static feedbackuploader.input.Workbooks.open;
import static feedbackuploader.input.Workbooks.twoSheets;
import static feedbackuploader.input.Workbooks.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unusual in a workbook, damaged, without end, or no workbook at all. */
class StrangeWorkbookTest {

    @TempDir
    private Path folder;

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
                "<c><f>1+1</f></c><c r=\"B2\" t=\"inlineStr\"><is><t>x</t></is></c> | =1+1",
                "<c t=\"str\"><f>X()</f><v></v></c><c r=\"B2\"><v>1</v></c> | ``"
            })
    void cells_that_other_programs_write(String cell, String shown) throws Exception {
        assertThat(cells(open(handMade(folder, "<row r=\"2\">" + cell + "</row>")))
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
        RowSource source = open(handMade(folder, rows));

        assertThatThrownBy(() -> {
                    for (Row read = source.next(); read != null; ) {
                        read = source.next();
                    }
                })
                .hasMessage(
                        "f.xlsx row " + row
                                + ": found a damaged Excel workbook; expected an intact one. Open it in Excel and save it again.");
    }

    @Test
    void a_cell_without_end_breaks_its_row_and_an_archive_out_of_proportion_the_file() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>" + "x".repeat(RawRecord.CELL_LIMIT + 1) + "</t></is></c>";
        List<Row> rows = Reading.rest(
                open(handMade(folder, "<row r=\"2\">" + cell + "</row><row r=\"3\"><c><v>1</v></c></row>")));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found a cell of more than 500,000 characters; expected at most 500,000. It is cell 1 of"
                                + " the row.");
        assertThat(rows).hasSize(2);
        Path bomb = handMade(folder, "<row r=\"2\"/>".replace("/>", " x=\"" + " ".repeat(100 << 20) + "\"/>"));
        RowSource source = open(bomb);
        assertThatThrownBy(source::next).hasMessageContaining("with a tag of more than 65,536 bytes");
        Path text = handMade(folder, "<row r=\"2\"/>" + " ".repeat(100 << 20));
        RowSource endless = open(text);
        assertThatThrownBy(endless::next).hasMessageContaining("found a cell of more than 8,000,000 bytes");
    }

    /** Each of these filled the memory or took for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"depth", "depth of text", "namespaces", "namespaces in depth", "attributes"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_tag_or_a_nesting_beyond_measure_is_refused_by_its_row(String kind) throws Exception {
        String cell = switch (kind) {
            case "depth" -> "<c>" + "<x>".repeat(1_000_000);
            case "depth of text" -> "<c><v>" + "<x>".repeat(1_000_000);
            case "namespaces" -> "<c " + numbered("xmlns:a%d='u%d' ", 100_000) + "/>";
            case "namespaces in depth" -> "<c>" + numbered("<x xmlns:a%d='u%d'>", 100_000);
            default -> "<c " + numbered("a%d='%d' ", 100_000) + "/>";
        };
        RowSource source = open(handMade(folder, "<row r=\"2\">" + cell));

        assertThatThrownBy(source::next)
                .hasMessage("f.xlsx row 3: found an Excel workbook with "
                        + (kind.contains("depth")
                                ? "elements nested more than 256 levels deep"
                                : "a tag of more than 65,536 bytes")
                        + "; expected a workbook as Excel saves it. Open it in Excel and save it again, or save"
                        + " the table as CSV.");
    }

    private static String numbered(String form, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(form.replace("%d", String.valueOf(i)));
        }
        return text.toString();
    }

    @Test
    void what_looks_like_a_tag_in_a_comment_or_an_attribute_is_none() throws Exception {
        String aside = "<!-- it's no \"tag\": <c -->".repeat(4_000);
        String cell = "<c r=\"A2\" x='a > \"b' y=\"it's > that\" t=\"inlineStr\"><is><t>" + "x".repeat(100_000)
                + "</t></is></c>";

        assertThat(cells(open(handMade(folder, aside + "<row r=\"2\">" + cell + "</row>" + aside)))
                        .get(0)
                        .get(0))
                .hasSize(100_000);
    }

    @Test
    void there_are_no_more_links_and_sheets_than_people_have() throws Exception {
        Map<String, String> parts = Workbooks.parts("<row r=\"2\"><c><v>1</v></c></row>");
        String links = parts.getOrDefault("xl/_rels/book.xml.rels", "");
        parts.put(
                "xl/_rels/book.xml.rels",
                links.replace(
                        "</Relationships>",
                        numbered("<Relationship Id='h%d' Type='x/hyperlink' Target='http://x/%d'/>", 20_000)
                                + "</Relationships>"));
        assertThat(cells(open(zip(folder.resolve("f.xlsx"), parts)))).hasSize(1);
        parts.put(
                "xl/_rels/book.xml.rels",
                links.replace(
                        "</Relationships>",
                        numbered("<Relationship Id='h%d' Type='x/hyperlink' Target='http://x/%d'/>", 100_000)
                                + "</Relationships>"));
        assertThatThrownBy(() -> open(zip(folder.resolve("f.xlsx"), parts)))
                .hasMessageContaining("with more than 100,000 links between its parts;");
        parts.put("xl/_rels/book.xml.rels", links);

        String book = parts.getOrDefault("xl/book.xml", "");
        String one = "<sheet name=\"S\" r:id=\"i\"/>";
        parts.put("xl/book.xml", book.replace(one, one.repeat(10_001)));
        assertThatThrownBy(() -> open(zip(folder.resolve("f.xlsx"), parts)))
                .hasMessageContaining("with more than 10,000 sheets;");
        parts.put("xl/book.xml", book.replace("\"S\"", "\"" + "S".repeat(1_001) + "\""));
        assertThatThrownBy(() -> open(zip(folder.resolve("f.xlsx"), parts)))
                .hasMessageContaining("with a name of more than 1,000 characters;");
        parts.put("xl/book.xml", book);
        parts.put(
                "xl/_rels/book.xml.rels",
                links.replace(
                        "</Relationships>",
                        numbered("<Relationship Id='w%d' Type='x/worksheet' Target='s%d'/>", 10_000)
                                + "</Relationships>"));
        assertThatThrownBy(() -> open(zip(folder.resolve("f.xlsx"), parts)))
                .hasMessageContaining("with more than 10,000 sheets;");
    }

    @Test
    void other_archives_are_refused_by_name() throws Exception {
        assertThatThrownBy(() -> open(zip(folder.resolve("f.xlsx"), Map.of("[Content_Types].xml", "<Types/>"))))
                .hasMessage(
                        "f.xlsx: found a ZIP archive that is not an Excel workbook (.xlsx); expected CSV with a header,"
                                + " JSONL, one JSON array or an Excel workbook (.xlsx). Unpack it, or save the table as CSV, and upload that file.");
        String binary =
                "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.bin'/></Relationships>";
        assertThatThrownBy(() -> open(zip(
                        folder.resolve("f.xlsb"),
                        Map.of("[Content_Types].xml", "<Types/>", "_rels/.rels", binary, "xl/workbook.bin", "x"))))
                .hasMessage(
                        "f.xlsb: found a binary Excel workbook (.xlsb); expected CSV with a header, JSONL, one JSON array"
                                + " or an Excel workbook (.xlsx). In the spreadsheet, save the sheet as \"CSV UTF-8\" or as .xlsx.");
        byte[] whole = Files.readAllBytes(twoSheets(folder));
        Path half = Files.write(folder.resolve("f.xlsx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> open(half)).hasMessageStartingWith("f.xlsx: found a damaged Excel workbook;");
    }
}
