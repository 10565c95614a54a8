package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside a CSV file. */
class CsvReportTest {

    @TempDir
    Path folder;

    @Test
    void each_row_is_followed_by_what_became_of_it() throws Exception {
        Map<Long, String> invalid = Map.of(3L, "column \"v\": found \"x\"; expected a number.");
        Map<Long, Outcome> outcomes = Map.of(
                4L, new Outcome.Rejected(422, "The server refused this row."),
                5L, new Outcome.Ambiguous(null, "No answer."),
                6L, new Outcome.Stopped(401, StopReason.KEY_REFUSED, "The key is refused."));
        try (UploadedFile file = uploaded("id,v\na,1\nb,x\nc,3\nd,4\ne,5\n", invalid, outcomes)) {
            Report report = file.report();

            assertThat(file.text("results.csv")).isEqualTo("""
                    id,v,upload_row,upload_line,upload_status,upload_id,upload_metric,upload_recorded_at,upload_http_status,upload_attempts,upload_error,upload_run
                    a,1,2,2,recorded,id-2,,,201,1,,t #
                    b,x,3,3,invalid,,,,,0,"column ""v"": found ""x""; expected a number.",t #
                    c,3,4,4,rejected,,,,422,1,The server refused this row.,t #
                    d,4,5,5,unknown,,,,,1,No answer.,t #
                    e,5,6,6,not_sent,,,,401,1,The key is refused.,t #
                    """);
            assertThat(file.text("failed.csv")).isEqualTo("""
                    id,v,upload_error,upload_row,upload_run
                    b,x,"column ""v"": found ""x""; expected a number.",3,t #
                    c,3,The server refused this row.,4,t #
                    """);
            assertThat(report.statuses())
                    .isEqualTo(Map.of("recorded", 1L, "invalid", 1L, "rejected", 1L, "unknown", 1L, "not_sent", 1L));
        }
    }

    @Test
    void rows_to_mend_keep_every_character_of_the_file_but_for_formulas() throws Exception {
        String header = "\uFEFFid, \"v\" ";
        String quoted = "\"a \"\"b\"\"\r\nc\" ,  1";
        String formula = "=1+1,\"2\"";
        try (UploadedFile file = uploaded(
                header + "\r\n" + quoted + "\r\n" + formula + "\r\n", Map.of(2L, "bad", 3L, "worse"), Map.of())) {
            file.report();

            assertThat(file.text("failed.csv"))
                    .isEqualTo(header + ",upload_error,upload_row,upload_run\r\n" + quoted + ",bad,2,t #\r\n"
                            + "'=1+1,2,worse,3,t #\r\n");
        }
    }

    @Test
    void results_keep_byte_order_mark_and_line_breaks_and_the_cells_of_a_row_over_two_lines() throws Exception {
        try (UploadedFile file = uploaded("\uFEFFid,v\r\n\"a\r\nb\",1\r\nc,2\r\n", Map.of(), Map.of())) {
            file.report();

            assertThat(file.text("results.csv"))
                    .startsWith("\uFEFFid,v,upload_row,")
                    .endsWith(
                            ",upload_run\r\n\"a\r\nb\",1,2,2,recorded,id-2,,,201,1,,t #\r\nc,2,3,4,recorded,id-3,,,201,1,,t #\r\n");
        }
    }

    @Test
    void rows_with_too_few_or_too_many_cells_stand_in_both_files() throws Exception {
        try (UploadedFile file = uploaded("id,v\na\nb,1,2\n", Map.of(), Map.of())) {
            file.report();

            assertThat(file.text("failed.csv"))
                    .isEqualTo(
                            "id,v,upload_error,upload_row,upload_run\na,,found 1 column,2,t # filled:1\nb,1,2,found 3 columns,3,t #\n");
            assertThat(file.text("results.csv").lines().skip(1))
                    .containsExactly(
                            "a,,2,2,invalid,,,,,0,found 1 column,t # filled:1",
                            "\"b,1,2\",,3,3,invalid,,,,,0,found 3 columns,t #");
        }
    }

    @Test
    void columns_of_an_earlier_report_give_way_to_new_ones() throws Exception {
        String input = "upload_row,id,Upload_Status,v,upload_error\n2,a,recorded,1,\n3,b,invalid,x,old\n";
        try (UploadedFile file = uploaded(input, Map.of(3L, "new"), Map.of())) {
            file.report();

            assertThat(file.text("results.csv").lines())
                    .containsExactly(
                            "id,v,upload_row,upload_line,upload_status,upload_id,upload_metric,upload_recorded_at,upload_http_status,upload_attempts,upload_error,upload_run",
                            "a,1,2,2,recorded,id-2,,,201,1,,t #",
                            "b,x,3,3,invalid,,,,,0,new,t #");
            assertThat(file.text("failed.csv")).isEqualTo("id,v,upload_error,upload_row,upload_run\nb,x,new,3,t #\n");
        }
    }

    @Test
    void what_a_spreadsheet_would_run_stands_behind_an_apostrophe_and_numbers_do_not() throws Exception {
        Map<Long, Outcome> outcomes = Map.of(2L, new Outcome.Rejected(400, "=cmd|' /C calc'!A0"));
        try (UploadedFile file = uploaded("=id,v\n@SUM(A1),-1.5e-3\n", Map.of(), outcomes)) {
            file.report();

            assertThat(file.text("results.csv").lines())
                    .containsExactly(
                            "'=id,v,upload_row,upload_line,upload_status,upload_id,upload_metric,upload_recorded_at,upload_http_status,upload_attempts,upload_error,upload_run",
                            "'@SUM(A1),-1.5e-3,2,2,rejected,,,,400,1,'=cmd|' /C calc'!A0,t #");
            assertThat(file.text("failed.csv")).isEqualTo("""
                    '=id,v,upload_error,upload_row,upload_run
                    '@SUM(A1),-1.5e-3,'=cmd|' /C calc'!A0,2,t #
                    """);
        }
    }

    @Test
    void a_formula_in_a_row_that_cannot_be_read_is_guarded_too() throws Exception {
        try (UploadedFile file = uploaded("id,v\n=1+1,\"a,b\",=2\n\"x y\" \n", Map.of(), Map.of())) {
            file.report();

            assertThat(file.text("failed.csv")).isEqualTo("""
                    id,v,upload_error,upload_row,upload_run
                    '=1+1,"a,b",'=2,found 3 columns,2,t #
                    "x y" ,,found 1 column,3,t # filled:1
                    """);
        }
    }

    private UploadedFile uploaded(String text, Map<Long, String> invalid, Map<Long, Outcome> outcomes)
            throws Exception {
        return UploadedFile.of(Files.writeString(folder.resolve("in.csv"), text), invalid, outcomes);
    }
}
