package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells are those of the parser, however they are found. */
class CellSplitterTest {

    private static final String SIGNS = "a\"\" ,;\n\r\\#\u00e4";
    private static final int RECORDS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "a", "\"a,b\"", "a,\"b\",", "\"\"", "a\"b,c", "\"a\"\"b\",c", "\"a\" ,b", " \"a\""})
    void of_such_a_record(String record) throws IOException {
        assertThat(new CellSplitter(',').cells(record)).isEqualTo(parsed(record));
    }

    @Test
    void of_any_record_that_the_parser_takes() {
        Random random = new Random(20_260_301);
        CellSplitter splitter = new CellSplitter(',');
        int taken = 0;
        for (int i = 0; i < RECORDS; i++) {
            String record = any(random);
            List<String> cells;
            try {
                cells = parsed(record);
            } catch (IOException | IllegalStateException | UncheckedIOException e) {
                continue; // its quotes are out of order, which is found out before
            }
            taken++;
            assertThat(splitter.cells(record)).as(record).isEqualTo(cells);
        }
        assertThat(taken).isGreaterThan(RECORDS / 4);
    }

    private static String any(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return text.toString();
    }

    private static List<String> parsed(String record) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser = CSVParser.parse(record + "\n", format)) {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> cells = List.of(records.next().values());
            if (records.hasNext()) {
                throw new IllegalStateException("several records");
            }
            return cells;
        }
    }
}
