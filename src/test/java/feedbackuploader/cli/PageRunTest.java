package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.input.edits.Edit;
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
import feedbackuploader.web.Choice;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.UploadQuestion;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An upload in the page: trial, pause, question, kill, and another process at the same file. */
@Timeout(120)
class PageRunTest {

    private static final String KEY = "sk-7f3e9a1b5c8d2046";

    private static final Choice METRIC = choice("--metric", "quality");

    @TempDir
    Path folder;

    /** Rows with the values 1, 2, and so on. */
    private Path ratings(String name, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("completion_id,value\n");
        for (int i = 1; i <= rows; i++) {
            csv.append(new UUID(7, i)).append(',').append(i).append('\n');
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private PageBench page(Map<String, String> variables) throws Exception {
        return new PageBench(folder.resolve("state"), variables);
    }

    private static Sandbox deployment(Duration latency) throws IOException {
        return Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withLatency(Latency.of(latency)));
    }

    private static Map<String, String> to(Sandbox deployment) {
        return Map.of("ADAPTIVE_URL", deployment.root().toString(), "ADAPTIVE_API_KEY", KEY);
    }

    private static FileState.Uploaded upload(FileState state) {
        return there(state.upload());
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
                    new Invocation("test", List.of(), "ann", "lab", null),
                    "2026-01-02T03:04:05Z",
                    "sandbox",
                    "sandbox",
                    null);
        }
        try (PageBench page = page(Map.of())) {
            FileState killed = page.await(id, state -> state.checking() == null);
            assertThat(killed.stage()).isEqualTo(Stage.ENDED);
            assertThat(upload(killed).stopped()).contains("was killed");
            assertThat(page.bench.rows(id, "unknown", 0, 9).rows())
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
                        new Invocation("test", List.of(), "ann", "lab", null),
                        "2026-01-02T03:04:05Z",
                        "sandbox",
                        "sandbox",
                        null);
                page.bench.upload(id, null);
                FileState refused = page.await(id, state -> state.stage() == Stage.ENDED && state.locked() != null);
                assertThat(upload(refused).stopped()).contains("in use by another process");
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

    /** Not the state of any file, nor any file of the page or of the run. */
    @Test
    void the_key_is_told_to_nobody() throws Exception {
        Path file = ratings("ratings.csv", 3);
        StringBuilder said = new StringBuilder();
        JsonMapper json = JsonMapper.builder().build();
        try (Sandbox deployment = deployment(Duration.ZERO);
                PageBench page = page(Map.of("ADAPTIVE_URL", deployment.root().toString()))) {
            String id = page.checked(file, METRIC);
            assertThat(page.bench.session().key().given()).isFalse();
            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).stopped())
                    .startsWith("The deployment needs its API key. Give it at the top right of the page.");

            assertThatThrownBy(() -> page.bench.useKey("two words " + KEY))
                    .hasMessageContaining("a blank")
                    .hasMessageNotContaining(KEY);
            said.append(json.writeValueAsString(page.bench.useKey(KEY)));
            assertThat(page.bench.session().key().from()).isEqualTo("page");
            assertThatThrownBy(() -> page.bench.choose(id, List.of(METRIC, choice("--set", "user=" + KEY))))
                    .hasMessageContaining("The API key stands in --set")
                    .hasMessageNotContaining(KEY);
            page.bench.upload(id, null);
            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).statuses()).isEqualTo(Map.of("recorded", 3L));
            said.append(json.writeValueAsString(ended));
            said.append(json.writeValueAsString(page.bench.row(id, 2)));
            said.append(json.writeValueAsString(page.bench.uploads()));

            assertThat(page.bench.useKey(null).key().given()).isFalse();
        }
        assertThat(said).doesNotContain(KEY);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allSatisfy(one -> assertThat(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1))
                            .as("%s", one)
                            .doesNotContain(KEY));
        }
    }

    @Test
    void a_wrong_key_is_said_and_another_one_goes_on() throws Exception {
        try (Sandbox deployment = deployment(Duration.ZERO);
                PageBench page = page(Map.of(
                        "ADAPTIVE_URL", deployment.root().toString(), "ADAPTIVE_API_KEY", "sk-of-somebody-else-1"))) {
            String id = page.checked(ratings("ratings.csv", 3), METRIC);
            page.bench.upload(id, null);
            FileState refused = page.await(id, Stage.ENDED);
            assertThat(upload(refused).stopped()).contains("ADAPTIVE_API_KEY");

            page.bench.useKey(KEY);
            for (String key : List.of(KEY, "sk-of-somebody-else-1")) {
                assertThatThrownBy(() -> page.bench.choose(id, List.of(METRIC, choice("--set", "user=" + key))))
                        .hasMessageContaining("The API key stands in --set");
            }
            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).statuses()).isEqualTo(Map.of("recorded", 3L));
        }
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
    void one_fix_changes_all_cells_of_a_kind_and_is_taken_back() throws Exception {
        StringBuilder csv = new StringBuilder("completion_id;value\n");
        for (int i = 0; i < 6; i++) {
            csv.append(new UUID(7, i)).append(i % 2 == 0 ? ";0,5\n" : ";1\n");
        }
        Path file = Files.writeString(folder.resolve("ratings.csv"), csv);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            FileState state = page.bench.state(id);
            FixPreview preview =
                    page.bench.preview(id, state.problems().get(0).problem().key());
            assertThat(preview.values()).containsExactly(new FixPreview.FixValue("0,5", "0.5", 3));

            page.bench.fix(
                    id,
                    state.problems().get(0).problem().key(),
                    preview.column(),
                    List.of(new Edit.Replacement("0,5", "0.5")));
            FileState fixed = page.await(id, one -> one.checking() == null);
            assertThat(fixed.problems()).isEmpty();
            assertThat(there(fixed.survey()).invalid()).isZero();
            assertThat(page.bench.rows(id, "changed", 0, 60).rows()).hasSize(3);

            page.bench.undo(id);
            FileState undone = page.await(id, one -> one.checking() == null);
            assertThat(there(undone.survey()).invalid()).isEqualTo(3);
            assertThat(page.bench.find(
                            id, "problem:" + undone.problems().get(0).problem().key(), 4))
                    .isEqualTo(1);
            assertThatThrownBy(() -> page.bench.find(id, "problems", 3)).hasMessageContaining("Row 3 is not among");
            assertThat(page.bench.cell(id, 4, 1).text()).isEqualTo("0,5");
            assertThatThrownBy(() -> page.bench.undo(id)).hasMessageContaining("no change left");
        }
    }

    @Test
    void of_a_file_that_became_another_one_nothing_is_told_of_its_rows() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings("ratings.csv", 2), METRIC, choice("--sandbox"));
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            assertThat(page.bench.rows(id, null, 0, 9).rows())
                    .extracting(GridRow::status)
                    .containsOnly("recorded");

            page.checked(ratings("ratings.csv", 3), METRIC, choice("--sandbox"));

            assertThat(page.bench.rows(id, null, 0, 9).rows())
                    .hasSize(3)
                    .extracting(GridRow::status)
                    .containsOnlyNulls();
            assertThat(page.bench.rows(id, "recorded", 0, 9).total()).isZero();
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
            assertThat(page.bench.rows(id, null, 19_990, 60).rows()).hasSize(10);
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
    void edits_and_choices_survive_the_process() throws Exception {
        Path file = ratings("ratings.csv", 3);
        String id;
        try (PageBench page = page(Map.of())) {
            id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.edit(id, 2, 1, "5");
        }
        try (PageBench page = page(Map.of())) {
            FileState state = page.await(id, one -> one.checking() == null);
            assertThat(state.choices()).containsExactly(METRIC, choice("--sandbox"));
            assertThat(state.edits().cells()).isEqualTo(1);
            assertThat(page.bench.rows(id, null, 0, 1).rows().get(0).cells()).contains("5");
        }
    }

    @Test
    void of_a_row_that_is_recorded_in_part_the_rest_is_fixed_and_nothing_is_undone_that_was_sent() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,quality,tone\n" + new UUID(7, 1) + ",1,two\n" + new UUID(7, 2) + ",three,4\n");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, choice("--metrics", "quality,tone"), choice("--sandbox"));
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.edit(id, 2, 1, "5"))
                    .hasMessageContaining("Row 2 cannot be changed like this: the server has a part of it");
            assertThatThrownBy(() -> page.bench.edit(id, 2, 0, new UUID(7, 3).toString()))
                    .hasMessageContaining("Row 2 cannot be changed like this");
            assertThat(page.bench.state(id).edits().canUndo()).isFalse();
            page.bench.edit(id, 2, 2, "2");
            FileState fixing = page.bench.state(id);
            int problem = fixing.problems().get(0).problem().key();
            page.bench.fix(id, problem, 1, List.of(new Edit.Replacement("three", "3")));
            page.await(id, one -> one.checking() == null);
            page.bench.upload(id, null);

            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).statuses()).isEqualTo(Map.of("recorded", 2L));
            assertThat(Files.readAllLines(folder.resolve("ratings.csv.sandbox/sandbox.jsonl")))
                    .hasSize(4);
            assertThatThrownBy(() -> page.bench.undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().fixes()).isEqualTo(1);
        }
    }

    @Test
    void a_fix_that_was_sent_is_not_undone_in_a_row_of_which_another_part_is_still_wrong() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"), "completion_id,quality,tone,style\n" + new UUID(7, 1) + ",1,two,bad\n");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, choice("--metrics", "quality,tone,style"), choice("--sandbox"));
            page.bench.upload(id, null);
            int problem = page.await(id, Stage.ENDED).problems().stream()
                    .filter(one -> "tone".equals(one.problem().column()))
                    .findFirst()
                    .orElseThrow()
                    .problem()
                    .key();
            page.bench.fix(id, problem, 2, List.of(new Edit.Replacement("two", "2")));
            page.await(id, one -> one.checking() == null);
            page.bench.undo(id);
            FileState undone = page.await(id, one -> one.checking() == null);
            assertThat(undone.edits().fixes()).as("undone before it was sent").isZero();

            page.bench.fix(id, problem, 2, List.of(new Edit.Replacement("two", "2")));
            page.await(id, one -> one.checking() == null);
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().fixes()).isEqualTo(1);
        }
    }

    @Test
    void a_change_of_a_cell_is_not_undone_once_its_row_is_recorded() throws Exception {
        Path file = ratings("ratings.csv", 3);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.edit(id, 2, 1, "5");
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().cells()).isEqualTo(1);
        }
    }

    @Test
    void rows_to_fix_are_fixed_in_the_grid_and_sent_again_and_recorded_ones_stay() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,value\n" + new UUID(7, 1) + ",1\n" + new UUID(7, 2) + ",two\n" + new UUID(7, 3)
                        + ",3\n");
        String before = Files.readString(file);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.upload(id, null);
            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).toFix()).isEqualTo(1);
            List<GridRow> toFix = page.bench.rows(id, "to_fix", 0, 60).rows();
            assertThat(toFix).extracting(GridRow::row).containsExactly(3L);
            assertThat(page.bench.find(id, "recorded", 4)).isEqualTo(1);

            assertThatThrownBy(() -> page.bench.edit(id, 2, 1, "5")).hasMessageContaining("the server has it");
            GridRow fixed = page.bench.edit(id, 3, 1, "2");
            assertThat(fixed.problems()).isEmpty();
            assertThat(page.bench.state(id).edits().cells()).isEqualTo(1);
            assertThat(page.bench.state(id).command()).contains(" --edits ");

            Path copy = page.bench.correct(id, null);
            assertThat(copy).hasFileName("ratings.corrected.csv").content().isEqualTo(before.replace("two", "2"));
            assertThat(page.bench.state(id).edits().corrected()).isEqualTo(copy.toString());
            page.bench.upload(id, null);
            FileState all = page.await(id, Stage.ENDED);
            assertThat(upload(all).statuses()).isEqualTo(Map.of("recorded", 3L));
            assertThat(page.bench.rows(id, "all", 0, 60).rows()).allSatisfy(row -> {
                assertThat(row.status()).isEqualTo("recorded");
                assertThat(row.locked()).isTrue();
            });
            assertThat(page.bench.row(id, 3).pieces()).singleElement().satisfies(piece -> {
                assertThat(piece.body()).contains("\"value\" : 2");
                assertThat(piece.attempts()).isEqualTo(1);
            });
        }
        assertThat(file).hasContent(before);
    }
}
