package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.support.JsonText;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.UploadSummary;
import feedbackuploader.web.grid.GridColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page is told of a file, apart from its rows. */
class PageStateTest extends PageCase {

    private Path ratings() throws IOException {
        return ratings("ratings.csv", 5);
    }

    @Test
    void a_run_is_told_with_its_own_command() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings(), METRIC, choice("--sandbox"));

            page.bench.upload(id, 2L);
            FileState trial = page.await(id, Stage.ENDED);
            assertThat(there(trial.upload()).ran()).endsWith("ratings.csv --metric quality --sandbox --first 2");
            assertThat(trial.command()).endsWith("ratings.csv --metric quality --sandbox");
            assertThat(there(trial.upload()).dryRun()).isFalse();
            assertThat(there(trial.upload()).isCurrent()).isTrue();
        }
    }

    @Test
    void the_command_of_a_run_that_was_begun_in_another_folder_goes_there_first() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings(), METRIC, choice("--sandbox"));
            page.bench.upload(id, 2L);
            page.await(id, Stage.ENDED);
        }
        Path history = folder.resolve("ratings.csv.sandbox").resolve("history.jsonl");
        String here = JsonText.of(Path.of("").toAbsolutePath().toString());
        String run = Files.readString(history);
        assertThat(run).contains("\"folder\":" + here);
        Files.writeString(history, run.replace("\"folder\":" + here, "\"folder\":\"/data/of ann\""));
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings(), METRIC, choice("--sandbox"));
            assertThat(there(page.await(id, Stage.ENDED).upload()).ran())
                    .startsWith("cd '/data/of ann' && feedback-uploader upload ");
        }
    }

    @Test
    void a_check_with_the_deployment_is_no_upload() throws Exception {
        try (Sandbox deployment =
                        Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
                PageBench page = page(Map.of("ADAPTIVE_URL", deployment.root().toString(), "ADAPTIVE_API_KEY", KEY))) {
            String id = page.checked(ratings(), METRIC);

            page.bench.checkDeployment(id);
            assertThat(there(page.await(id, state -> state.upload() != null).upload())
                            .dryRun())
                    .isTrue();
            FileState ended = page.await(id, Stage.ENDED);
            assertThat(there(ended.upload()).dryRun()).isTrue();
            assertThat(there(ended.upload()).ran()).endsWith("--metric quality --dry-run");

            page.bench.upload(id, null);
            assertThat(there(page.await(id, Stage.ENDED).upload()).dryRun()).isFalse();
        }
    }

    @Test
    void a_wrong_url_is_told_before_anything_is_sent_and_the_file_is_read_all_the_same() throws Exception {
        try (PageBench page = page(Map.of())) {
            String id = page.checked(ratings(), METRIC, choice("--url", "banana"));
            FileState wrong = page.bench.state(id);
            assertThat(wrong.destinationProblem()).startsWith("The URL has no scheme");
            assertThat(there(wrong.survey()).rows()).isEqualTo(5);

            page.bench.choose(id, List.of(METRIC, choice("--url", "https://adaptive.example.com")));
            assertThat(page.await(id, state -> state.checking() == null).destinationProblem())
                    .isNull();
        }
    }

    @Test
    void parts_of_an_object_are_used_as_what_the_object_is() throws Exception {
        try (PageBench page = page(Map.of())) {
            Path file = Files.writeString(
                    folder.resolve("preferences.jsonl"),
                    "{\"metric\":\"quality\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                            + "\"preferred_completion\":{\"text\":\"a\",\"model\":\"m\"},"
                            + "\"other_completion\":{\"text\":\"b\",\"model\":\"n\"},\"source\":{\"text\":\"s\"}}\n");
            assertThat(uses(page, page.checked(file)))
                    .containsEntry("/preferred_completion/text", List.of("preferred_completion"))
                    .containsEntry("/preferred_completion/model", List.of("preferred_completion"))
                    .containsEntry("/other_completion/text", List.of("other_completion"))
                    .containsEntry("/source/text", List.of());
        }
    }

    @Test
    void a_column_of_labels_is_used_where_completions_are_created() throws Exception {
        try (PageBench page = page(Map.of())) {
            Path file = Files.copy(Path.of("samples/interactions.csv"), folder.resolve("interactions.csv"));
            assertThat(uses(page, page.checked(file, choice("--create-completions"))))
                    .containsEntry("label.source", List.of("labels"));
        }
    }

    private static Map<String, List<String>> uses(PageBench page, String id) throws IOException {
        return page.bench.state(id).columns().stream().collect(Collectors.toMap(GridColumn::name, GridColumn::fields));
    }

    @Test
    void a_file_is_taken_off_the_list_and_stays_where_it_is() throws Exception {
        Path file = ratings();
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            assertThat(page.bench.uploads()).extracting(UploadSummary::opened).doesNotContainNull();

            page.bench.forget(id);
            assertThat(page.bench.uploads()).isEmpty();
            assertThatThrownBy(() -> page.bench.state(id)).hasMessageContaining("not open");
        }
        assertThat(file).exists();
        try (PageBench page = page(Map.of())) {
            assertThat(page.bench.uploads()).isEmpty();
        }
    }
}
