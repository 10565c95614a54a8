package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told later of an upload: how its last run went, and what it recorded. */
@Timeout(60)
class StatusTest {

    private static final String KEY = "key-of-the-test";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withMetrics(Map.of("quality", MetricKind.SCALAR, "speed", MetricKind.SCALAR)));
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value\n" + new UUID(1, 1) + ",quality,4\n" + new UUID(1, 2) + ",quality,5\n");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Typed typed(String key, String... arguments) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", key, "ADAPTIVE_URL", sandbox.root().toString(), "HOSTNAME", "lab"),
                arguments);
    }

    private Typed upload(String key, String... options) {
        return typed(
                key,
                Stream.concat(Stream.of("upload", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Typed status(String... options) {
        return typed(
                KEY,
                Stream.concat(Stream.of("status", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void says_when_the_last_run_began_and_ended_and_where_its_report_is() {
        assertThat(upload(KEY, "--use-case", "support").exitCode()).isZero();

        Typed status = status();

        assertThat(status.out().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(file + " to " + sandbox.root() + ", support: 2 rows"),
                        second -> assertThat(second).isEqualTo("         2 recorded"),
                        third -> assertThat(third)
                                .matches("Last run: began " + TIME + ", ended " + TIME + " with exit code 0\\."),
                        fourth -> assertThat(fourth).isEqualTo("Report: " + file + ".upload/results.csv"));
        assertThat(status.exitCode()).isZero();
    }

    @Test
    void says_why_the_last_run_stopped_before_anything_was_known_of_the_rows() throws IOException {
        assertThat(upload("another-key").exitCode()).isEqualTo(2);

        Typed status = status();

        assertThat(status.out().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(file + " to " + sandbox.root()
                                        + ": the rows are not checked yet; nothing was sent."),
                        second -> assertThat(second)
                                .matches("Last run: began " + TIME + ", ended " + TIME + " with exit code 2\\."),
                        third -> assertThat(third).startsWith("It stopped: " + sandbox.root() + " refused the API key"),
                        fourth -> assertThat(fourth).isEqualTo("Report: none yet. The upload writes it when it ends."));
        assertThat(status.exitCode()).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(status("--json").out());
        assertThat(json.path("checked").asBoolean(true)).isFalse();
        assertThat(json.path("exit_code").asInt()).isEqualTo(2);
        assertThat(json.path("stopped").asText()).contains(" refused the API key");
    }

    @Test
    void knows_a_run_that_was_killed() throws IOException {
        assertThat(upload(KEY).exitCode()).isZero();
        Path history = folder.resolve("ratings.csv.upload/history.jsonl");
        List<String> lines = Files.readAllLines(history);
        Files.writeString(history, lines.get(0).replaceAll("\"ended\":.*?\"target\"", "\"target\"") + "\n");

        assertThat(status().out())
                .containsPattern("Last run: began " + TIME
                        + " and was killed, or left by a second Ctrl-C\\. Nothing is lost\\. Run the same upload command to"
                        + " continue\\.")
                .contains("Report: " + file + ".upload/results.csv");
    }

    @Test
    void names_the_report_that_a_killed_run_left_out_of_date_and_the_command_for_a_new_one() throws IOException {
        assertThat(upload(KEY).exitCode()).isZero();
        Path results = folder.resolve("ratings.csv.upload/results.csv");
        Path outOfDate = Files.move(results, results.resolveSibling("results.out-of-date.csv"));

        assertThat(status().out())
                .endsWith("Report: " + outOfDate + " of an earlier run is out of date. To write it now:"
                        + " feedback-uploader report " + file + "\n");
        assertThat(typed(KEY, "report", file.toString()).exitCode()).isZero();
        assertThat(results).exists();
    }

    @Test
    void has_the_words_of_the_report() throws IOException {
        assertThat(upload(KEY, "--dry-run").exitCode()).isZero();

        assertThat(status().out()).contains("         2 not_sent\n").doesNotContain("planned");
        assertThat(new ObjectMapper()
                        .readTree(status("--json").out())
                        .path("statuses")
                        .toString())
                .isEqualTo("{\"not_sent\":2}");
    }

    /** The plan's line accounts for each row; a label among other values is no row. */
    @Test
    void a_row_without_any_value_is_counted_before_anything_is_sent() throws IOException {
        Files.writeString(
                file,
                "completion_id,quality,speed\n" + new UUID(1, 1) + ",4,5\n" + new UUID(1, 2) + ",,\n" + new UUID(1, 3)
                        + ",,3\n");

        assertThat(upload(KEY, "--metrics", "quality,speed").err())
                .contains("3 rows, 3 feedback: 3 to send, 1 row skipped.");
    }

    @ParameterizedTest
    @CsvSource({"--use-case,use_case,project", "--project,project,use_case"})
    void names_the_use_case_or_project_as_it_was_given(String option, String key, String other) throws IOException {
        upload(KEY, option, "support");

        for (String json :
                List.of(status("--json").out(), Files.readString(folder.resolve("ratings.csv.upload/summary.json")))) {
            assertThat(new ObjectMapper().readTree(json).path(key).asText()).isEqualTo("support");
            assertThat(new ObjectMapper().readTree(json).has(other)).isFalse();
        }
    }

    @Test
    void keeps_every_run_with_its_options_and_who_ran_it() throws IOException {
        upload("another-key");
        upload(KEY, "--project", "support", "--header", "X-Access: s3cret");

        List<String> lines = Files.readAllLines(folder.resolve("ratings.csv.upload/history.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"exit_code\":2", "refused the API key");
        assertThat(lines.get(1))
                .contains(
                        "\"--project\",\"support\",\"--header\",\"X-Access: …\"",
                        "\"user\":\"" + System.getProperty("user.name") + "\"",
                        "\"host\":\"lab\"",
                        "\"exit_code\":0",
                        "\"statuses\":{\"recorded\":2}");
        String log = Files.readString(folder.resolve("ratings.csv.upload/upload.log"));
        assertThat(log)
                .contains(System.getProperty("user.name") + " on lab: ", ", project support; options: upload ")
                .doesNotContain("s3cret");
        assertThat(Files.readString(folder.resolve("ratings.csv.upload/summary.json")))
                .contains("\"host\" : \"lab\"", "\"--project\"")
                .doesNotContain("s3cret");
    }

    @Test
    void lists_the_ids_of_what_was_recorded_from_the_rows_to_fix_too() throws IOException {
        Files.writeString(file, Files.readString(file) + new UUID(1, 3) + ",quality,x\n");
        assertThat(upload(KEY).exitCode()).isEqualTo(1);
        Path failed = folder.resolve("ratings.csv.upload/failed.csv");
        Files.writeString(failed, Files.readString(failed).replace(",x,", ",3,") + new UUID(1, 4) + ",quality,5,,,\n");
        assertThat(typed(KEY, "upload", failed.toString()).exitCode()).isZero();

        Typed ids = status("--recorded-ids");

        assertThat(ids.out().lines().map(line -> line.replaceAll(",.*", "")))
                .as("but not what the copy alone has")
                .containsExactly(
                        "completion_id",
                        new UUID(1, 1).toString(),
                        new UUID(1, 2).toString(),
                        new UUID(1, 3).toString());
        assertThat(ids.err()).isEmpty();

        Files.move(folder.resolve("ratings.csv.upload/failed.csv.upload"), folder.resolve("gone"));
        assertThat(status("--recorded-ids").err()).startsWith("Missing in this list: what was recorded from ");
    }

    @Test
    void lists_the_ids_of_all_that_was_recorded() throws IOException {
        assertThat(upload(KEY).exitCode()).isZero();
        Files.writeString(
                file,
                "{\"metric\":\"quality\",\"preferred_completion\":\"" + new UUID(2, 1) + "\",\"other_completion\":\""
                        + new UUID(2, 2) + "\"}\n");
        assertThat(upload(KEY, "--use-case", "support").exitCode()).isZero();

        Typed ids = status("--recorded-ids");

        assertThat(ids.out().lines().toList())
                .as("rows that are gone from the file are still on the server")
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("completion_id,feedback_id,metric,recorded_at"),
                        first -> assertThat(first).matches(new UUID(1, 1) + ",[0-9a-f-]{36},quality," + TIME),
                        second -> assertThat(second).matches(new UUID(1, 2) + ",[0-9a-f-]{36},quality," + TIME),
                        pair -> assertThat(pair).matches(new UUID(2, 1) + ",[0-9a-f-]{36},quality," + TIME));
        assertThat(ids.exitCode()).isZero();
    }
}
