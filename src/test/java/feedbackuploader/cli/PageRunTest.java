package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.RunHistory;
import feedbackuploader.sandbox.Latency;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.server.ServerTime;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.UploadQuestion;
import feedbackuploader.web.grid.GridRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An upload in the page: trial, pause, question, kill, and another process at the same file. */
class PageRunTest extends PageCase {

    private static Sandbox deployment(Duration latency) throws IOException {
        return Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withLatency(Latency.of(latency)));
    }

    private static Map<String, String> to(Sandbox deployment) {
        return Map.of("ADAPTIVE_URL", deployment.root().toString(), "ADAPTIVE_API_KEY", KEY);
    }

    @Test
    void a_trial_halts_after_the_first_rows_and_the_rest_goes_on() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 5), METRIC, choice("--sandbox"));

            page.bench.upload(id, 2L);
            FileState trial = page.await(id, Stage.ENDED);
            assertThat(upload(trial).statuses()).isEqualTo(Map.of("recorded", 2L, "not_sent", 3L));
            assertThat(upload(trial).stopped()).contains("Only the first 2 rows");
            assertThat(trial.command()).doesNotContain("--first");

            page.bench.upload(id, null);
            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).statuses()).isEqualTo(Map.of("recorded", 5L));
            assertThat(upload(ended).sentence()).isEqualTo("All 5 rows are recorded in the sandbox.");
            assertThat(upload(ended).report()).isTrue();
            assertThat(new ObjectMapper().valueToTree(upload(ended).traffic()).toString())
                    .as("the plots of the page and of the report show the same")
                    .isEqualTo(there(upload(ended).summary())
                            .at("/traffic/over_time")
                            .toString());
            assertThat(upload(ended).runs()).isEqualTo(2);
        }
    }

    @Test
    void pause_drains_and_the_next_run_goes_on() throws Exception {
        try (Sandbox deployment = deployment(Duration.ofMillis(100));
                PageBench page = page(to(deployment))) {
            String id = page.checked(ratings("ratings.csv", 40), METRIC, choice("--concurrency", "1"));
            page.bench.upload(id, null);
            FileState sending = page.await(
                    id,
                    state -> state.stage() == Stage.SENDING
                            && there(upload(state).progress()).recorded() > 1);
            assertThat(sending.locked()).contains("Pause");
            assertThatThrownBy(() -> page.bench.choose(id, List.of())).hasMessageContaining("Pause the upload first");

            page.bench.pause(id);
            FileState paused = page.await(id, Stage.ENDED);
            assertThat(upload(paused).statuses().keySet()).containsExactly("not_sent", "recorded");
            long recorded = there(upload(paused).statuses().get("recorded"));
            assertThat(recorded).isBetween(2L, 39L);

            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 40L));
        }
    }

    @Test
    void rows_that_were_sent_before_are_asked_about() throws Exception {
        try (Sandbox deployment = deployment(Duration.ZERO);
                PageBench page = page(to(deployment))) {
            String id = page.checked(ratings("ratings.csv", 2), METRIC);
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            String copy = page.checked(ratings("grown.csv", 5), METRIC);

            page.bench.upload(copy, null);
            UploadQuestion question =
                    there(upload(page.await(copy, Stage.QUESTION)).question());
            assertThat(question.answers())
                    .extracting(UploadQuestion.Answer::answer)
                    .containsExactly("skip", "again", "stop");
            assertThat(question.answers().get(0).text()).isEqualTo("Skip the 2 sent before and send 3");
            assertThatThrownBy(() -> page.bench.answer(copy, "perhaps")).hasMessageContaining("answered already");

            page.bench.answer(copy, "skip");
            assertThat(upload(page.await(copy, Stage.ENDED)).statuses())
                    .isEqualTo(Map.of("recorded", 3L, "skipped", 2L));
        }
    }

    private static ServerTime now() {
        return new ServerTime(Instant.now(), Instant.now());
    }

    /** As a kill leaves it: a row on its way, a run without an end. */
    @Test
    void after_a_kill_another_process_says_where_it_stands_and_goes_on() throws Exception {
        Path file = ratings("ratings.csv", 4);
        Path run = folder.resolve("ratings.csv.sandbox");
        String id;
        try (PageBench page = page(Map.of())) {
            id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.upload(id, 2L);
            page.await(id, Stage.ENDED);
        }
        try (Ledger ledger = Ledger.open(run, new Owner(file, "sandbox", "sandbox"));
                Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 1, 1_000, now())).hasSize(1);
            var unused = RunHistory.begin(
                    run.resolve("history.jsonl"),
                    new Invocation("test", List.of(), "ann", "lab", null, null),
                    "2026-01-02T03:04:05Z",
                    "sandbox",
                    "sandbox",
                    null);
        }
        try (PageBench page = page(Map.of())) {
            FileState killed = page.await(id, state -> state.checking() == null);
            assertThat(killed.stage()).isEqualTo(Stage.ENDED);
            assertThat(upload(killed).stopped()).contains("was killed");
            assertThat(page.bench.grids().rows(id, "unknown", 0, 9).rows())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.row()).isEqualTo(4);
                        assertThat(row.locked()).isTrue();
                    });

            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 4L));
        }
    }

    @Test
    void a_file_that_another_process_uploads_is_locked() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 3), METRIC, choice("--sandbox"));
            page.bench.upload(id, 1L);
            page.await(id, Stage.ENDED);
            Path run = folder.resolve("ratings.csv.sandbox");
            try (RunLock other = RunLock.acquire(run)) {
                assertThat(other).isNotNull();
                var unused = RunHistory.begin(
                        run.resolve("history.jsonl"),
                        new Invocation("test", List.of(), "ann", "lab", null, null),
                        "2026-01-02T03:04:05Z",
                        "sandbox",
                        "sandbox",
                        null);
                page.bench.upload(id, null);
                FileState refused = page.await(id, state -> state.stage() == Stage.ENDED && state.locked() != null);
                assertThat(upload(refused).stopped()).contains("in use by another upload in this process");
                assertThat(refused.locked()).contains("Another process uploads this file");
            }
            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 3L));
        }
    }

    @Test
    void one_process_at_a_time_has_the_files() throws Exception {
        try (PageBench page = page(Map.of())) {
            assertThat(page).isNotNull();
            assertThatThrownBy(() -> page(Map.of())).hasMessageContaining("open in another process already");
        }
        page(Map.of()).close();
    }

    @Test
    void two_files_are_checked_and_uploaded_at_once_each_with_its_own_log() throws Exception {
        try (PageBench page = page(Map.of())) {
            String one = page.checked(ratings("one.csv", 20), METRIC, choice("--sandbox"));
            String two = page.checked(ratings("two.csv", 30), METRIC, choice("--sandbox"));
            page.bench.upload(one, null);
            page.bench.upload(two, null);

            assertThat(upload(page.await(one, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 20L));
            assertThat(upload(page.await(two, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 30L));
        }
        assertThat(folder.resolve("one.csv.sandbox/upload.log"))
                .content()
                .contains("one.csv")
                .doesNotContain("two.csv");
        assertThat(folder.resolve("two.csv.sandbox/upload.log"))
                .content()
                .contains("two.csv")
                .doesNotContain("one.csv");
    }

    @Test
    void of_a_file_that_became_another_one_nothing_is_told_of_its_rows() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 2), METRIC, choice("--sandbox"));
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            assertThat(page.bench.grids().rows(id, null, 0, 9).rows())
                    .extracting(GridRow::status)
                    .containsOnly("recorded");

            page.checked(ratings("ratings.csv", 3), METRIC, choice("--sandbox"));

            assertThat(page.bench.grids().rows(id, null, 0, 9).rows())
                    .hasSize(3)
                    .extracting(GridRow::status)
                    .containsOnlyNulls();
            assertThat(page.bench.grids().rows(id, "recorded", 0, 9).total()).isZero();
        }
    }

    @Test
    void a_check_with_the_deployment_sends_nothing_and_says_what_it_lacks() throws Exception {
        try (Sandbox deployment = deployment(Duration.ZERO);
                PageBench page = page(to(deployment))) {
            String id = page.checked(ratings("ratings.csv", 2), choice("--metric", "unheard-of"));
            page.bench.checkDeployment(id);
            assertThat(upload(page.await(id, Stage.ENDED)).stopped())
                    .contains("unheard-of")
                    .contains("feedback-uploader metrics create unheard-of");

            page.bench.choose(id, List.of(METRIC));
            page.await(id, state -> state.checking() == null);
            page.bench.checkDeployment(id);
            FileState dry = page.await(id, Stage.ENDED);
            assertThat(upload(dry).statuses()).isEqualTo(Map.of("not_sent", 2L));
            assertThat(there(upload(dry).summary()).path("dry_run").booleanValue())
                    .isTrue();
            assertThat(deployment.recordedCount()).isZero();
            assertThat(dry.command()).doesNotContain("--dry-run");
        }
    }

    @Test
    void a_ledger_that_is_damaged_is_told_of_and_nothing_is_sent() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 2), METRIC, choice("--sandbox"));
            page.bench.upload(id, 1L);
            page.await(id, Stage.ENDED);
        }
        Files.writeString(folder.resolve("ratings.csv.sandbox/ledger.db"), "nothing of the kind");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 2), METRIC, choice("--sandbox"));
            FileState state = page.bench.state(id);
            assertThat(state.stage()).isEqualTo(Stage.ENDED);
            assertThat(upload(state).stopped()).contains("ledger.db");

            page.bench.upload(id, null);
            FileState refused = page.await(id, Stage.ENDED);
            assertThat(upload(refused).stopped()).contains("ledger.db");
        }
    }

    @Test
    void other_choices_interrupt_a_check_and_the_last_ones_hold() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.bench.open(ratings("ratings.csv", 20_000).toString());
            for (String metric : List.of("one", "two", "three", "four")) {
                page.bench.choose(id, List.of(choice("--metric", metric)));
            }
            FileState state = page.await(id, Stage.CHECKED);

            assertThat(there(state.survey()).metrics())
                    .singleElement()
                    .satisfies(one -> assertThat(one.metric()).isEqualTo("four"));
            assertThat(page.bench.grids().rows(id, null, 19_990, 60).rows()).hasSize(10);
        }
        try (Stream<Path> grids = Files.list(folder.resolve("state/ui/grids"))) {
            assertThat(grids.flatMap(PageRunTest::files))
                    .as("rows of checks that nobody needs any more")
                    .isEmpty();
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_the_end_of_the_page_interrupts_is_told_with_the_command_to_go_on() throws Exception {
        try (Sandbox deployment = deployment(Duration.ofMillis(100));
                PageBench page = page(to(deployment))) {
            String id = page.checked(ratings("ratings.csv", 40), METRIC, choice("--concurrency", "1"));
            page.bench.upload(id, null);
            page.await(
                    id,
                    state -> state.stage() == Stage.SENDING
                            && there(upload(state).progress()).recorded() > 1);

            page.bench.close();
            assertThat(page.bench.ended()).singleElement().satisfies(ended -> {
                assertThat(there(ended.summary()).statuses().keySet())
                        .containsExactlyInAnyOrder("not_sent", "recorded");
                assertThat(ended.command()).endsWith("ratings.csv --metric quality --concurrency 1");
            });
        }
    }

    @Test
    void a_run_folder_that_is_deleted_under_an_upload_is_told_of() throws Exception {
        try (Sandbox deployment = deployment(Duration.ofMillis(50));
                PageBench page = page(to(deployment))) {
            String id = page.checked(ratings("ratings.csv", 40), METRIC, choice("--concurrency", "1"));
            page.bench.upload(id, null);
            page.await(
                    id,
                    state -> state.stage() == Stage.SENDING
                            && there(upload(state).progress()).recorded() > 1);
            for (Path one : files(folder.resolve("ratings.csv.upload")).toList()) {
                Files.delete(one);
            }
            Files.delete(folder.resolve("ratings.csv.upload"));

            assertThat(upload(page.await(id, Stage.ENDED)).stopped())
                    .contains("ratings.csv.upload was deleted or moved while the upload went on")
                    .contains("--skip-existing and --again")
                    .doesNotContain("Reading or writing failed");
        }
    }
}
