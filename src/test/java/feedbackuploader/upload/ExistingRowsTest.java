package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computer that remembers nothing asks the server what it has. */
class ExistingRowsTest {

    private static final String ROW = new UUID(1, 1) + ",quality,1,fine\n";
    private static final String OTHER_ROW = new UUID(1, 2) + ",quality,2,\n";

    @TempDir
    Path folder;

    private RecordingDeployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = new RecordingDeployment(new SkippingTime());
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    private UploadRun run(String name, String... rows) throws IOException {
        Path file =
                Files.writeString(folder.resolve(name), "completion_id,metric,value,details\n" + String.join("", rows));
        return new UploadRun(deployment, file);
    }

    private UploadRun preferences(String name, String... rows) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                "metric,preferred_completion,other_completion,other_completion_text,other_completion_model,prompt\n"
                        + String.join("", rows));
        return new UploadRun(deployment, file);
    }

    @Test
    void what_the_server_shows_is_left_out_and_has_its_id() throws Exception {
        run("ratings.csv", ROW).run();

        UploadRun run = run("fresh.csv", ROW, OTHER_ROW).skippingExisting();
        Summary summary = run.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(summary.exitCode()).isZero();
        assertThat(deployment.sent()).hasSize(2).doesNotHaveDuplicates();
        assertThat(run.heard.notices).contains("Skipped 1 row that the server already has.");
        assertThat(folder.resolve("fresh.csv.upload/results.csv"))
                .content()
                .contains("The server already has it, as 00000000-0000-0000-0000-000000000001.");
        assertThat(run("fresh.csv", ROW, OTHER_ROW).run().exitCode())
                .as("that was decided")
                .isZero();
        assertThat(deployment.sent()).hasSize(2);
    }

    @Test
    void a_server_that_does_not_show_the_first_row_as_it_was_sent_is_sent_no_more() throws Exception {
        run("ratings.csv", ROW, OTHER_ROW).run();
        deployment.showsOtherwise(shown -> shown.put("details", "***"));

        Summary stopped = run("fresh.csv", ROW, OTHER_ROW, ROW.replace(",1,", ",3,"))
                .skippingExisting()
                .run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.CANNOT_READ_BACK);
        assertThat(stopped.stopped()).contains("--skip-existing cannot detect");
        assertThat(deployment.kept()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void of_a_list_that_may_be_cut_off_nothing_is_sent() throws Exception {
        String[] rows = IntStream.range(0, 12)
                .mapToObj(i -> new UUID(1, 1) + ",quality," + i + ",\n")
                .toArray(String[]::new);
        run("ratings.csv", rows).run();

        Summary summary = run("fresh.csv", new UUID(1, 1) + ",quality,99,\n")
                .skippingExisting()
                .run();

        assertThat(summary.statuses()).isEqualTo(Map.of("invalid", 1L));
        assertThat(deployment.kept()).hasSize(12);
    }

    /** Other options make another plan, and another file is asked of the memory. */
    @Test
    void what_the_server_has_stays_left_out_whatever_the_next_run_is_asked() throws Exception {
        Path memory = folder.resolve("state").resolve("memory.db");
        run("ratings.csv", ROW).run();
        run("fresh.csv", ROW).skippingExisting().memory(memory).run();

        Summary next = run("fresh.csv", ROW).withoutProject().memory(memory).run();
        Summary shorter = run("fresh.csv", OTHER_ROW).memory(memory).run();
        Summary back = run("fresh.csv", ROW, OTHER_ROW).memory(memory).run();

        assertThat(next.statuses()).isEqualTo(Map.of("skipped", 1L));
        assertThat(shorter.statuses()).isEqualTo(Map.of("recorded", 1L));
        assertThat(back.statuses()).isEqualTo(Map.of("skipped", 1L, "recorded", 1L));
        assertThat(run("copy.csv", ROW).memory(memory).run().stopCause()).isEqualTo(StopReason.SENT_BEFORE);
        assertThat(deployment.kept()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void it_has_a_row_as_often_as_it_shows_it() throws Exception {
        run("ratings.csv", ROW).run();

        assertThat(run("fresh.csv", ROW, ROW, ROW).skippingExisting().run().statuses())
                .isEqualTo(Map.of("recorded", 2L, "skipped", 1L));
        assertThat(deployment.kept()).hasSize(3);
    }

    @Test
    void what_an_earlier_run_recorded_is_not_counted_once_more() throws Exception {
        run("ratings.csv", ROW).run();

        assertThat(run("ratings.csv", ROW, ROW).skippingExisting().run().statuses())
                .isEqualTo(Map.of("recorded", 2L));
    }

    @Test
    void other_words_or_another_value_are_another_row() throws Exception {
        run("ratings.csv", ROW).run();

        assertThat(run("fresh.csv", ROW.replace("fine", "bad"), ROW.replace(",1,", ",2,"))
                        .skippingExisting()
                        .run()
                        .statuses())
                .isEqualTo(Map.of("recorded", 2L));
    }

    @Test
    void what_may_be_shown_without_its_words_is_not_sent() throws Exception {
        run("ratings.csv", ROW.replace("fine", "")).run();

        Summary summary = run("fresh.csv", ROW).skippingExisting().run();

        assertThat(summary.statuses()).isEqualTo(Map.of("invalid", 1L));
        assertThat(folder.resolve("fresh.csv.upload/results.csv")).content().contains("feedback that may be this");
        assertThat(deployment.sent()).hasSize(1);
    }

    @Test
    void a_pair_is_known_too_and_one_that_cannot_be_looked_for_is_not_sent() throws Exception {
        String pair = "quality," + new UUID(1, 1) + "," + new UUID(1, 2) + ",,,\n";
        preferences("pairs.csv", pair).run();
        String asText = "quality,,,,,\n";

        Summary summary = preferences("fresh.csv", pair, pair.replace("0002,", "0003,"), asText)
                .maxErrors("90%")
                .skippingExisting()
                .run();

        assertThat(summary.statuses()).isEqualTo(Map.of("skipped", 1L, "recorded", 1L, "invalid", 1L));
    }

    @Test
    void of_a_completion_that_is_not_shown_it_cannot_be_told_and_without_the_option_it_is_sent() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        deployment.answersReadBacksWith(() -> asked.incrementAndGet() == 1 ? RecordingDeployment.HIDDEN : null);
        UploadRun run = run("fresh.csv", ROW, OTHER_ROW).skippingExisting();

        Summary summary = run.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("invalid", 1L, "recorded", 1L));
        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(run.heard.notices)
                .anyMatch(notice -> notice.startsWith("1 row is not sent: the server may have it."));
        assertThat(run("fresh.csv", ROW, OTHER_ROW).run().statuses()).isEqualTo(Map.of("recorded", 2L));
    }

    @Test
    void where_nothing_is_shown_nothing_is_sent() throws Exception {
        deployment.answersReadBacksWith(() -> RecordingDeployment.HIDDEN);
        stops(run("fresh.csv", ROW, OTHER_ROW), "The server shows none of the completions");

        deployment.answersReadBacksWith(
                () -> new Answer(200, "{\"errors\":[{\"message\":\"Unknown field completion\"}]}"));
        stops(run("fresh.csv", ROW, OTHER_ROW), "Unknown field completion");

        deployment.answersReadBacksWith(() -> new Answer(503, "{\"error\":\"busy\"}"));
        stops(run("fresh.csv", ROW, OTHER_ROW), "The server does not show what it has: ");
    }

    private void stops(UploadRun run, String why) throws Exception {
        Summary summary = run.skippingExisting().run();
        assertThat(summary.stopped()).contains(why);
        assertThat(summary.exitCode()).isEqualTo(summary.stopCause() == StopReason.SERVER_DOWN ? 3 : 2);
        assertThat(summary.stopCause()).isIn(StopReason.CANNOT_READ_BACK, StopReason.SERVER_DOWN);
        assertThat(summary.statuses()).isEqualTo(Map.of("not_sent", 2L));
        assertThat(deployment.sent()).isEmpty();
    }

    @Test
    void a_server_that_is_busy_is_asked_again() throws Exception {
        run("ratings.csv", ROW).run();
        AtomicInteger asked = new AtomicInteger();
        deployment.answersReadBacksWith(
                () -> asked.incrementAndGet() == 1 ? new Answer(503, "{\"error\":\"busy\"}") : null);

        assertThat(run("fresh.csv", ROW).skippingExisting().run().statuses()).isEqualTo(Map.of("skipped", 1L));
        assertThat(asked).hasValue(2);
    }

    @Test
    void it_takes_a_use_case_or_project() throws IOException {
        UploadRun run = run("fresh.csv", ROW).withoutProject().skippingExisting();

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(run::run)
                .withMessageStartingWith("--skip-existing needs the use case or project");
        assertThat(deployment.readBack()).isEmpty();
    }
}
