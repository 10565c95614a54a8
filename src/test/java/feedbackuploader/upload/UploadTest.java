package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.ScriptedDeployment.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to what the deployment was asked and what the run came to. */
class UploadTest {

    static final String HEADER = "completion_id,metric,value\n";
    static final String ID = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = folder.resolve("ratings.csv");
        write("quality,1", "quality,2", "helpful,true");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void every_row_is_sent_once_and_a_second_run_asks_the_server_nothing() throws Exception {
        Summary first = run().run();

        assertThat(deployment.takeValues()).containsExactly("1", "2", "true");
        assertThat(deployment.catalogueRequests()).isEqualTo(1);
        assertThat(first.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(first.requests()).isEqualTo(3);
        assertThat(first.exitCode()).isZero();

        Summary second = run().run();

        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(deployment.catalogueRequests()).isEqualTo(1);
        assertThat(second.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(second.requests()).isZero();
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void a_catalogue_that_cannot_be_read_is_a_notice_and_no_reason_to_stop() throws Exception {
        deployment.answersTheCatalogueWith(new Answer(200, "{\"errors\":[{\"message\":\"no field metrics\"}]}"));
        write("unheard_of,1");
        UploadRun run = run();

        assertThat(run.run().exitCode()).isZero();
        assertThat(deployment.takeValues()).containsExactly("1");
        assertThat(run.heard.notices)
                .singleElement()
                .asString()
                .contains("no field metrics")
                .endsWith("not checked before the upload.");
    }

    @Test
    void without_a_project_a_lost_answer_cannot_be_settled_which_is_said_beforehand() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        UploadRun run = run().withoutProject();

        assertThat(run.run().statuses()).isEqualTo(Map.of("unknown", 3L));

        assertThat(run.heard.notices)
                .containsExactly(
                        "Without --use-case or --project, the program cannot check rows whose answer is lost: they"
                                + " stay unknown and are not sent again. To check them,"
                                + " add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        assertThat(Files.readString(UploadRun.folder(input).path().resolve("results.csv")))
                .contains("A check on the server needs the use case or project.");
    }

    @Test
    void a_refused_key_stops_before_the_file_is_read() throws Exception {
        deployment.answersTheCatalogueWith(ScriptedDeployment.REFUSED_KEY);
        Files.writeString(input, "completion_id,metric,value\nbroken\n");

        Summary summary = run().run();

        assertThat(summary.stopCause()).isEqualTo(StopReason.KEY_REFUSED);
        assertThat(summary.exitCode()).isEqualTo(2);
        assertThat(summary.results()).isNull();
        assertThat(summary.problems()).isEmpty();
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void a_key_that_is_refused_on_the_way_stops_and_the_next_run_goes_on() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.KEY_REFUSED);
        assertThat(stopped.statuses()).isEqualTo(Map.of("not_sent", 3L));
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        assertThat(run().run().exitCode()).isZero();
        assertThat(deployment.takeValues()).containsExactly("1", "2", "true");
    }

    @Test
    void another_catalogue_means_another_plan() throws Exception {
        deployment.answersTheCatalogueWith(ScriptedDeployment.metrics("quality:SCALAR"));

        UploadRun first = run();
        assertThat(first.run().statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        assertThat(first.heard.problems)
                .containsExactly(
                        "ratings.csv row 4, column \"metric\": found \"helpful\"; expected the key of a registered"
                                + " metric. Its metrics: quality.");
        deployment.takeFeedback();

        deployment.answersTheCatalogueWith(ScriptedDeployment.metrics("quality:SCALAR", "helpful:BOOL"));
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeValues()).containsExactly("true");
    }

    @Test
    void what_is_recorded_stays_recorded_though_the_deployment_drops_its_metric() throws Exception {
        deployment.answersTheCatalogueWith(ScriptedDeployment.metrics("quality:SCALAR", "helpful:BOOL"));
        run().run();
        deployment.takeFeedback();
        deployment.answersTheCatalogueWith(ScriptedDeployment.metrics("quality:SCALAR"));
        write("quality,1", "quality,2", "helpful,true", "helpful,false", "quality,3");

        UploadRun second = run();
        assertThat(second.run().statuses()).isEqualTo(Map.of("recorded", 4L, "invalid", 1L));
        assertThat(deployment.takeValues()).containsExactly("3");
        assertThat(second.heard.notices).isEmpty();
    }

    @Test
    void a_dry_run_decides_nothing_about_rows_that_may_be_on_the_server() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));
        deployment.takeFeedback();

        assertThat(run().dry().resendingUnknown().run().statuses()).isEqualTo(Map.of("unknown", 3L));
        assertThat(run().run().statuses()).isEqualTo(Map.of("unknown", 3L));
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void rejected_rows_are_sent_again_by_the_next_run() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);

        Summary rejected = run().run();

        assertThat(rejected.statuses()).isEqualTo(Map.of("rejected", 3L));
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.failed()).endsWith("failed.csv");
        deployment.takeFeedback();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeValues()).containsExactly("1", "2", "true");
    }

    @Test
    void more_invalid_rows_than_allowed_stop_before_the_first_request() throws Exception {
        write("quality,1", "quality,x", "quality,y");

        Summary stopped = run().run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.TOO_MANY_INVALID);
        assertThat(stopped.stopped())
                .isEqualTo("2 of 3 rows are invalid, more than --max-errors 50% allows. Nothing was sent.");
        assertThat(stopped.statuses()).isEqualTo(Map.of("invalid", 2L, "not_sent", 1L));
        assertThat(stopped.problems()).hasSize(2);
        assertThat(deployment.takeFeedback()).isEmpty();

        assertThat(run().maxErrors("2").run().statuses()).isEqualTo(Map.of("invalid", 2L, "recorded", 1L));
        assertThat(deployment.takeValues()).containsExactly("1");
    }

    @Test
    void invalid_rows_stop_nothing_where_all_valid_ones_are_recorded() throws Exception {
        write("quality,1", "quality,x", "quality,y");
        run().maxErrors("2").run();
        write("quality,1", "quality,x", "quality,z");

        Summary finished = run().run();

        assertThat(finished.stopCause()).isNull();
        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.statuses()).isEqualTo(Map.of("invalid", 2L, "recorded", 1L));
    }

    @Test
    void a_dry_run_plans_and_reports_and_sends_nothing() throws Exception {
        Summary dry = run().dry().run();

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.statuses()).isEqualTo(Map.of("not_sent", 3L));
        assertThat(deployment.takeFeedback()).isEmpty();
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
    }

    @Test
    void preferences_without_a_project_are_refused_before_anything_is_sent() throws Exception {
        Files.writeString(
                input,
                "metric,preferred_completion,other_completion\nhelpful," + ID
                        + ",b605d837-febe-5144-bd12-933e4d206daa\n");

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run().withoutProject().run())
                .withMessage("ratings.csv row 2 is preference feedback, which needs a use case or"
                        + " project. Add --use-case KEY (deployments up to 0.12) or --project KEY (later"
                        + " ones).");
        deployment.answersFeedbackWith(new Answer(201, "{\"comparison_id\":\"" + ID + "\"}"));
        assertThat(run().run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).singleElement().asString().contains("\"project\":\"demo\"");
    }

    @Test
    void an_interrupt_while_planning_ends_before_the_first_request() throws Exception {
        Summary interrupted = run().beforePlan(upload -> deployment.runsWhenAskedForTheCatalogue(upload::interrupt))
                .run();

        assertThat(interrupted.exitCode()).isEqualTo(130);
        assertThat(interrupted.results()).as("there is no plan to report on").isNull();
        assertThat(deployment.takeFeedback()).isEmpty();

        deployment.runsWhenAskedForTheCatalogue(() -> {});
        assertThat(run().run().statuses()).isEqualTo(Map.of("recorded", 3L));
    }

    @Test
    void an_edited_file_sends_what_is_new_and_knows_what_moved() throws Exception {
        run().run();
        deployment.takeFeedback();
        write("helpful,true", "quality,3", "quality,1");
        UploadRun edited = run();

        assertThat(edited.run().statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(deployment.takeValues()).containsExactly("3");
        assertThat(edited.heard.notices)
                .containsExactly(
                        "1 row sent earlier is gone from the file, or changed there or by other options. Its old value stays on the server.");
    }

    @Test
    void a_row_that_was_never_sent_may_go_without_a_word() throws Exception {
        run().dry().run();
        write("quality,3", "quality,1");
        UploadRun edited = run();

        assertThat(edited.run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(edited.heard.notices).isEmpty();
    }

    @Test
    void a_file_that_changes_before_the_report_is_told_of() throws Exception {
        UploadRun run = run().beforeReport(upload -> write("quality,9"));

        Summary summary = run.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 3L));
        assertThat(run.heard.notices)
                .containsExactly(
                        "The input file changed after it was read, or can no longer be read. The results hold only"
                                + " row numbers and statuses. Run the same command again to read the file as it is now.");
    }

    @Test
    void a_file_that_is_not_there_leaves_no_folder() throws Exception {
        Files.delete(input);

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> run().run())
                .withMessage("There is no file " + input + ".");
        assertThat(UploadRun.folder(input).path()).doesNotExist();
    }

    @Test
    void the_summary_is_in_the_run_folder() throws Exception {
        Summary summary = run().run();

        assertThat(Files.readString(UploadRun.folder(input).summary()).replaceAll("\\s", ""))
                .isEqualTo(summary.toJsonLine().replaceAll("\\s", ""));
    }

    private UploadRun run() {
        return new UploadRun(deployment.url(), input);
    }

    private void write(String... metricsAndValues) throws IOException {
        Files.writeString(input, HEADER + String.join("\n", rows(List.of(metricsAndValues))) + "\n");
    }

    private static List<String> rows(List<String> metricsAndValues) {
        return metricsAndValues.stream().map(rest -> ID + "," + rest).toList();
    }
}
