package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with ratings and preferences, uploaded once for each: the report is one. */
class TwoKindsTest {

    private static final MappingOptions RATINGS = kind(Kind.METRIC, "quality");
    private static final MappingOptions PAIRS = kind(Kind.PREFERENCE, "acceptance");

    private static final ScriptedDeployment.Answer RECORDED = new ScriptedDeployment.Answer(
            201,
            "{\"feedback_id\":\"11111111-2222-3333-4444-555555555555\","
                    + "\"comparison_id\":\"21111111-2222-3333-4444-555555555555\"}");

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        deployment.answersTheCatalogueWith(ScriptedDeployment.metrics("quality:SCALAR", "acceptance:BOOL"));
        deployment.answersFeedbackWith(RECORDED);
        input = Files.writeString(
                folder.resolve("both.csv"),
                "completion_id,value,preferred_completion,other_completion\n" + row(1, "4") + row(2, "x")
                        + row(3, "5"));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String row(int number, String value) {
        return new UUID(1, number) + "," + value + "," + new UUID(2, number) + "," + new UUID(3, number) + "\n";
    }

    private static MappingOptions kind(Kind kind, String metric) {
        return new MappingOptions(kind, Map.of(Field.METRIC, metric), Map.of());
    }

    private UploadRun run(MappingOptions kind) {
        return new UploadRun(deployment.url(), input).mapping(kind);
    }

    private List<String> results() throws IOException {
        return Files.readAllLines(UploadRun.folder(input).path().resolve("results.csv"));
    }

    @Test
    void the_second_run_adds_to_the_report_of_the_first() throws Exception {
        assertThat(run(RATINGS).run().statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        UploadRun pairs = run(PAIRS);

        Summary summary = pairs.run();

        assertThat(deployment.takeFeedback()).hasSize(5);
        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 2L, "invalid", 1L));
        assertThat(summary.feedback()).isEqualTo(Map.of("recorded", 5L, "invalid", 1L));
        assertThat(pairs.heard.notices)
                .contains(
                        "The report and its counts also hold what an earlier run made of another kind of feedback: 3 pieces of feedback.")
                .noneMatch(notice -> notice.contains("gone from the file"));
        assertThat(results().get(1))
                .contains(
                        ",recorded,",
                        "\"acceptance, quality\"",
                        "\"\"kind\"\":\"\"metric\"\"",
                        "\"\"kind\"\":\"\"preference\"\"");
        assertThat(results().get(2)).contains(",invalid,", "found \"\"x\"\"; expected a number");
        assertThat(UploadRun.folder(input).path().resolve("failed.csv"))
                .content()
                .contains(",x,");
    }

    /** Each row holds one kind, and the first run took both as they came. */
    @Test
    void rows_of_the_other_kind_keep_what_an_earlier_run_made_of_them_and_are_not_invalid() throws Exception {
        Files.writeString(
                input,
                "completion_id,metric,value,preferred_completion,other_completion\n" + new UUID(1, 1)
                        + ",quality,4,,\n,acceptance,," + new UUID(2, 1) + "," + new UUID(3, 1) + "\n");
        assertThat(run(MappingOptions.none()).run().statuses()).isEqualTo(Map.of("recorded", 2L));
        deployment.takeFeedback();

        for (Kind kind : List.of(Kind.METRIC, Kind.PREFERENCE)) {
            UploadRun one = run(new MappingOptions(kind, Map.of(), Map.of()));
            Summary summary = one.run();

            assertThat(summary.statuses()).as(kind.label()).isEqualTo(Map.of("recorded", 2L));
            assertThat(summary.exitCode()).isZero();
            assertThat(summary.failed()).isNull();
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void rows_of_the_other_kind_are_skipped_and_counted() throws Exception {
        Files.writeString(
                input,
                "completion_id,metric,value,preferred_completion,other_completion\n" + new UUID(1, 1)
                        + ",quality,4,,\n,acceptance,," + new UUID(2, 1) + "," + new UUID(3, 1) + "\n");
        UploadRun ratings = run(new MappingOptions(Kind.METRIC, Map.of(), Map.of()));

        Summary summary = ratings.run();

        assertThat(summary.statuses()).isEqualTo(Map.of("recorded", 1L, "skipped", 1L));
        assertThat(summary.exitCode()).isZero();
        assertThat(ratings.heard.notices)
                .contains(
                        "Skipped 1 row of preference feedback: this upload takes another kind. To upload it, run again"
                                + " with --kind preference.");
        assertThat(deployment.takeFeedback()).hasSize(1);
    }

    @Test
    void runs_of_either_kind_go_on_in_turn_and_send_nothing_twice() throws Exception {
        run(RATINGS).run();
        run(PAIRS).run();
        assertThat(deployment.takeFeedback()).hasSize(5);

        for (MappingOptions kind : List.of(RATINGS, PAIRS, PAIRS, RATINGS)) {
            Summary again = run(kind).run();
            assertThat(again.requests()).isZero();
            assertThat(again.feedback()).isEqualTo(Map.of("recorded", 5L, "invalid", 1L));
        }
    }

    @Test
    void nothing_of_the_other_kind_is_sent_that_the_other_run_did_not_send() throws Exception {
        run(RATINGS).dry().run();

        Summary pairs = run(PAIRS).run();

        assertThat(deployment.takeFeedback()).hasSize(3).allMatch(body -> body.contains("preferred_completion"));
        assertThat(pairs.feedback()).isEqualTo(Map.of("recorded", 3L, "skipped", 2L, "invalid", 1L));
        assertThat(results().get(1)).contains("Run that command again to send it.");
        assertThat(run(RATINGS).run().feedback()).isEqualTo(Map.of("recorded", 5L, "invalid", 1L));
    }

    @Test
    void what_the_server_refused_is_sent_again_by_a_run_of_its_own_kind_alone() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);
        run(RATINGS).run();
        deployment.takeFeedback();
        deployment.answersFeedbackWith(RECORDED);

        Summary pairs = run(PAIRS).run();

        assertThat(deployment.takeFeedback()).hasSize(3).allMatch(body -> body.contains("preferred_completion"));
        assertThat(pairs.statuses()).isEqualTo(Map.of("rejected", 2L, "invalid", 1L));
        assertThat(run(RATINGS).run().feedback()).isEqualTo(Map.of("recorded", 5L, "invalid", 1L));
    }

    @Test
    void of_a_file_that_was_changed_the_report_tells_the_kind_of_its_own_run() throws Exception {
        run(RATINGS).run();
        Files.writeString(input, Files.readString(input) + row(4, "3"));

        assertThat(run(PAIRS).run().feedback()).isNull();
    }

    /** Whichever kind a run of the file is about. */
    @Test
    void rows_of_either_kind_that_were_fixed_in_a_copy_are_not_invalid_any_more() throws Exception {
        Path memory = folder.resolve("state/sent.db");
        Files.writeString(
                input,
                "completion_id,metric,value,preferred_completion,other_completion\n" + new UUID(1, 1)
                        + ",quality,4,,\n,acceptance,," + new UUID(2, 1) + "," + new UUID(3, 1) + "\n" + new UUID(1, 2)
                        + ",quality,x,,\n,acceptance,," + new UUID(2, 2) + ",zz\n");
        for (Kind kind : List.of(Kind.METRIC, Kind.PREFERENCE)) {
            run(new MappingOptions(kind, Map.of(), Map.of()))
                    .memory(memory)
                    .maxErrors("100%")
                    .run();
        }
        Path failed = UploadRun.folder(input).path().resolve("failed.csv");
        Files.writeString(
                failed, Files.readString(failed).replace(",x,", ",3,").replace(",zz,", "," + new UUID(3, 2) + ","));
        assertThat(new UploadRun(deployment.url(), failed).memory(memory).run().statuses())
                .isEqualTo(Map.of("recorded", 2L));
        deployment.takeFeedback();

        for (Kind kind : List.of(Kind.METRIC, Kind.PREFERENCE)) {
            Summary summary = run(new MappingOptions(kind, Map.of(), Map.of()))
                    .memory(memory)
                    .run();
            assertThat(summary.statuses()).as(kind.label()).isEqualTo(Map.of("recorded", 2L, "skipped", 2L));
            assertThat(summary.exitCode()).isZero();
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** What was fixed in the copy is one opinion of the row, and says nothing of the other. */
    @Test
    void the_pair_of_a_row_whose_rating_was_fixed_in_a_copy_is_sent() throws Exception {
        Path memory = folder.resolve("state/sent.db");
        Files.writeString(
                input,
                "completion_id,metric,value,preferred_completion,other_completion\n" + new UUID(1, 1) + ",quality,4,,\n"
                        + new UUID(1, 2) + ",quality,x," + new UUID(2, 2) + "," + new UUID(3, 2) + "\n");
        MappingOptions ratings = new MappingOptions(Kind.METRIC, Map.of(), Map.of());
        run(ratings).memory(memory).maxErrors("100%").run();
        Path failed = UploadRun.folder(input).path().resolve("failed.csv");
        Files.writeString(failed, Files.readString(failed).replace(",x,", ",3,"));
        assertThat(new UploadRun(deployment.url(), failed)
                        .mapping(ratings)
                        .memory(memory)
                        .run()
                        .statuses())
                .isEqualTo(Map.of("recorded", 1L));
        deployment.takeFeedback();

        run(new MappingOptions(Kind.PREFERENCE, Map.of(), Map.of()))
                .memory(memory)
                .run();

        assertThat(deployment.takeFeedback()).singleElement().asString().contains("preferred_completion");
        assertThat(run(ratings).memory(memory).run().exitCode()).isZero();
        assertThat(deployment.takeFeedback()).isEmpty();
    }
}
