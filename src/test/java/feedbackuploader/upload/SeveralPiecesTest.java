package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.RecordingDeployment.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that hold several pieces of feedback, from the file to the report and back. */
class SeveralPiecesTest {

    private static final String OTHER = "364ff5c1-5647-5204-91d2-b47504d6940a";
    private static final String WIDE =
            "completion_id,quality,helpful\n" + UploadTest.ID + ",4,true\n" + OTHER + ",5,\n";
    private static final MappingOptions METRICS = MappingOptions.none()
            .withVariants(
                    List.of(RowVariant.ofMetric("quality", "quality"), RowVariant.ofMetric("helpful", "helpful")));

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void the_report_is_one_line_a_row_and_tells_of_every_piece() throws Exception {
        Path input = write("wide.csv", WIDE);

        Summary summary = run(input).run();

        assertThat(deployment.takeFeedback()).hasSize(3);
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(summary.feedback()).isEqualTo(Map.of("recorded", 3L));
        assertThat(results(input).lines().skip(1).toList())
                .satisfiesExactly(
                        two -> assertThat(two)
                                .containsPattern(",recorded,11111111-2222-3333-4444-555555555555,\"quality, helpful\","
                                        + "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ,201,2,,")
                                .containsPattern("\"\"metric\"\":\"\"quality\"\",\"\"status\"\":\"\"recorded\"\"")
                                .containsPattern("\"\"metric\"\":\"\"helpful\"\",\"\"status\"\":\"\"recorded\"\""),
                        one -> assertThat(one).contains(",recorded,").doesNotContain("helpful"));
    }

    @Test
    void a_row_without_a_filled_cell_is_a_row_and_no_feedback() throws Exception {
        Path input = write("wide.csv", WIDE + UploadTest.ID + ",,\n");

        Summary summary = run(input).run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "skipped", 1L));
        assertThat(summary.feedback()).isEqualTo(Map.of("recorded", 3L));
    }

    @Test
    void a_piece_whose_answer_was_lost_is_settled_by_itself() throws Exception {
        SkippingTime time = new SkippingTime();
        try (RecordingDeployment recording = new RecordingDeployment(time)) {
            recording.answersTheCatalogueWith(() -> new RecordingDeployment.Answer(
                    200,
                    ScriptedDeployment.metrics("quality:SCALAR", "helpful:BOOL").json()));
            Set<String> lost = new HashSet<>();
            recording.treats(body -> body.contains("helpful")
                    ? Fate.RECORDED_BUT_LOST
                    : body.contains(OTHER) && lost.add(body) ? Fate.LOST : Fate.RECORDED);
            Path input = write("wide.csv", WIDE);
            UploadRun run = new UploadRun(recording, input).mapping(METRICS).settleWait(Duration.ofSeconds(60));

            assertThat(run.run().feedback()).isEqualTo(Map.of("recorded", 3L));

            assertThat(run.heard.notices)
                    .contains("Checked the rows whose answer was lost: 1 recorded, 1 not recorded, 0 unknown.");
            assertThat(recording.sent()).hasSize(4);
            assertThat(recording.kept()).hasSize(3).doesNotHaveDuplicates();
            assertThat(results(input).lines().toList().get(1))
                    .contains(",recorded,")
                    .containsPattern("\"\"helpful\"\",\"\"status\"\":\"\"recorded\"\",\"\"id\"\":\"\"0000");
        }
    }

    @Test
    void columns_of_the_deployments_metrics_need_no_option() throws Exception {
        Path input = write("wide.csv", WIDE);
        UploadRun run = new UploadRun(deployment.url(), input);

        assertThat(run.run().feedback()).isEqualTo(Map.of("recorded", 3L));
        assertThat(run.heard.notices).singleElement().asString().startsWith("Detected metric columns");
    }

    @Test
    void mended_rows_and_results_that_are_uploaded_again_send_only_what_is_not_recorded() throws Exception {
        Path input = write("wide.csv", WIDE.replace("true", "perhaps"));

        assertThat(run(input).run().statuses()).isEqualTo(Map.of("recorded", 1L, "invalid", 1L));
        assertThat(deployment.takeFeedback()).hasSize(2);
        String failed = Files.readString(UploadRun.folder(input).path().resolve("failed.csv"));
        assertThat(failed.lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("completion_id,quality,helpful,upload_error,upload_row,upload_run,upload_parts");
        assertThat(failed).contains("perhaps", "column \"\"helpful\"\": found \"\"perhaps\"\"");

        Path mended = write("mended.csv", failed.replaceFirst("perhaps", "true"));
        Summary summary = run(mended).run();
        assertThat(deployment.takeFeedback()).singleElement().asString().contains("helpful");
        assertThat(summary.feedback()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L));

        Path again = write("again.csv", results(mended));
        assertThat(run(again).run().feedback()).isEqualTo(Map.of("skipped", 2L));
        Path onceMore = write("once-more.csv", results(again));
        assertThat(run(onceMore).run().feedback()).isEqualTo(Map.of("skipped", 2L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void a_piece_that_was_changed_is_sent_whatever_its_old_one_was() throws Exception {
        Path input = write("wide.csv", WIDE);
        run(input).run();
        deployment.takeFeedback();

        Path changed = write("changed.csv", results(input).replace(",4,true,", ",3,true,"));

        assertThat(run(changed).run().feedback()).isEqualTo(Map.of("recorded", 1L, "skipped", 2L));
        assertThat(deployment.takeFeedback()).singleElement().asString().contains("\"value\":3");
    }

    @Test
    void the_same_file_mended_in_its_place_sends_only_the_mended_piece() throws Exception {
        Path input = write("wide.csv", WIDE.replace("true", "perhaps"));
        run(input).run();
        deployment.takeFeedback();

        write("wide.csv", WIDE);

        assertThat(run(input).run().feedback()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeFeedback()).singleElement().asString().contains("helpful");
    }

    @Test
    void refused_pieces_stand_behind_their_metric_and_a_later_run_sends_them_again() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        Path input = write("wide.csv", WIDE);

        assertThat(run(input).run().feedback()).isEqualTo(Map.of("rejected", 3L));
        assertThat(results(input)).contains("quality: ", " | helpful: ");
        deployment.takeFeedback();

        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        assertThat(run(input).run().feedback()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeFeedback()).hasSize(3);
    }

    @Test
    void three_who_agree_are_three_and_each_recorded_one_settles_one() throws Exception {
        String row = "{\"completion_id\":\"" + UploadTest.ID + "\",\"metric\":\"quality\",\"value\":[4,4,4]}\n";
        Path input = write("list.jsonl", row);

        assertThat(run(input).run().feedback()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeFeedback()).hasSize(3);
        String results = Files.readString(UploadRun.folder(input).path().resolve("results.jsonl"));
        assertThat(results)
                .contains("\"parts\":[{\"metric\":\"quality\",\"status\":\"recorded\"")
                .containsPattern("\"metric\":\"quality\",\"status\":\"recorded\",\"id\":\"[^\"]*\","
                        + "\"recorded_at\":\"[^\"]*Z\",\"http_status\":201,\"attempts\":3");

        Files.createDirectory(folder.resolve("elsewhere")); // where no ledger knows better
        Path one = write(
                "elsewhere/one.jsonl",
                results.replaceFirst(
                        "(\"parts\":\\[\\{\"metric\":\"quality\",\"status\":)\"recorded\"", "$1\"not_sent\""));
        assertThat(run(one).run().feedback()).isEqualTo(Map.of("recorded", 1L, "skipped", 2L));
        assertThat(deployment.takeFeedback()).hasSize(1);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String results(Path input) throws IOException {
        return Files.readString(UploadRun.folder(input).path().resolve("results.csv"));
    }

    private UploadRun run(Path input) {
        return new UploadRun(deployment.url(), input)
                .mapping(input.toString().endsWith(".csv") ? METRICS : MappingOptions.none());
    }
}
