package feedbackuploader.input.xlsx;

import static feedbackuploader.input.Workbooks.cells;
import static feedbackuploader.input.Workbooks.header;
import static feedbackuploader.input.Workbooks.open;
import static feedbackuploader.input.Workbooks.twoSheets;
import static feedbackuploader.input.Workbooks.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Packed;
import feedbackuploader.input.Reading;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.Workbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of workbooks that another program's library wrote. */
class WorkbookTest {

    @TempDir
    private Path folder;

    @Test
    void cells_that_merged_ones_below_the_header_cover_hold_their_reference() throws Exception {
        Map<String, String> parts =
                Workbooks.parts("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>7</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\"><v>3</v></c></row>"
                        + "<row r=\"5\"><c r=\"A5\"><v>4</v></c></row>");
        parts.computeIfPresent(
                "xl/worksheets/sheet1.xml",
                (name, sheet) -> sheet.replace(
                        "</sheetData>",
                        "</sheetData><mergeCells count=\"5\"><mergeCell ref=\"A5:ZZ5\"/><mergeCell ref=\"A1:B1\"/>"
                                + "<mergeCell ref=\"B1:B4\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"?\"/>"
                                + "</mergeCells>"));

        try (RowSource source = Workbooks.open(Workbooks.zip(folder.resolve("f.xlsx"), parts))) {
            List<Row> rows = Reading.rest(source);
            assertThat(rows)
                    .extracting(row -> ((CsvRow) row).cells())
                    .containsExactly(
                            List.of("1", "7"), List.of("2", "B2:B3"), List.of("3", ""), List.of("4", "A5:ZZ5"));
            assertThat(rows)
                    .extracting(row -> ((CsvRow) row).type(1))
                    .containsExactly(CellType.NUMBER, CellType.MERGED, CellType.TEXT, CellType.MERGED);
            assertThat(rows.get(1).text()).isEqualTo("2,");
            assertThat(source.notices()).isEmpty();
        }
    }

    @Test
    void a_row_that_repeats_the_header_says_so_and_another_header_too() throws Exception {
        RowSource source = open(written(folder, sheet -> {
            header(sheet, 3);
            sheet.value(1, 0, "x");
            sheet.value(2, 0, " C0");
            sheet.value(2, 1, "c1");
            sheet.value(2, 2, "c2");
            sheet.value(3, 0, "c1");
            sheet.value(3, 1, "c0");
            sheet.value(3, 2, "c2");
        }));

        assertThat(source.next())
                .isInstanceOfSatisfying(
                        CsvRow.class, row -> assertThat(row.repeatsHeader()).isFalse());
        assertThat(source.next())
                .isInstanceOfSatisfying(
                        CsvRow.class, row -> assertThat(row.repeatsHeader()).isTrue());
        assertThat(source.next())
                .isInstanceOfSatisfying(
                        CsvRow.class, row -> assertThat(row.resemblesHeader()).isTrue());
    }

    @Test
    void comments_are_skipped_where_they_are_named() throws Exception {
        Path file = written(folder, sheet -> {
            sheet.value(0, 0, "# made by hand");
            sheet.value(1, 0, "a");
            sheet.value(2, 0, "#");
            sheet.value(3, 0, "x");
        });

        RowSource source = InputFile.open(file, InputOptions.none().withComment('#'));

        assertThat(source.columns()).containsExactly("a");
        assertThat(cells(source)).containsExactly(List.of("x"));
        assertThat(source.notices()).contains("Comment lines are skipped: rows 1, 3.");
    }

    @Test
    void cells_read_as_on_the_screen() throws Exception {
        List<List<String>> rows = cells(open(written(folder, sheet -> {
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
        Path file = written(folder, sheet -> {
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
        assertThat(source.sha256())
                .isEqualTo(InputFile.of(file, InputOptions.none()).sha256());
    }

    @Test
    void a_cell_below_no_header_breaks_its_row() throws Exception {
        List<Row> rows = Reading.rest(open(written(folder, sheet -> {
            header(sheet, 2);
            sheet.value(1, 0, "x");
            sheet.value(1, 2, "stray");
        })));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found 3 columns; expected 2 columns. Clear the cells that have no header above them.");
    }

    @Test
    void a_cell_below_a_part_of_a_merged_header_that_has_no_name_breaks_its_row() throws Exception {
        List<Row> rows = Reading.rest(open(written(folder, sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "scores");
            sheet.value(0, 3, "note");
            sheet.range(0, 1, 0, 2).merge();
            sheet.value(1, 0, "x");
            sheet.value(1, 1, 4);
            sheet.value(1, 2, 5);
            sheet.value(2, 0, "y");
            sheet.value(2, 1, 3);
        })));

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found \"5\" in a column without a name; expected an empty cell. Name each column in the header (unmerge its cells first), or clear the cell.");
        assertThat(rows.get(1).text()).isEqualTo("y,3,,");
    }

    @ParameterizedTest
    @CsvSource({"Ratings, c0", "notes, n", "1, c0", "2, n"})
    void a_sheet_goes_by_its_name_or_its_number(String sheet, String column) throws Exception {
        InputOptions options = new InputOptions(null, null, 0, sheet);

        try (RowSource source = InputFile.open(twoSheets(folder), options)) {
            assertThat(source.columns()).containsExactly(column);
        }
    }

    @Test
    void the_first_sheet_is_read_and_the_others_are_named() throws Exception {
        try (RowSource source = open(twoSheets(folder))) {
            assertThat(source.columns()).containsExactly("c0");
            assertThat(source.notices())
                    .contains(
                            "The workbook has 2 sheets (\"Ratings\", \"Notes\"); the first one was read. To read another one, name it with --sheet.");
        }
        assertThatThrownBy(() -> InputFile.open(twoSheets(folder), new InputOptions(null, null, 0, "3")))
                .hasMessage(
                        "f.xlsx: found no sheet \"3\"; expected one of its sheets, by name or by number. Its sheets: \"Ratings\", \"Notes\".");
    }

    @Test
    void rows_above_the_header_are_skipped_and_kept_for_the_report() throws Exception {
        Path file = written(folder, sheet -> {
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
        Files.write(packed, Packed.gzip(Files.readAllBytes(twoSheets(folder))));
        try (RowSource source = open(packed)) {
            assertThat(Reading.rest(source)).isEmpty();
            assertThat(source.dialect().gzip()).isTrue();
            assertThat(source.sha256())
                    .isEqualTo(InputFile.of(packed, InputOptions.none()).sha256());
        }
    }

    /** More than is kept in memory, in an order in which they are not stored. */
    @Test
    void many_long_texts_come_back_from_the_disk() throws Exception {
        int rows = 3_000;
        String filler = "ü😀".repeat(1_000);
        List<List<String>> cells = cells(open(written(folder, sheet -> {
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
}
