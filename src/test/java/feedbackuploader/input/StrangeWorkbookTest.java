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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "<c><f>1+1</f></c><c r=\"B2\" t=\"inlineStr\"><is><t>x</t></is></c> | ``"
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
                        "f.xlsx row " + row + ": found a damaged Excel workbook; expected a sound one. Open it in the"
                                + " spreadsheet and save it again.");
    }

    @Test
    void a_cell_without_end_breaks_its_row_and_an_archive_out_of_proportion_the_file() throws Exception {
        String cell = "<c t=\"inlineStr\"><is><t>" + "x".repeat(Cut.CELL_LIMIT + 1) + "</t></is></c>";
        List<Row> rows = Reading.rest(
                open(handMade(folder, "<row r=\"2\">" + cell + "</row><row r=\"3\"><c><v>1</v></c></row>")));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found a cell of more than 500,000 characters; expected at most 500,000. It is cell 1 of"
                                + " the row.");
        assertThat(rows).hasSize(2);
        Path bomb = handMade(folder, "<row r=\"2\"/>".replace("/>", " x=\"" + " ".repeat(100 << 20) + "\"/>"));
        RowSource source = open(bomb);
        assertThatThrownBy(source::next).hasMessageContaining("found a cell of more than 8,000,000 bytes");
    }

    @Test
    void other_archives_are_refused_by_name() throws Exception {
        assertThatThrownBy(() -> open(zip(folder, Map.of("[Content_Types].xml", "<Types/>"))))
                .hasMessage("f.xlsx: found a ZIP archive that is no Excel workbook (.xlsx); expected CSV with a header,"
                        + " JSONL, one JSON array or an Excel workbook (.xlsx). Unpack it, or save the table as CSV, and"
                        + " give that file.");
        byte[] whole = Files.readAllBytes(twoSheets(folder));
        Path half = Files.write(folder.resolve("f.xlsx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> open(half)).hasMessageStartingWith("f.xlsx: found a damaged Excel workbook;");
    }
}
