package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code feedback-uploader sandbox} that say how a deployment behaves, as they are typed. */
class SandboxOptionsIT {

    private static final String INTERACTION = """
            {"completion": "Hi", "prompt": "p", "use_case": "chat", "labels": {"t": "1"}}
            """;
    private static final String FEEDBACK = """
            {"metric": "quality", "value": 1, "completion_id": "1b671a64-40d5-491e-99b0-da01ff1f3341"}
            """;

    @TempDir
    private Path folder;

    @Test
    void without_options_a_created_completion_is_found_by_its_labels_at_once() throws Exception {
        try (SandboxProcess process = SandboxProcess.start(folder)) {
            SandboxView sandbox = process.view();

            assertThat(sandbox.post("/api/v1/interactions", INTERACTION).statusCode())
                    .isEqualTo(201);

            assertThat(list(sandbox, ",\"labels\":[{\"key\":\"t\",\"value\":[\"2\",\"1\"]}]"))
                    .contains("\"totalCount\":1");
            assertThat(sandbox.post("/api/v1/feedback", FEEDBACK).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void completions_may_be_hidden_at_first_labels_refused_and_ids_unknown() throws Exception {
        try (SandboxProcess process =
                SandboxProcess.start(folder, "--visible-after", "1h", "--label-filter", "refused", "--strict-ids")) {
            SandboxView sandbox = process.view();

            sandbox.post("/api/v1/interactions", INTERACTION);

            assertThat(list(sandbox, "")).contains("\"totalCount\":0");
            assertThat(list(sandbox, ",\"labels\":[]")).contains("Unknown field");
            assertThat(sandbox.post("/api/v1/feedback", FEEDBACK).body()).contains("EntityNotFound: completion");
        }
    }

    @Test
    void the_feedback_route_may_be_gone() throws Exception {
        try (SandboxProcess process =
                SandboxProcess.start(folder, "--without-feedback-route", "--faults", "unlisted=100%")) {
            SandboxView sandbox = process.view();

            sandbox.post("/api/v1/interactions", INTERACTION);

            assertThat(sandbox.post("/api/v1/feedback", FEEDBACK).body()).isEqualTo("404 page not found\n");
            assertThat(list(sandbox, "")).contains("\"totalCount\":0");
            assertThat(sandbox.fired("unlisted")).isEqualTo(1);
        }
    }

    private static String list(SandboxView sandbox, String more) throws Exception {
        return sandbox.post("/api/graphql", """
                        {"query": "query ($f: ListCompletionsFilterInput!, $p: CursorPageInput!) { completions(filter: $f, page: $p) { totalCount } }",
                         "variables": {"f": {"useCase": "chat"%s}, "p": {}}}
                        """.formatted(more)).body();
    }
}
