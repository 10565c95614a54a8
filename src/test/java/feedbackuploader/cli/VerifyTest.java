package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.sandbox.Behaviour;
import feedbackuploader.sandbox.LabelFilter;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ledger calls recorded is compared with what the deployment shows. */
@Timeout(60)
class VerifyTest {

    private static final String KEY = "key-of-the-test";

    @TempDir
    private Path folder;

    private Path data;
    private Path file;
    private Sandbox sandbox;

    @BeforeEach
    void upload() throws IOException {
        data = folder.resolve("data.jsonl");
        start();
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,metric,value,details\n" + new UUID(1, 1) + ",quality,4,fine\n" + new UUID(1, 1)
                        + ",quality,2,\n" + new UUID(1, 2) + ",quality,5,\n" + new UUID(1, 3) + ",quality,3,\n");
        assertThat(typed("upload", "--use-case", "support").exitCode()).isZero();
    }

    private void start() throws IOException {
        sandbox = Sandbox.start(
                SandboxOptions.withKey(KEY).withData(data).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Typed typed(String command, String... options) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                Stream.concat(Stream.of(command, file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The deployment has lost or changed something; its address stays. The first row was sent first, alone. */
    private void withLines(List<String> lines) throws IOException {
        int port = sandbox.root().getPort();
        sandbox.close();
        Files.write(data, lines);
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withPort(port)
                .withData(data)
                .withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @Test
    void all_of_it_is_there_and_the_use_case_is_that_of_the_upload() {
        Typed verified = typed("verify");

        assertThat(verified.out().lines()).containsExactly("         4 recorded");
        assertThat(verified.exitCode()).isZero();
    }

    @Test
    void says_what_is_changed_and_what_is_gone() throws IOException {
        List<String> lines = Files.readAllLines(data);
        withLines(lines.stream()
                .filter(line -> !line.contains("\"value\":4"))
                .map(line -> line.replace("\"value\":5", "\"value\":1"))
                .toList());

        Typed verified = typed("verify", "--json");

        JsonNode json = new ObjectMapper().readTree(verified.out());
        assertThat(json.path("recorded").asLong()).isEqualTo(2);
        assertThat(json.path("changed").asLong()).isEqualTo(1);
        assertThat(json.path("gone").asLong()).isEqualTo(1);
        assertThat(json.path("deviations").findValuesAsText("reason"))
                .containsExactlyInAnyOrder("value sent: 5, shown: 1.", "The server shows its completion without it.");
        assertThat(json.path("deviations").findValuesAsText("row")).containsExactlyInAnyOrder("4", "2");
        assertThat(verified.exitCode()).isEqualTo(1);
    }

    @Test
    void a_server_that_shows_none_of_it_proves_nothing() throws IOException {
        withLines(List.of());

        Typed verified = typed("verify");

        assertThat(verified.err()).contains("Stopped: The upload cannot be read back");
        assertThat(verified.exitCode()).isEqualTo(3);
    }

    @Test
    void reads_back_a_sample_of_the_completions() {
        assertThat(typed("verify", "--sample", "2", "--rate", "1000/s").out())
                .matches("(?s)A sample: 2 of 3 completions \\(--seed 1\\)\\.\n +[23] recorded\n");
    }

    @Test
    void the_upload_to_the_sandbox_is_verified_without_a_deployment() {
        assertThat(typed("upload", "--sandbox").exitCode()).isZero();

        assertThat(typed("verify", "--sandbox").out()).contains("4 recorded");
    }

    @Test
    void another_deployment_than_that_of_the_upload_is_refused() {
        Typed verified = typed("verify", "--url", "http://127.0.0.1:1");

        assertThat(verified.err()).contains("This upload went to " + sandbox.root());
        assertThat(verified.exitCode()).isEqualTo(2);
    }

    private static final String TEXTS = """
            prompt,completion_text,model,label.source,created_at,metric,value,rated_at
            Hi?,Hello,gpt-4,chat,2024-02-21T09:51:03Z,quality,4,2024-02-22T00:00:00Z
            Hi?,Bye,gpt-4,chat,2024-02-21T09:51:03Z,quality,2,2024-02-22T00:00:00Z
            Hi?,Good,gpt-4,chat,2024-02-21T09:51:03Z,quality,5,2024-02-22T00:00:00Z
            """;

    private void uploadTexts() throws IOException {
        file = Files.writeString(folder.resolve("texts.csv"), TEXTS);
        assertThat(typed("upload", "--use-case", "support", "--create-completions")
                        .exitCode())
                .isZero();
    }

    @Test
    void new_completions_are_compared_with_the_ratings_that_travelled_with_them() throws IOException {
        uploadTexts();

        Typed verified = typed("verify");

        assertThat(verified.out().lines())
                .containsExactly(
                        "Not compared, since the server does not show it: prompts of completions.",
                        "         6 recorded");
        assertThat(verified.exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0} > {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"Hello\"                    | \"Hallo\"    | text sent: \"Hello\", shown: \"Hallo\".",
                "\"model_service\":\"gpt-4\"  | \"model_service\":\"gpt-3\" | model sent: gpt-4, shown: gpt-3.",
                "\"source\":\"chat\"          | \"source\":\"mail\" | label source sent: \"chat\", shown: \"mail\".",
                "\"created_at\":1708509063000 | \"created_at\":1708509064000 | date sent: 2024-02-21T09:51:03Z, shown: 2024-02-21T09:51:04Z.",
                "\"created_at\":1708560000000 | \"created_at\":1708560001000 | date sent: 2024-02-22T00:00:00Z, shown: 2024-02-22T00:00:01Z.",
                "\"value\":4                  | \"value\":3  | value sent: 4, shown: 3.",
            })
    void says_what_of_a_new_completion_is_shown_otherwise(String sent, String shown, String expected)
            throws IOException {
        uploadTexts();
        withLines(Files.readAllLines(data).stream()
                .map(line -> line.contains("\"Hello\"") ? line.replace(sent, shown) : line)
                .toList());

        Typed verified = typed("verify");

        assertThat(verified.out()).contains(": changed. " + expected);
        assertThat(verified.out()).contains(" 5 recorded\n", " 1 changed\n");
        assertThat(verified.exitCode()).isEqualTo(1);
    }

    @Test
    void a_completion_that_the_deployment_lost_is_gone_with_its_ratings() throws IOException {
        uploadTexts();
        List<String> lines = Files.readAllLines(data);
        withLines(lines.stream().filter(line -> !line.contains("\"Hello\"")).toList());

        Typed verified = typed("verify");

        assertThat(verified.out())
                .containsPattern("Row 2, completion [0-9a-f-]{36}: gone\\. ")
                .contains(" 4 recorded\n", " 2 gone\n");
        assertThat(verified.exitCode()).isEqualTo(1);
    }

    @Test
    void writes_what_was_read_back_beside_each_row() throws IOException {
        uploadTexts();
        withLines(Files.readAllLines(data).stream()
                .filter(line -> !line.contains("\"Bye\""))
                .map(line -> line.replace("\"value\":5", "\"value\":1"))
                .toList());
        Path output = folder.resolve("verified.csv");

        assertThat(typed("verify", "--output", output.toString()).exitCode()).isEqualTo(1);

        assertThat(Files.readAllLines(output))
                .satisfiesExactly(
                        header -> assertThat(header).endsWith(",upload_parts,upload_verified,upload_difference"),
                        row -> assertThat(row).startsWith("Hi?,Hello,").endsWith(",recorded,"),
                        row -> assertThat(row)
                                .startsWith("Hi?,Bye,")
                                .endsWith(
                                        ",gone,\"The server does not show the completion, which this upload created."
                                                + " | quality: The server does not show its completion, which this upload created.\""),
                        row -> assertThat(row)
                                .startsWith("Hi?,Good,")
                                .endsWith(",changed,\"quality: value sent: 5, shown: 1.\""));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "preferred,other,metric,tied,user | A,B,quality,good, | \"tied\":\"good\" > \"tied\":\"bad\" | ties of preferences",
                "preferred,other,metric,user      | A,B,quality,U     | U > V           | users of preferences",
                "preferred,other,metric,tied,user | A,B,quality,bad,U | U > V | ties of preferences, users of preferences",
                "preferred,other,metric           | A,B,quality       | x > x           | ''",
                "completion_id,metric,value,user  | A,quality,4,U   | U > V           | users of ratings",
                "completion_id,metric,value,user  | A,quality,4,    | x > x           | ''",
            })
    void says_what_it_cannot_compare(String header, String row, String change, String notCompared) throws IOException {
        sandbox.close();
        SandboxOptions hiding = SandboxOptions.withKey(KEY)
                .withData(data)
                .withMetrics(Map.of("quality", MetricKind.SCALAR))
                .withBehaviour(new Behaviour(false, false, true, Duration.ZERO, LabelFilter.ANY));
        sandbox = Sandbox.start(hiding);
        file = Files.writeString(folder.resolve("hidden.csv"), inIds(header + "\n" + row + "\n"));
        assertThat(typed("upload", "--use-case", "support").exitCode()).isZero();
        String[] words = inIds(change).split(" > ", -1);
        int port = sandbox.root().getPort();
        sandbox.close();
        Files.writeString(data, Files.readString(data).replace(words[0], words[1]));
        sandbox = Sandbox.start(hiding.withPort(port));

        Typed verified = typed("verify");
        JsonNode json = new ObjectMapper().readTree(typed("verify", "--json").out());

        assertThat(verified.exitCode()).as("%s", verified).isZero();
        assertThat(verified.out().lines())
                .containsExactlyElementsOf(Stream.of(
                                "Not compared, since the server does not show it: " + notCompared + ".",
                                "         1 recorded")
                        .skip(notCompared.isEmpty() ? 1 : 0)
                        .toList());
        assertThat(json.path("not_compared"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(notCompared.isEmpty() ? List.of() : List.of(notCompared.split(", ", -1)));
    }

    @Test
    void ratings_that_are_gone_are_sent_again_as_the_manual_says() throws IOException {
        List<String> lines = Files.readAllLines(data);
        withLines(lines.stream().filter(line -> !line.contains("\"value\":4")).toList());
        String another = folder.resolve("again").toString();

        Typed again = typed("upload", "--output-dir", another, "--skip-existing", "--again", "--use-case", "support");

        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(again.out()).contains(" 1 recorded\n", " 3 skipped ");
        assertThat(Files.readString(data)).containsOnlyOnce("\"value\":4");
    }

    @Test
    void completions_that_are_gone_are_created_again_as_the_manual_says() throws IOException {
        uploadTexts();
        List<String> lines = Files.readAllLines(data);
        withLines(lines.stream().filter(line -> !line.contains("\"Hello\"")).toList());
        Path verified = folder.resolve("verified.csv");
        assertThat(typed("verify", "--output", verified.toString()).exitCode()).isEqualTo(1);
        int columns = TEXTS.lines().findFirst().orElseThrow().split(",", -1).length;
        file = Files.writeString(
                folder.resolve("gone.csv"),
                Files.readAllLines(verified).stream()
                        .filter(line -> line.startsWith("prompt") || line.contains(",gone,"))
                        .map(line ->
                                String.join(",", List.of(line.split(",", -1)).subList(0, columns)) + "\n")
                        .collect(Collectors.joining()));

        Typed again = typed("upload", "--use-case", "support", "--create-completions", "--again");

        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(Files.readString(data)).containsOnlyOnce("\"Hello\"");
        assertThat(Files.readAllLines(data)).hasSameSizeAs(lines);
    }

    @Test
    void a_rating_that_its_completion_lost_is_sent_to_it_as_the_manual_says() throws IOException {
        uploadTexts();
        withLines(Files.readAllLines(data).stream()
                .map(line -> line.contains("\"Hello\"")
                        ? line.replaceFirst("\"feedbacks\":\\[[^]]*]", "\"feedbacks\":[]")
                        : line)
                .toList());
        Typed verified = typed("verify");
        Matcher gone = Pattern.compile(
                        "Row 2, completion ([0-9a-f-]{36}): gone. The server shows its completion without it")
                .matcher(verified.out());
        assertThat(gone.find()).as("%s", verified).isTrue();
        file = Files.writeString(
                folder.resolve("lost.csv"), "completion_id,metric,value\n" + gone.group(1) + ",quality,4\n");

        assertThat(typed("upload", "--use-case", "support", "--again").exitCode())
                .isZero();

        assertThat(typed("verify").out().lines()).containsExactly("         1 recorded");
    }

    private static String inIds(String text) {
        return text.replaceAll("\\bA\\b", new UUID(7, 1).toString())
                .replaceAll("\\bB\\b", new UUID(7, 2).toString())
                .replaceAll("\\bU\\b", new UUID(8, 1).toString())
                .replaceAll("\\bV\\b", new UUID(8, 2).toString());
    }

    @Test
    void rows_outside_of_the_sample_are_written_as_not_read_back() throws IOException {
        Path output = folder.resolve("verified.csv");

        assertThat(typed("verify", "--sample", "1", "--seed", "3", "--output", output.toString())
                        .exitCode())
                .isZero();

        assertThat(Files.readString(output)).contains(",not_read_back,It is not in the sample.\n", ",recorded,\n");
    }

    @ParameterizedTest
    @CsvSource({"verified.jsonl, expected a name that ends in .csv", "ratings.csv, is the file that was uploaded"})
    void an_output_that_cannot_be_is_refused_before_anything_is_read(String name, String why) {
        Typed verified = typed("verify", "--output", folder.resolve(name).toString());

        assertThat(verified.err()).contains(why);
        assertThat(verified.exitCode()).isEqualTo(2);
    }

    @Test
    void a_changed_file_has_no_rows_to_write_verdicts_beside() throws IOException {
        Files.writeString(file, "completion_id,metric,value\n");

        Typed verified =
                typed("verify", "--output", folder.resolve("verified.csv").toString());

        assertThat(verified.err()).contains("is not as it was uploaded");
        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("verified.csv")).doesNotExist();
        assertThat(typed("verify").exitCode()).isZero();
    }

    /** The first ones are printed, and all are written. */
    @Test
    void many_differences_are_counted() throws IOException {
        StringBuilder rows = new StringBuilder("completion_id,metric,value\n");
        for (int i = 0; i < 90; i++) {
            rows.append(new UUID(3, i)).append(",quality,").append(i).append('\n');
        }
        file = Files.writeString(folder.resolve("many.csv"), rows);
        assertThat(typed("upload", "--use-case", "support").exitCode()).isZero();
        withLines(Files.readAllLines(data).stream()
                .map(line -> line.replaceAll("\"value\":([1-9][0-9])", "\"value\":1$1"))
                .toList());

        Typed verified = typed("verify");

        assertThat(verified.out().lines()).hasSize(23).contains("… and 60 more; --output FILE lists all.");
        assertThat(verified.exitCode()).isEqualTo(1);
    }
}
