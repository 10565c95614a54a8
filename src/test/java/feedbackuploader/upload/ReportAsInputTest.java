package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report is a file like any other: mended and uploaded, it sends just what was not recorded. */
class ReportAsInputTest {

    private static final String ROW = UploadTest.ID + ";quality;";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.write(
                folder.resolve("ratings.csv"),
                ("completion_id;metric;value;details\r\n" + ROW + "1;\"café; très «bien»\"\r\n" + ROW + "0,8;naïve\r\n"
                                + ROW + "3;\"5 € ; oui\"\r\n")
                        .getBytes(Charset.forName("windows-1252")));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void the_failed_rows_mended_and_uploaded_are_those_rows_and_no_others() throws Exception {
        assertThat(upload(input).statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        deployment.takeFeedback();
        Path failed = output("failed.csv");
        Files.writeString(failed, Files.readString(failed).replace("0,8", "0.8"));

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 1L));

        assertThat(deployment.takeFeedback())
                .singleElement()
                .asString()
                .contains("\"value\":0.8", "\"details\":\"naïve\"");
    }

    @Test
    void a_file_of_rows_to_fix_is_not_stopped_for_those_that_are_not_fixed_yet() throws Exception {
        Files.writeString(
                input, Files.readString(input, StandardCharsets.ISO_8859_1) + ROW + "4,1;\r\n" + ROW + "4,2;\r\n");
        assertThat(new UploadRun(deployment.url(), input).maxErrors("3").run().statuses())
                .isEqualTo(Map.of("recorded", 2L, "invalid", 3L));
        deployment.takeFeedback();
        Path failed = output("failed.csv");
        Files.writeString(failed, Files.readString(failed).replace("4,1", "4.1"));

        assertThat(new UploadRun(deployment.url(), failed)
                        .maxErrors("50%")
                        .run()
                        .stopped())
                .isEqualTo("2 of 3 rows are invalid, more than --max-errors 50% allows. Nothing was sent.");

        assertThat(upload(failed).statuses()).isEqualTo(Map.of("recorded", 1L, "invalid", 2L));
        assertThat(deployment.takeValues()).containsExactly("4.1");
    }

    @Test
    void the_results_mended_and_uploaded_send_only_what_was_not_recorded() throws Exception {
        upload(input);
        deployment.takeFeedback();
        Path results = output("results.csv");
        Files.writeString(results, Files.readString(results).replace("0,8", "0.8"));

        assertThat(upload(results).statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 2L));

        assertThat(deployment.takeValues()).containsExactly("0.8");
    }

    @Test
    void a_report_of_a_western_spreadsheet_opens_as_its_file_did() throws Exception {
        upload(input);

        List<List<String>> cells = cells(input);
        List<List<String>> reported = cells(output("results.csv"));

        assertThat(cells.get(0)).containsExactly(UploadTest.ID, "quality", "1", "café; très «bien»");
        assertThat(reported.stream().map(row -> row.subList(0, 4))).containsExactlyElementsOf(cells);
        assertThat(cells(output("failed.csv")).stream().map(row -> row.subList(0, 4)))
                .containsExactly(cells.get(1));
    }

    private Summary upload(Path file) throws Exception {
        return new UploadRun(deployment.url(), file).run();
    }

    private Path output(String name) {
        return UploadRun.folder(input).path().resolve(name);
    }

    private static List<List<String>> cells(Path file) throws Exception {
        List<List<String>> cells = new ArrayList<>();
        try (RowSource source = InputFile.open(file)) {
            for (Row row = source.next(); row != null; row = source.next()) {
                cells.add(((CsvRow) row).cells());
            }
        }
        return cells;
    }
}
