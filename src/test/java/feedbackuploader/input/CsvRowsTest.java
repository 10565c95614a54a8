package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.support.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRowsTest {

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("a,b\n1,2\n", "2/2 [1, 2]"),
                Arguments.of("a,b\r\n1,2\r\n", "2/2 [1, 2]"),
                Arguments.of("a,b\r1,2\r", "2/2 [1, 2]"),
                Arguments.of("\uFEFFa,b\n1,2", "2/2 [1, 2]"),
                Arguments.of("a,b\n1,\n,2", "2/2 [1, ] 3/3 [, 2]"),
                Arguments.of("a,b\n\"1,1\",\"say \"\"hi\"\"\"\n", "2/2 [1,1, say \"hi\"]"),
                Arguments.of("a,b\n\"x\ny\",1\nz,2\n", "2/2 [x\ny, 1] 3/4 [z, 2]"),
                Arguments.of("a,b\r\n\"x\r\ny\r\n\",1\r\nz,2", "2/2 [x\r\ny\r\n, 1] 3/5 [z, 2]"),
                Arguments.of("\"a\nb\",c\n1,2\n", "2/3 [1, 2]"),
                Arguments.of("a,b\n\n1,2\n\n\n3,4\n\n", "3/3 [1, 2] 6/6 [3, 4]"),
                Arguments.of("a,b\n,\n \t, \n1,2\n", "4/4 [1, 2]"),
                Arguments.of("\n\na,b\n1,2\n", "4/4 [1, 2]"),
                Arguments.of("a,b\n\"\"\"\",\"\"\n", "2/2 [\", ]"),
                Arguments.of("a,b\n\"x\"  ,\"y\" \t\n", "2/2 [x, y]"),
                Arguments.of("a,b\nx\"y, \"z\n", "2/2 [x\"y,  \"z]"),
                Arguments.of("a,b,,\n1,2,,\n", "2/2 [1, 2, , ]"),
                Arguments.of("a,b\n😀,ʤ\n", "2/2 [😀, ʤ]"),
                Arguments.of("a,b\n", ""),
                Arguments.of("a,b", ""));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void rows_have_their_number_their_first_line_and_their_cells(String document, String rows) {
        assertThat(Reading.rows(document).stream()
                        .map(row -> row.number() + "/" + row.line() + " " + ((CsvRow) row).cells()))
                .containsExactly(rows.isEmpty() ? new String[0] : rows.split("(?<=\\]) ", -1));
    }

    @Test
    void rows_keep_their_text_as_it_stands_in_the_file() {
        RowSource source = Reading.open("\uFEFF\"a\",b \r\n\r\n\"x\r\ny\" , 1\r\n'=1,\"\"\"\"");

        assertThat(source.header()).isEqualTo("\"a\",b ");
        assertThat(source.columns()).containsExactly("a", "b ");
        assertThat(source.dialect().byteOrderMark()).isTrue();
        assertThat(Reading.rest(source)).extracting(Row::text).containsExactly("\"x\r\ny\" , 1", "'=1,\"\"\"\"");
        assertThat(source.lineBreak()).isEqualTo("\r\n");
        assertThat(source.blankRows()).isEqualTo(1);
    }

    @Test
    void a_row_with_too_many_or_too_few_cells_breaks_alone() {
        List<Row> rows = Reading.rows("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");

        assertThat(Reading.told(rows.get(0))).isEqualTo("2 (2): found 2 columns; expected 3 columns.");
        assertThat(rows.get(1)).isInstanceOf(CsvRow.class);
        assertThat(Reading.told(rows.get(2)))
                .isEqualTo(
                        "4 (4): found 4 columns; expected 3 columns. A cell that contains a comma needs quotes around it.");
    }

    @Test
    void an_endless_line_breaks_alone_and_is_cut() {
        List<Row> rows = Reading.rows("a,b\n1," + "x".repeat(RawRecord.LIMIT) + "\"y\r\n3,4\n");

        assertThat(Reading.told(rows.get(0)))
                .isEqualTo(
                        "2 (2): found a record of more than 1,000,000 characters; expected at most 1,000,000. Is a quote missing?");
        assertThat(rows.get(0).text()).hasSize(RawRecord.LIMIT);
        assertThat(((CsvRow) rows.get(1)).cells()).containsExactly("3", "4");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void a_record_and_a_cell_may_be_exactly_as_long_as_their_limits() {
        String half = "x".repeat(RawRecord.CELL_LIMIT);

        assertThat(Reading.rows("a,b,c\n" + half + "," + half.substring(2) + ",\n")
                        .get(0))
                .isInstanceOf(CsvRow.class);
    }

    @Test
    void a_cell_beyond_its_limit_breaks_its_row_and_names_its_column() {
        Row row = Reading.rows("a,b\n1," + "x".repeat(RawRecord.CELL_LIMIT + 1) + "\n")
                .get(0);

        assertThat(((BrokenRow) row).problem().column()).isEqualTo("b");
        assertThat(Reading.told(row)).isEqualTo("2 (2): found a cell of 500,001 characters; expected at most 500,000.");
    }

    @Test
    void our_own_results_lose_the_apostrophe_that_guards_formulas() {
        String rows = "value,details\n'-5,'=1+1\n-5,'tis\n";
        String ours = rows.replace("details", "upload_status");

        assertThat(Reading.rows(rows))
                .extracting(row -> ((CsvRow) row).cells())
                .containsExactly(List.of("'-5", "'=1+1"), List.of("-5", "'tis"));
        assertThat(Reading.rows(ours))
                .extracting(row -> ((CsvRow) row).cells())
                .containsExactly(List.of("-5", "=1+1"), List.of("-5", "'tis"));
        assertThat(Reading.rows(ours).get(0).text()).isEqualTo("'-5,'=1+1");
    }

    @Test
    void the_digest_is_of_every_byte_and_known_at_the_end() throws Exception {
        RowSource source = Reading.open("\uFEFFa\n1\n\n");

        source.next();
        assertThatThrownBy(source::sha256).isInstanceOf(IllegalStateException.class);
        assertThat(source.next()).isNull();
        assertThat(source.next()).isNull();
        // printf '\xef\xbb\xbfa\n1\n\n' | sha256sum
        assertThat(source.sha256()).isEqualTo("bce74f1e5c1889b8501f52680d865d4f7131dfaa0bffb8c6fb1986b0a944d389");
    }

    @Test
    void an_endless_file_is_read_row_by_row() throws Exception {
        byte[] line = "1,\"x\ny\"\n".getBytes(StandardCharsets.UTF_8);
        Bytes endless = () -> new InputStream() {
            private long position;

            @Override
            public int read() {
                return line[(int) (position++ % line.length)];
            }

            @Override
            public int read(byte[] into, int from, int room) {
                for (int i = 0; i < room; i++) {
                    into[from + i] = (byte) read();
                }
                return room;
            }
        };
        InputOptions utf8 =
                new InputOptions(StandardCharsets.UTF_8, null, 0, null); // else all of it would be looked at
        try (RowSource source = InputFile.open(endless, "endless.csv", utf8)) {
            for (int i = 0; i < 100_000; i++) {
                source.next();
            }
            assertThat(source.next()).extracting(Row::number, Row::line).containsExactly(100_002L, 200_003L);
        }
    }

    /** Cutting finds the boundaries itself, so it must agree with the parser about every text that both read. */
    @Test
    void records_are_those_that_commons_csv_finds() {
        Random random = new Random(4180);
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder("h\n");
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("ab,,\"\"\"\n\r ".charAt(random.nextInt(10)));
            }
            List<List<String>> expected = parsedByCommonsCsv(text.toString());
            List<List<String>> rawRecord = rawRecord(text.toString());
            assertThat(rawRecord)
                    .as(() -> text.toString().replace("\n", "\\n").replace("\r", "\\r"))
                    .isEqualTo(expected);
            read += rawRecord.isEmpty() ? 0 : 1;
        }
        assertThat(read).isGreaterThan(15_000);
    }

    private static boolean tellsWhereAQuoteOpened(Problem fault) {
        return fault.hint() != null && fault.hint().contains("on line ");
    }

    private static List<List<String>> rawRecord(String text) {
        CellSplitter splitter = new CellSplitter(',');
        List<List<String>> records = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        try (RecordReader recordReader = new CsvRecordReader(
                "f",
                new StrictReader(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, 0),
                ',')) {
            for (RawRecord rawRecord = recordReader.next(); rawRecord != null; rawRecord = recordReader.next()) {
                assertThat(rawRecord.line()).isEqualTo(1 + lineBreaks(whole.toString()));
                if (rawRecord.fault() != null && tellsWhereAQuoteOpened(rawRecord.fault())) {
                    return List.of();
                }
                records.add(splitter.cells(rawRecord.text()));
                whole.append(rawRecord.text()).append(rawRecord.lineBreak());
            }
        } catch (InputException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(whole).hasToString(text);
        return records;
    }

    private static int lineBreaks(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[^\n]", "")
                .length();
    }

    private static List<List<String>> parsedByCommonsCsv(String text) {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return parser.getRecords().stream().map(CSVRecord::toList).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
