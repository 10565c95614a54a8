package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API key in the page. */
class PageKeyTest extends PageCase {

    private static Sandbox deployment() throws IOException {
        return Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    /** Not the state of any file, nor any file of the page or of the run. */
    @Test
    void the_key_is_told_to_nobody() throws Exception {
        Path file = ratings("ratings.csv", 3);
        StringBuilder said = new StringBuilder();
        JsonMapper json = JsonMapper.builder().build();
        try (Sandbox deployment = deployment();
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
            said.append(json.writeValueAsString(page.bench.grids().row(id, 2)));
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
        try (Sandbox deployment = deployment();
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
}
