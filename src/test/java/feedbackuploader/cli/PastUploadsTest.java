package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.UploadSummary;
import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.Reply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that were begun in a terminal, in the page; and what the page hands out of its own. */
@Timeout(60)
class PastUploadsTest {

    private static final String KEY = "key-of-the-test";

    @TempDir
    Path folder;

    private static String rows(String metric) {
        return "completion_id,score\n" + new UUID(7, 1) + "," + metric + "\n";
    }

    @Test
    void an_upload_from_a_terminal_is_listed_and_opened_with_its_choices() throws Exception {
        try (Sandbox deployment =
                Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)))) {
            Map<String, String> environment = Map.of(
                    "ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", deployment.root().toString());
            Path file = Files.writeString(folder.resolve("ratings.csv"), rows("0.5"));
            Typed typed = Typed.in(
                    folder.resolve("state"),
                    environment,
                    "upload",
                    file.toString(),
                    "--metric",
                    "quality",
                    "--map=value=score",
                    "--yes",
                    "--header",
                    "X-Proxy: secret",
                    "--skip-recorded");
            assertThat(typed.exitCode()).as(typed.err()).isZero();

            try (PageBench page = new PageBench(folder.resolve("state"), environment)) {
                UploadSummary listed = page.bench.uploads().get(0);
                assertThat(listed.id()).isNull();
                assertThat(listed.path()).isEqualTo(file.toString());
                assertThat(listed.statuses()).isEqualTo(Map.of("recorded", 1L));
                assertThat(listed.target()).isEqualTo(deployment.root().toString());

                String id = page.bench.open(listed.path());
                FileState opened = page.await(id, Stage.ENDED);
                assertThat(opened.choices())
                        .containsExactlyInAnyOrder(
                                choice("--metric", "quality"),
                                choice("--map", "value=score"),
                                choice("--skip-recorded"));
                assertThat(there(opened.upload()).statuses()).isEqualTo(Map.of("recorded", 1L));
                assertThat(page.bench.uploads())
                        .singleElement()
                        .satisfies(one -> assertThat(one.id()).isEqualTo(id));
            }
        }
    }

    @Test
    void results_and_mapping_are_handed_out_under_the_name_of_the_file() throws Exception {
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            String id = page.checked(
                    Files.writeString(folder.resolve("ratings.csv"), rows("0.5")),
                    choice("--metric", "quality"),
                    choice("--map", "value=score"),
                    choice("--sandbox"));
            assertThatThrownBy(() -> page.bench.download(id, "results", false)).hasMessage("There are no results yet.");
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            Reply.Download results = (Reply.Download) page.bench.download(id, "results", false);
            assertThat(results.name()).isEqualTo("ratings-results.csv");
            assertThat(results.file()).content().contains("recorded");
            Reply.Download mapping = (Reply.Download) page.bench.download(id, "mapping", false);
            assertThat(mapping.name()).isEqualTo("ratings-mapping.json");
            assertThat(mapping.file()).content().contains("\"value\": \"score\"");
            assertThatThrownBy(() -> page.bench.download(id, "failed", false)).hasMessage("There are no rows to fix.");
            assertThatThrownBy(() -> page.bench.download(id, "ledger", false)).hasMessageContaining("no download");
        }
    }

    @Test
    void a_dropped_file_is_kept_in_the_working_folder_and_stays_open() throws Exception {
        String id;
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            id = page.bench.drop(
                    "../C:\\found\\my ratings.csv",
                    new ByteArrayInputStream(rows("1").getBytes(StandardCharsets.UTF_8)));
            FileState state = page.await(id, one -> one.checking() == null);
            assertThat(state.name()).isEqualTo("my ratings.csv");
            assertThat(state.dropped()).isTrue();
            assertThat(Path.of(state.path()))
                    .startsWith(folder.resolve("state/ui/dropped"))
                    .content()
                    .isEqualTo(rows("1"));
            assertThatThrownBy(() -> page.bench.drop("..", new ByteArrayInputStream(new byte[0])))
                    .hasMessageContaining("no name");
        }
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            assertThat(page.bench.state(id).name()).isEqualTo("my ratings.csv");
        }
    }

    @Test
    void a_dropped_file_that_cannot_be_written_is_refused_with_the_reason() throws Exception {
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            Thread.currentThread().interrupt(); // no byte can be written then, as on a full disk
            try {
                assertThatThrownBy(() -> page.bench.drop("a.csv", new ByteArrayInputStream(new byte[9])))
                        .isInstanceOf(BadCallException.class)
                        .hasMessageContaining("The file cannot be kept in ");
            } finally {
                Thread.interrupted();
            }
            assertThat(folder.resolve("state/ui/dropped")).isEmptyDirectory();
        }
    }

    @Test
    void a_file_whose_edits_cannot_be_read_hinders_no_other() throws Exception {
        Path torn = Files.writeString(folder.resolve("torn.csv"), rows("1"));
        Path other = Files.writeString(folder.resolve("other.csv"), rows("1"));
        String id;
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            id = page.checked(torn, choice("--metric", "quality"), choice("--map", "value=score"));
            page.checked(other);
        }
        Files.writeString(folder.resolve("state/ui/edits/" + id + ".jsonl"), "{\"row\":");

        try (PageBench page = new PageBench(folder.resolve("state"))) {
            assertThat(page.bench.uploads()).extracting(UploadSummary::name).containsExactly("other.csv", "torn.csv");
            FileState state = page.await(id, Stage.UNUSABLE);
            assertThat(there(state.unusable()).message())
                    .contains(id + ".jsonl")
                    .contains("a line that is no edit");
            page.await(page.bench.open(other.toString()), one -> one.checking() == null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"files\":null}",
                "{\"files\":[null]}",
                "{\"files\":[{}]}",
                "{\"files\":[{\"id\":\"../../x\",\"path\":\"a\",\"opened\":\"x\",\"choices\":[]}]}",
                "{\"files\":[{\"id\":\"0123456789abcdef\",\"path\":\"\\u0000\",\"opened\":\"x\",\"choices\":[]}]}",
                "{\"files\":[{\"id\":\"0123456789abcdef\",\"path\":\"a\",\"opened\":\"x\",\"choices\":[null]}]}",
                "{\"files\":[{\"id\":\"0123456789abcdef\",\"path\":\"a\",\"opened\":\"x\",\"choices\":[{}]}]}",
                "{\"files\":[{\"id\":\"0123456789abcdef\",\"path\":\"a\",\"opened\":\"x\",\"choices\":[],\"corrected\":\"\\u0000\"}]}"
            })
    void a_list_of_files_that_cannot_be_read_is_named(String json) throws Exception {
        Path list = Files.createDirectories(folder.resolve("state/ui")).resolve("files.json");
        Files.writeString(list, json);

        assertThatThrownBy(() -> new PageBench(folder.resolve("state")).close())
                .isInstanceOf(UnusableException.class)
                .hasMessage(
                        list + " is not what this program left. Move it away; the uploads themselves are in their run"
                                + " folders.");
    }

    @Test
    void what_cannot_be_chosen_or_opened_is_said() throws Exception {
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            assertThatThrownBy(() -> page.bench.open(folder.toString())).hasMessageContaining("is a folder");
            assertThatThrownBy(() -> page.bench.open("nowhere.csv"))
                    .hasMessageContaining("There is no file ")
                    .hasMessageContaining("paths are read from ");
            assertThatThrownBy(() -> page.bench.state("0000")).hasMessageContaining("not open here");
            String id = page.bench.open(
                    Files.writeString(folder.resolve("ratings.csv"), rows("1")).toString());
            for (String option : new String[] {"--api-key-file", "--header", "--save-mapping", "--yes", "--nonsense"}) {
                assertThatThrownBy(() -> page.bench.choose(id, java.util.List.of(choice(option, "x"))))
                        .hasMessage(option + " cannot be chosen in the page.");
            }
        }
    }
}
