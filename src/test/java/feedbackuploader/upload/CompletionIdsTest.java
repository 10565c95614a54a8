package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.report.Summary;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.RecordingDeployment.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion ids that are of no use are found out before the first row is sent. */
class CompletionIdsTest {

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

    private static String id(int completion) {
        return new UUID(1, completion).toString();
    }

    /** The first row is row 2, and names completion 2. */
    private UploadRun run(int rows) throws IOException {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(2, rows + 2)
                        .mapToObj(row -> id(row) + ",quality," + row + "\n")
                        .collect(Collectors.joining("", "completion_id,metric,value\n", "")));
        return new UploadRun(deployment, file).checkingIds(IdCheck.SAMPLE);
    }

    /** What was asked before the first row was sent. */
    private List<String> askedBy(UploadRun run) throws Exception {
        deployment.readBack().clear();
        var unused = run.dry().run();
        return deployment.readBack().stream().sorted().toList();
    }

    @Test
    void twenty_from_all_over_the_file_are_asked_for_and_the_same_ones_again() throws Exception {
        List<String> asked = askedBy(run(200));

        assertThat(asked).hasSize(20).doesNotHaveDuplicates().contains(id(2), id(192));
        assertThat(asked)
                .filteredOn(completion -> UUID.fromString(completion).getLeastSignificantBits() < 102)
                .hasSizeBetween(9, 11);
        assertThat(askedBy(run(200))).isEqualTo(asked);
    }

    @Test
    void of_a_short_file_each_is_asked_for_once() throws Exception {
        assertThat(askedBy(run(3))).containsExactly(id(2), id(3), id(4));
    }

    @Test
    void both_sides_of_pairs_are_asked_for() throws Exception {
        Path file = Files.writeString(
                folder.resolve("pairs.csv"),
                "metric,preferred_completion,other_completion\nquality," + id(1) + "," + id(2) + "\nquality," + id(3)
                        + "," + id(4) + "\n");

        assertThat(askedBy(new UploadRun(deployment, file).checkingIds(IdCheck.SAMPLE)))
                .containsExactly(id(1), id(2), id(3), id(4));
    }

    @ParameterizedTest
    @EnumSource(
            value = IdCheck.class,
            names = {"SAMPLE", "ALL"})
    void where_none_exists_nothing_is_sent(IdCheck check) throws Exception {
        deployment.lacks(completion -> true);

        Summary stopped = run(150).checkingIds(check).run();

        assertThat(stopped.stopCause()).isEqualTo(StopReason.UNKNOWN_COMPLETIONS);
        assertThat(stopped.stopped()).startsWith("None of the ").contains(id(2) + " (row 2)", "--check-ids none");
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.statuses()).isEqualTo(Map.of("not_sent", 150L));
        assertThat(deployment.sent()).isEmpty();

        deployment.readBack().clear();
        assertThat(run(150).checkingIds(IdCheck.NONE).run().statuses()).isEqualTo(Map.of("recorded", 150L));
    }

    @Test
    void a_dry_run_checks_too() throws Exception {
        deployment.lacks(completion -> true);

        assertThat(run(3).dry().run().stopCause()).isEqualTo(StopReason.UNKNOWN_COMPLETIONS);
    }

    @Test
    void some_that_are_missing_are_a_notice_and_their_rows_are_sent() throws Exception {
        deployment.lacks(List.of(id(3), id(5))::contains);
        UploadRun run = run(4);

        assertThat(run.run().statuses()).isEqualTo(Map.of("recorded", 4L));
        assertThat(run.heard.notices)
                .contains("2 of 4 completions that the server was asked for do not exist there: " + id(3) + " (row 3), "
                        + id(5) + " (row 5). It will refuse such rows. --check-ids all asks for all completions and"
                        + " does not send these rows.");
    }

    @Test
    void where_all_are_asked_for_the_rows_of_those_that_are_missing_wait_for_the_next_run() throws Exception {
        deployment.lacks(List.of(id(3), id(5))::contains);
        UploadRun run = run(30).checkingIds(IdCheck.ALL);

        Summary summary = run.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 28L, "invalid", 2L));
        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(deployment.sent()).hasSize(28).noneMatch(body -> body.contains(id(3)) || body.contains(id(5)));
        assertThat(run.heard.notices)
                .contains("2 rows are not sent: the server does not show their completions, such as " + id(3)
                        + " (row 3), " + id(5) + " (row 5). The report gives the reason.");
        assertThat(folder.resolve("ratings.csv.upload/results.csv")).content().contains("no completion " + id(3));

        deployment.lacks(id(5)::equals);
        assertThat(run(30).checkingIds(IdCheck.ALL).run().statuses()).isEqualTo(Map.of("recorded", 29L, "invalid", 1L));
        assertThat(run(30).run().statuses()).as("nobody asks any more").isEqualTo(Map.of("recorded", 30L));
    }

    @Test
    void an_upload_that_has_begun_takes_no_sample() throws Exception {
        run(4).run();
        deployment.readBack().clear();
        deployment.lacks(completion -> true);

        assertThat(run(5).dry().run().stopCause()).isNull();
        assertThat(deployment.readBack()).isEmpty();
    }

    @Test
    void without_a_use_case_or_project_there_is_no_sample_and_not_all_can_be_asked_for() throws Exception {
        assertThat(askedBy(run(3).withoutProject())).isEmpty();

        UploadRun all = run(3).withoutProject().checkingIds(IdCheck.ALL);
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(all::run)
                .withMessageStartingWith("--check-ids all needs the use case or project");
    }

    @Test
    void what_reads_every_completion_anyway_takes_no_sample() throws Exception {
        assertThat(askedBy(run(3).skippingExisting())).as("each once").hasSize(3);
    }

    @Test
    void a_server_that_shows_no_completion_proves_nothing_and_stops_whoever_asks_for_all() throws Exception {
        for (Answer answer : List.of(
                new Answer(200, "{\"errors\":[{\"message\":\"Unknown field completion\"}]}"),
                new Answer(200, "{\"errors\":[{\"message\":\"oops\"}]}"),
                RecordingDeployment.BUSY)) {
            deployment.answersReadBacksWith(() -> answer);

            assertThat(run(3).dry().run().exitCode()).isZero();
            assertThat(run(3).dry().checkingIds(IdCheck.ALL).run().stopCause())
                    .isIn(StopReason.CANNOT_READ_BACK, StopReason.SERVER_DOWN);
        }
        deployment.answersReadBacksWith(() -> RecordingDeployment.BUSY);
        deployment.readBack().clear();
        assertThat(run(3).run().statuses()).isEqualTo(Map.of("recorded", 3L));
    }
}
