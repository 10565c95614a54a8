package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside a JSONL file. */
class JsonlReportTest {

    @TempDir
    Path folder;

    @Test
    void each_object_gets_what_became_of_it_and_keeps_digits_escapes_and_spacing() throws Exception {
        String first = "{ \"v\" : 1.10e+2, \"t\":\"\\u00e9\\/\" ";
        try (UploadedFile file = uploaded(first + "}\n{}\n", Map.of(), Map.of())) {
            Report report = file.report();

            assertThat(report.results()).isEqualTo(file.folder.resolve("results.jsonl"));
            assertThat(file.text("results.jsonl"))
                    .isEqualTo(first.stripTrailing() + ", " + recorded(1) + "\n{" + recorded(2) + "\n");
        }
    }

    @Test
    void rows_to_mend_carry_the_reason_and_lines_that_are_no_objects_stay_as_they_are() throws Exception {
        Map<Long, Outcome> outcomes = Map.of(1L, new Outcome.Rejected(404, "No such completion."));
        try (UploadedFile file = uploaded("{\"v\":1}\n[1]\n{\"v\":3}\n", Map.of(), outcomes)) {
            file.report();

            String rejected = "{\"v\":1, \"upload\": {\"row\":1,\"line\":1,\"status\":\"rejected\",\"http_status\":404,"
                    + "\"attempts\":1,\"error\":\"No such completion.\",\"run\":\"t #\"}}\n";
            assertThat(file.text("failed.jsonl")).isEqualTo(rejected + "[1]\n");
            assertThat(file.text("results.jsonl"))
                    .startsWith(rejected
                            + "{\"upload_text\": \"[1]\", \"upload\": {\"row\":2,\"line\":2,\"status\":\"invalid\"");
        }
    }

    @Test
    void what_an_earlier_report_said_gives_way() throws Exception {
        try (UploadedFile file =
                uploaded("{\"upload\":{\"status\":\"invalid\"},\"v\":9007199254740993.10}\n", Map.of(), Map.of())) {
            file.report();

            assertThat(file.text("results.jsonl")).isEqualTo("{\"v\":9007199254740993.10, " + recorded(1) + "\n");
        }
    }

    /** The line break of a JSONL file is known only after its first row, and was once asked for before it. */
    @Test
    void line_breaks_are_those_of_the_file() throws Exception {
        try (UploadedFile file = uploaded("{\"v\":1}\r\n{\"v\":2}\r\n", Map.of(2L, "bad"), Map.of())) {
            file.report();

            assertThat(file.text("results.jsonl")).matches("(?s).*}\r\n.*}\r\n");
            assertThat(file.text("failed.jsonl")).endsWith("}\r\n");
        }
    }

    private static String recorded(int row) {
        return "\"upload\": {\"row\":" + row + ",\"line\":" + row + ",\"status\":\"recorded\",\"id\":\"id-" + row
                + "\",\"http_status\":201,\"attempts\":1,\"run\":\"t #\"}}";
    }

    private UploadedFile uploaded(String text, Map<Long, String> invalid, Map<Long, Outcome> outcomes)
            throws Exception {
        return UploadedFile.of(Files.writeString(folder.resolve("in.jsonl"), text), invalid, outcomes);
    }
}
