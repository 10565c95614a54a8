package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.SheetText;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook's report is a workbook. */
class XlsxReportTest {

    private static final String REASON = "column \"v\": found \"x\"; expected a number.";

    @TempDir
    private Path folder;

    private static void ratings(Worksheet sheet) {
        sheet.value(0, 0, "id");
        sheet.value(0, 1, "v");
        sheet.value(0, 2, "when");
        sheet.value(1, 0, "=1+1");
        sheet.value(1, 1, 4.5);
        sheet.value(1, 2, LocalDate.of(2026, 2, 1));
        sheet.style(1, 2).format("d.m.yy").set();
        sheet.value(2, 0, SheetText.escaped("'=a\r\n_x000D_\u0001"));
        sheet.value(2, 1, "x");
        sheet.value(2, 2, LocalDateTime.of(2026, 2, 1, 13, 30, 5));
        sheet.style(2, 2).format("d.m.yy h:mm").set();
        sheet.value(3, 0, true);
        sheet.value(3, 1, 0.125);
        sheet.style(3, 1).format("0%").set();
        sheet.value(3, 2, 0.5);
        sheet.style(3, 2).format("h:mm").set();
        sheet.formula(4, 0, "1+1");
        sheet.value(4, 1, "007");
    }

    @Test
    void each_cell_stays_what_it_was_and_reads_as_it_did() throws Exception {
        try (UploadedFile file = uploaded(Map.of(3L, REASON, 5L, "no result"), Map.of(), XlsxReportTest::ratings)) {
            Report report = file.report();

            assertThat(file.files()).containsExactly("failed.xlsx", "results.xlsx");
            assertThat(report.results()).isEqualTo(file.folder.resolve("results.xlsx"));
            assertThat(report.failed()).isEqualTo(file.folder.resolve("failed.xlsx"));
            List<CsvRow> results = rows(report.results(), InputOptions.none());
            List<CsvRow> input = rows(file.input, InputOptions.none());
            for (int i = 0; i < 3; i++) {
                assertThat(results.get(i).cells().subList(0, 3))
                        .isEqualTo(input.get(i).cells());
                for (int column = 0; column < 3; column++) {
                    assertThat(results.get(i).type(column))
                            .isEqualTo(input.get(i).type(column));
                }
            }
            assertThat(results.get(3).type(0)).isEqualTo(CellType.NO_RESULT);
            assertThat(results.get(0).cells().subList(3, 13))
                    .containsExactly("2", "2", "recorded", "id-2", "", "", "201", "1", "", "t #");
            assertThat(results.get(0).type(3)).isEqualTo(CellType.NUMBER);
            assertThat(rows(file.folder.resolve("failed.xlsx"), InputOptions.none()))
                    .extracting(row -> row.cells().subList(0, 6).toString())
                    .containsExactly(
                            "['=a\r\n_x000D_\u0001, x, 2026-02-01 13:30:05, " + REASON + ", 3, t #]",
                            "[=NA(), 007, , no result, 5, t #]");
        }
    }

    @Test
    void what_is_wrong_is_red_and_has_the_reason_as_a_remark() throws Exception {
        try (UploadedFile file = uploaded(Map.of(3L, REASON), Map.of(), XlsxReportTest::ratings)) {
            file.report();

            for (String name : List.of("results.xlsx", "failed.xlsx")) {
                String sheet = part(file, name, "xl/worksheets/sheet1.xml");
                String cell = name.startsWith("r") ? "B3" : "B2";
                assertThat(sheet).containsPattern("<c r=\"" + cell + "\" s=\"[1-9]");
                assertThat(part(file, name, "xl/styles.xml")).contains("rgb=\"FFC00000\"");
                assertThat(part(file, name, "xl/comments1.xml"))
                        .contains("ref=\"" + cell + "\"")
                        .contains("column &quot;v&quot;: found &quot;x&quot;; expected a number.");
            }
        }
    }

    @Test
    void what_stands_above_the_header_and_the_sheets_name_stay_so_that_the_same_options_read_the_report()
            throws Exception {
        InputOptions reading = new InputOptions(null, null, 2, "2");
        Path input = workbook(notes -> notes.value(0, 0, "n"), sheet -> {
            sheet.value(0, 0, "Ratings, \"spring\"");
            sheet.value(2, 0, "id");
            sheet.value(3, 0, "a");
        });
        try (UploadedFile file = UploadedFile.of(input, reading, Map.of(4L, "bad"), Map.of())) {
            Report report = file.report();

            for (Path written : List.of(report.results(), file.folder.resolve("failed.xlsx"))) {
                try (RowSource source = InputFile.open(written, reading)) {
                    assertThat(source.preamble()).isEqualTo("\"Ratings, \"\"spring\"\"\"\r\n\r\n");
                    assertThat(source.columns().get(0)).isEqualTo("id");
                }
                assertThat(rows(written, reading).get(0).cells().get(0)).isEqualTo("a");
            }
        }
    }

    /** A spreadsheet that is given more than a cell takes calls the file damaged. */
    @Test
    void more_than_a_sheet_takes_makes_the_report_csv_and_says_so() throws Exception {
        String longest = "x".repeat(32_767);
        try (UploadedFile file = uploaded(Map.of(), Map.of(), table(longest))) {
            assertThat(file.report().notice()).isNull();
        }
        try (UploadedFile file = uploaded(Map.of(2L, "bad"), Map.of(), table(longest + "x"))) {
            Report report = file.report();

            assertThat(report.notice())
                    .isEqualTo(
                            "The report is CSV: row 2 has a cell of 32,768 characters, and the maximum of a sheet is 32,767.");
            assertThat(file.files()).containsExactly("failed.csv", "results.csv");
            assertThat(file.text("results.csv"))
                    .startsWith("\uFEFFid,upload_row,")
                    .contains(longest + "x,2,2,invalid,");
        }
    }

    /** In CSV its text would be a text like any other: sent as one, when the report comes back. */
    @Test
    void a_formula_without_a_result_is_no_row_of_a_csv_report() throws Exception {
        Consumer<Worksheet> table = sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "details");
            sheet.value(1, 0, "a");
            sheet.formula(1, 1, "B9");
            sheet.value(2, 0, "x".repeat(32_768));
        };
        try (UploadedFile file = uploaded(Map.of(2L, "no result"), Map.of(), table)) {
            file.report();

            assertThat(file.text("results.csv")).contains("\r\n\"a,=B9\",,2,2,invalid,");
            try (RowSource failed = InputFile.open(file.folder.resolve("failed.csv"))) {
                assertThat(failed.next()).isInstanceOf(BrokenRow.class);
            }
        }
    }

    @Test
    void a_cell_below_no_header_stays_below_none() throws Exception {
        try (UploadedFile file = uploaded(Map.of(), Map.of(), sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(1, 0, "a");
            sheet.value(1, 2, "stray");
        })) {
            Report report = file.report();

            for (Path written : List.of(report.results(), file.folder.resolve("failed.xlsx"))) {
                try (RowSource source = InputFile.open(written)) {
                    assertThat(source.next())
                            .extracting(Row::text)
                            .asString()
                            .startsWith("a,")
                            .endsWith(",stray");
                }
            }
        }
    }

    private static Consumer<Worksheet> table(String text) {
        return sheet -> {
            sheet.value(0, 0, "id");
            sheet.value(1, 0, text);
        };
    }

    private UploadedFile uploaded(Map<Long, String> invalid, Map<Long, Outcome> outcomes, Consumer<Worksheet> table)
            throws Exception {
        return UploadedFile.of(workbook(table), invalid, outcomes);
    }

    @SafeVarargs
    private final Path workbook(Consumer<Worksheet>... tables) throws IOException {
        Path file = Files.createTempDirectory(folder, "w").resolve("in.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "another program", "1.0")) {
            for (int i = 0; i < tables.length; i++) {
                try (Worksheet sheet = workbook.newWorksheet("Ratings" + i)) {
                    tables[i].accept(sheet);
                }
            }
        }
        return file;
    }

    private static List<CsvRow> rows(Path file, InputOptions options) throws Exception {
        List<CsvRow> rows = new ArrayList<>();
        try (RowSource source = InputFile.open(file, options)) {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add((CsvRow) row);
            }
        }
        return rows;
    }

    private static String part(UploadedFile file, String name, String part) throws IOException {
        try (ZipFile zip = new ZipFile(file.folder.resolve(name).toFile())) {
            return new String(zip.getInputStream(zip.getEntry(part)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
