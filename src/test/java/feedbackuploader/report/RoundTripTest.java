package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Dialect;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.server.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report opens where its input did, and reads as its input did. */
class RoundTripTest {

    private static final Map<Long, Outcome> ONE_REJECTED = Map.of(2L, new Outcome.Rejected(422, "No."));

    @TempDir
    private Path folder;

    @Test
    void a_file_of_a_western_spreadsheet_keeps_its_semicolons_and_its_text() throws Exception {
        byte[] input = "id;v\r\n\"café; noir\";0,8\r\nnaïve;€\r\n".getBytes(Charset.forName("windows-1252"));
        try (UploadedFile file = uploaded("in.csv", input)) {
            file.report();

            assertThat(file.text("results.csv"))
                    .startsWith("\uFEFFid;v;upload_row;")
                    .contains("\r\n\"café; noir\";0,8;2;2;rejected;;;;422;1;No.;t #\r\nnaïve;€;3;3;recorded;");
            assertThat(file.text("failed.csv"))
                    .isEqualTo("\uFEFFid;v;upload_error;upload_row;upload_run\r\n\"café; noir\";0,8;No.;2;t #\r\n");
            assertThat(rows(file, "failed.csv")).isEqualTo(List.of("[café; noir, 0,8, No., 2, t #]"));
            assertThat(dialect(file, "results.csv"))
                    .isEqualTo("CSV, UTF-8 with a byte order mark, delimiter semicolon");
        }
    }

    @Test
    void what_stands_above_the_header_stays_there() throws Exception {
        try (UploadedFile file = uploaded("in.csv", "sep=|\nid|v\na|1\n".getBytes(StandardCharsets.UTF_8))) {
            file.report();

            assertThat(file.text("results.csv")).startsWith("sep=|\nid|v|upload_row|");
            assertThat(file.text("failed.csv"))
                    .isEqualTo("sep=|\nid|v|upload_error|upload_row|upload_run\na|1|No.|2|t #\n");
        }
    }

    /** With a question mark in its place, the byte would be uploaded as one the next time. */
    @Test
    void a_byte_that_is_no_character_stands_in_the_report_as_it_was() throws Exception {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes("id,v\né,ü\nx".getBytes(StandardCharsets.UTF_8));
        input.write(0xE9);
        input.writeBytes(",1\n".getBytes(StandardCharsets.UTF_8));
        try (UploadedFile file = uploaded("in.csv", input.toByteArray())) {
            file.report();

            for (String name : List.of("failed.csv", "results.csv")) {
                assertThat(new String(Files.readAllBytes(file.folder.resolve(name)), StandardCharsets.ISO_8859_1))
                        .contains("\u00e9,1");
                assertThat(rows(file, name)).hasSize(2).last().isEqualTo("broken");
            }
        }
    }

    @Test
    void text_survives_byte_for_byte() throws Exception {
        String cells = "😀e\u0301,שלום\n\"=1+1\",'tis\n'=1,\"-\"\n";
        try (UploadedFile file = uploaded("in.csv", ("id,v\n" + cells).getBytes(StandardCharsets.UTF_8))) {
            file.report();

            assertThat(file.text("failed.csv"))
                    .isEqualTo("id,v,upload_error,upload_row,upload_run\n😀e\u0301,שלום,No.,2,t #\n");
            assertThat(rows(file, "results.csv").stream().map(row -> row.replaceAll(", \\d,.*", "]")))
                    .containsExactly("[😀e\u0301, שלום]", "[=1+1, 'tis]", "['=1, -]");
        }
    }

    @Test
    void a_packed_file_gets_a_report_that_is_not() throws Exception {
        try (UploadedFile file = uploaded("in.csv.gz", gzip("id,v\na,1\nb,2\n"))) {
            file.report();

            assertThat(file.text("failed.csv")).isEqualTo("id,v,upload_error,upload_row,upload_run\na,1,No.,2,t #\n");
        }
    }

    @Test
    void an_array_gets_jsonl_of_one_line_an_element() throws Exception {
        String array = "[\n{\n  \"v\": 1.10\n},\n{\"v\": 2,\n \"t\": \"a\\nb\"},\n {\"v\":\n}]";
        try (UploadedFile file = uploaded("in.json", array.getBytes(StandardCharsets.UTF_8))) {
            file.report();

            List<String> lines = file.text("results.jsonl").lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).startsWith("{ \"v\": 1.10, \"upload\": {\"row\":1,\"line\":2,");
            assertThat(lines.get(1)).startsWith("{\"v\": 2, \"t\": \"a\\nb\", \"upload\": {\"row\":2,\"line\":5,");
            assertThat(lines.get(2))
                    .startsWith("{\"upload_text\": \"{\\\"v\\\":\\n}\", \"upload\": {\"row\":3,\"line\":7,");
            assertThat(dialect(file, "failed.jsonl")).isEqualTo("JSONL, UTF-8");
        }
    }

    private UploadedFile uploaded(String name, byte[] bytes) throws Exception {
        return UploadedFile.of(Files.write(folder.resolve(name), bytes), Map.of(), ONE_REJECTED);
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static String dialect(UploadedFile file, String name) throws Exception {
        try (RowSource source = InputFile.open(file.folder.resolve(name))) {
            Dialect dialect = source.dialect();
            return dialect.describe();
        }
    }

    private static List<String> rows(UploadedFile file, String name) throws Exception {
        List<String> rows = new ArrayList<>();
        try (RowSource source = InputFile.open(file.folder.resolve(name))) {
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(
                        row instanceof CsvRow csv
                                ? csv.cells().toString()
                                : row instanceof JsonRow json ? json.object().toString() : "broken");
            }
        }
        return rows;
    }
}
