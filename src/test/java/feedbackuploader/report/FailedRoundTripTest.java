package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.SheetText;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a cell holds: in a report, nothing that a spreadsheet would run, and read again, what it was. */
class FailedRoundTripTest {

    private static final String[] PIECES = {
        "=", "+", "-", "@", "'", "''", "'=", "1", "-1", "1.5", "e", "a", "=1+1", " ", "\u00A0", "\"", ",", ";", "\n",
        "\t", "|", "％", "＝", "_x000D_", "_", "😀", "-5+1"
    };

    private static final int ROWS = 400;
    private static final int COLUMNS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"in.csv", "in.xlsx"})
    void rows_to_mend_and_results_read_as_their_input_does(String name) throws Exception {
        List<List<String>> table = table(new Random(26));
        Map<Long, String> invalid = new HashMap<>();
        for (long row = 2; row < ROWS + 2; row++) {
            invalid.put(row, "=bad");
        }
        Path input = name.endsWith("csv") ? csv(name, table) : workbook(name, table);
        try (UploadedFile file = UploadedFile.of(input, invalid, Map.of())) {
            Report report = file.report();

            assertThat(columnsOf(input)).isEqualTo(table.get(0));
            for (Path written : List.of(report.results(), failed(report))) {
                assertThat(columnsOf(written)).isEqualTo(table.get(0));
                assertThat(rowsOf(written)).isEqualTo(rowsOf(input));
            }
        }
        assertThat(rowsOf(input)).isEqualTo(table.subList(1, table.size()));
    }

    private static Path failed(Report report) {
        Path failed = report.failed();
        if (failed == null) {
            throw new AssertionError("no rows to mend");
        }
        return failed;
    }

    /** The header has formulas too; no row is blank. */
    private static List<List<String>> table(Random random) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("=id", "'-v", "w"));
        for (int row = 0; row < ROWS; row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < COLUMNS; column++) {
                StringBuilder cell = new StringBuilder(column == 0 ? "r" + row : "");
                for (int i = random.nextInt(4); i > 0; i--) {
                    String piece = PIECES[random.nextInt(PIECES.length)];
                    cell.insert(column == 0 ? 0 : cell.length(), piece);
                }
                cells.add(cell.toString());
            }
            table.add(cells);
        }
        return table;
    }

    private Path csv(String name, List<List<String>> table) throws Exception {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(
                text, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get())) {
            printer.printRecords(table);
        }
        return Files.writeString(folder.resolve(name), text.toString());
    }

    private Path workbook(String name, List<List<String>> table) throws Exception {
        Path file = folder.resolve(name);
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "another program", "1.0");
                Worksheet sheet = workbook.newWorksheet("Ratings")) {
            for (int row = 0; row < table.size(); row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    sheet.value(row, column, SheetText.escaped(table.get(row).get(column)));
                }
            }
        }
        return file;
    }

    private static List<String> columnsOf(Path file) throws Exception {
        try (RowSource source = InputFile.open(file)) {
            return source.columns().subList(0, COLUMNS);
        }
    }

    private static List<List<String>> rowsOf(Path file) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (RowSource source = InputFile.open(file)) {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(List.copyOf(((CsvRow) row).cells().subList(0, COLUMNS)));
            }
        }
        return rows;
    }
}
