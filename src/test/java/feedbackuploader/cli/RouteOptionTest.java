package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.sandbox.Behaviour;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings reach a deployment that takes them by GraphQL alone, and a change of the route sends none twice. */
class RouteOptionTest {

    private static final String KEY = "key-of-the-test";
    private static final String HEADER = "completion_id,metric,value,details,user_id\n";
    private static final String RATINGS = HEADER
            + "6f9f1f2e-0000-4000-8000-000000000001,stars,3.5,slow,6f9f1f2e-0000-4000-8000-00000000000a\n"
            + "6f9f1f2e-0000-4000-8000-000000000002,helpful,true,,\n";

    @TempDir
    Path folder;

    private static Sandbox sandbox(boolean hasFeedback) throws IOException {
        return Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("stars", MetricKind.SCALAR, "helpful", MetricKind.BOOL))
                .withBehaviour(new Behaviour(true, false, hasFeedback, Duration.ZERO, LabelFilter.ANY)));
    }

    private Typed upload(Sandbox sandbox, String... options) {
        List<String> words =
                new ArrayList<>(List.of("upload", folder.resolve("r.csv").toString(), "--use-case", "chat"));
        words.addAll(List.of(options));
        return Typed.in(
                folder,
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                words.toArray(String[]::new));
    }

    @Test
    void a_deployment_without_the_rest_route_is_offered_the_other_which_records_each_row_once() throws IOException {
        Files.writeString(folder.resolve("r.csv"), RATINGS);
        try (Sandbox sandbox = sandbox(false)) {
            Typed stopped = upload(sandbox, "--route", "rest");

            assertThat(stopped.err()).contains("This server has no POST /api/v1/feedback");
            assertThat(stopped.out() + stopped.err())
                    .contains("Later versions take metric feedback by GraphQL. To send it so: feedback-uploader upload "
                            + folder.resolve("r.csv") + " --use-case chat --route graphql\n");
            assertThat(stopped.exitCode()).isEqualTo(2);
            assertThat(sandbox.recordedCount()).isZero();

            assertThat(upload(sandbox, "--route", "graphql")).returns(0, Typed::exitCode);
            assertThat(sandbox.recordedCount()).isEqualTo(2);
            assertThat(Files.readString(folder.resolve("r.csv.upload/results.csv")))
                    .containsPattern("stars,3.5,slow,[^,]*,2,2,recorded,[0-9a-f-]{36},")
                    .containsPattern("helpful,true,,,3,3,recorded,[0-9a-f-]{36},");
        }
    }

    @Test
    void a_row_that_went_by_one_route_does_not_go_by_the_other() throws IOException {
        Files.writeString(folder.resolve("r.csv"), RATINGS);
        try (Sandbox sandbox = sandbox(true)) {
            assertThat(upload(sandbox)).returns(0, Typed::exitCode);
            assertThat(upload(sandbox, "--route", "graphql")).returns(0, Typed::exitCode);
            assertThat(sandbox.recordedCount()).as("nothing was left to send").isEqualTo(2);

            Files.writeString(folder.resolve("r.csv"), RATINGS + "6f9f1f2e-0000-4000-8000-000000000003,stars,1,,\n");
            assertThat(upload(sandbox, "--route", "graphql")).returns(0, Typed::exitCode);
            assertThat(sandbox.recordedCount()).as("the new row alone").isEqualTo(3);
            assertThat(upload(sandbox)).returns(0, Typed::exitCode);
            assertThat(sandbox.recordedCount()).isEqualTo(3);
        }
    }

    @Test
    void a_sandbox_of_the_uploads_own_takes_it_too() throws IOException {
        Files.writeString(folder.resolve("r.csv"), RATINGS);
        Typed tried = Typed.in(folder, "upload", folder.resolve("r.csv").toString(), "--sandbox", "--route", "graphql");

        assertThat(tried.exitCode()).as(tried.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("r.csv.sandbox/sandbox.jsonl"))
                        .toString())
                .as("as the mutation takes it")
                .contains("\"metric\":\"helpful\"")
                .contains("\"value\":1")
                .doesNotContain("\"value\":true");
    }
}
