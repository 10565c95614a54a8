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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions that an upload created are rated further, from its report or from another file, and never created twice. */
@Timeout(60)
class GivenBackTest {

    private static final String KEY = "key-of-the-test";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXTS = """
            prompt,completion_text,quality,speed,rated_at
            Hi?,Hello,4,,2024-02-22T00:00:00Z
            Hi?,Bye,2,,2024-02-22T00:00:00Z
            Hi?,Good,,,
            """;
    private static final String RATER = "11111111-1111-4111-8111-111111111111";

    @TempDir
    private Path folder;

    private Path data;
    private Path texts;
    private Path state;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data.jsonl");
        state = folder.resolve("state");
        texts = Files.writeString(folder.resolve("texts.csv"), TEXTS);
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY)
                .withData(data)
                .withMetrics(Map.of("quality", MetricKind.SCALAR, "speed", MetricKind.SCALAR)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Typed upload(Path file, String... options) {
        return Typed.in(
                state,
                Map.of("ADAPTIVE_API_KEY", KEY, "ADAPTIVE_URL", sandbox.root().toString()),
                Stream.concat(
                                Stream.of("upload", file.toString(), "--use-case", "support", "--create-completions"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Path report(Path file, String name) {
        return file.resolveSibling(file.getFileName() + ".upload").resolve(name);
    }

    /** A report as someone has filled in a cell of some of its rows. */
    private Path filledIn(Path report, String name, String column, Map<String, String> byText) throws IOException {
        Path copy = folder.resolve(name);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setRecordSeparator("\n")
                .get();
        try (CSVParser rows = CSVParser.parse(Files.readString(report), format);
                CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(copy), CSVFormat.DEFAULT)) {
            printer.printRecord(rows.getHeaderNames());
            for (CSVRecord row : rows) {
                Map<String, String> cells = new TreeMap<>(row.toMap());
                cells.computeIfPresent(column, (any, cell) -> byText.getOrDefault(row.get("completion_text"), cell));
                printer.printRecord(rows.getHeaderNames().stream().map(cells::get));
            }
        }
        return copy;
    }

    /** Each completion with its ratings, as the deployment has them; those that came by themselves after a plus sign. */
    private List<String> recorded() throws IOException {
        Map<String, String> byId = new TreeMap<>();
        for (String line : Files.readAllLines(data)) {
            JsonNode recorded = JSON.readTree(line);
            String id = recorded.path("completion_id").asText();
            if (recorded.path("kind").asText().equals("interaction")) {
                StringBuilder text =
                        new StringBuilder(recorded.path("completion").asText());
                recorded.path("feedbacks").forEach(rating -> text.append(' ').append(shown(rating)));
                byId.merge(id, text.toString(), String::concat);
            } else {
                byId.merge(id, " +" + shown(recorded), String::concat);
            }
        }
        return byId.values().stream().sorted().toList();
    }

    private static String shown(JsonNode rating) {
        return rating.path("metric").asText() + "=" + rating.path("value").asText();
    }

    /** What else knows of the first upload: its ledger and the memory, the memory alone, or nothing but the report. */
    private void keep(String what) throws IOException {
        if (!what.equals("ledger")) {
            Files.move(folder.resolve("texts.csv.upload"), folder.resolve("gone"));
        }
        if (what.equals("report")) {
            state = folder.resolve("another-state");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "memory", "report"})
    void a_new_rating_in_the_results_goes_to_the_completion_that_is_there(String known) throws IOException {
        assertThat(upload(texts, "--metrics", "quality,speed").exitCode()).isZero();
        Path back = filledIn(report(texts, "results.csv"), "back.csv", "speed", Map.of("Hello", "7", "Good", "9"));
        keep(known);

        Typed again = upload(back, "--metrics", "quality,speed");

        assertThat(again.exitCode()).isZero();
        assertThat(recorded()).containsExactly("Bye quality=2", "Good +speed=9", "Hello quality=4 +speed=7");
        assertThat(again.err())
                .contains("An earlier upload created the completions of 3 rows (upload_completion_id): they are not"
                        + " created again");
        assertThat(upload(back, "--metrics", "quality,speed").exitCode()).isZero();
        assertThat(recorded()).hasSize(3).contains("Hello quality=4 +speed=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "memory", "report"})
    void another_value_in_the_results_goes_to_the_completion_that_is_there(String known) throws IOException {
        assertThat(upload(texts, "--metrics", "quality,speed").exitCode()).isZero();
        Path back = filledIn(report(texts, "results.csv"), "back.csv", "quality", Map.of("Hello", "5"));
        keep(known);

        assertThat(upload(back, "--metrics", "quality,speed").exitCode()).isZero();

        assertThat(recorded()).containsExactly("Bye quality=2", "Good", "Hello quality=4 +quality=5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "memory", "report"})
    void results_that_say_nothing_new_create_and_rate_nothing(String known) throws IOException {
        assertThat(upload(texts, "--metrics", "quality,speed").exitCode()).isZero();
        Path back = Files.copy(report(texts, "results.csv"), folder.resolve("back.csv"));
        keep(known);

        assertThat(upload(back, "--metrics", "quality,speed").exitCode()).isZero();

        assertThat(recorded()).containsExactly("Bye quality=2", "Good", "Hello quality=4");
    }

    /** Then no row has several pieces, so that the report has no list of them. */
    @Test
    void completions_without_any_rating_are_rated_from_their_results() throws IOException {
        Path plain =
                Files.writeString(folder.resolve("texts.csv"), "prompt,completion_text,speed\nHi?,Hello,\nHi?,Bye,\n");
        assertThat(upload(plain, "--metrics", "speed").exitCode()).isZero();
        Path back = filledIn(report(plain, "results.csv"), "back.csv", "speed", Map.of("Hello", "7"));
        assertThat(Files.readString(back)).doesNotContain("upload_parts");

        assertThat(upload(back, "--metrics", "speed").exitCode()).isZero();

        assertThat(recorded()).containsExactly("Bye", "Hello +speed=7");
    }

    /** The other file's upload knows the ids. */
    @Test
    void a_rating_in_another_file_goes_to_the_completion_that_this_user_created_before() throws IOException {
        assertThat(upload(texts, "--metrics", "quality,speed").exitCode()).isZero();
        Path more = Files.writeString(
                folder.resolve("more.csv"),
                "prompt,completion_text,quality,speed,rated_at\nHi?,Hello,4,7,2024-02-22T00:00:00Z\nHi?,New,1,,\n");

        Typed uploaded = upload(more, "--metrics", "quality,speed", "--skip-recorded");

        assertThat(uploaded.exitCode()).isZero();
        assertThat(recorded()).containsExactly("Bye quality=2", "Good", "Hello quality=4 +speed=7", "New quality=1");
        assertThat(upload(more, "--metrics", "quality,speed", "--skip-recorded").exitCode())
                .isZero();
        assertThat(recorded()).hasSize(4).contains("Hello quality=4 +speed=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "keep"})
    void a_rating_whose_completion_has_no_id_that_is_known_here_is_a_row_to_fix(String raters) throws IOException {
        String header = "prompt,completion_text,quality,speed,user\n";
        Path first = Files.writeString(folder.resolve("texts.csv"), header + "Hi?,Hello,4,,\n");
        assertThat(upload(first, "--metrics", "quality,speed").exitCode()).isZero();
        keep("memory");
        Path more = Files.writeString(
                folder.resolve("more.csv"),
                header + "Hi?,Hello,4,7," + (raters.equals("keep") ? RATER : "") + "\nHi?,New,1,,\n");

        Typed uploaded = upload(
                more,
                "--metrics",
                "quality,speed",
                "--skip-recorded",
                "--raters",
                raters.equals("keep") ? raters : "drop");

        assertThat(uploaded.exitCode()).isEqualTo(1);
        assertThat(recorded()).containsExactly("Hello quality=4", "New quality=1");
        assertThat(Files.readString(report(more, "failed.csv")))
                .contains("its id is not known here")
                .doesNotContain("New");
    }

    @Test
    void a_copy_that_says_more_of_its_completions_is_known() throws IOException {
        assertThat(upload(texts, "--metrics", "quality,speed").exitCode()).isZero();
        Path copy = Files.writeString(
                folder.resolve("copy.csv"),
                TEXTS.replace("rated_at\n", "rated_at,label.team\n").replaceAll("(?m)(Z|,,,)$", "$1,red"));

        Typed asked = upload(copy, "--metrics", "quality,speed");

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("were sent to " + sandbox.root() + " before");
        assertThat(Files.readAllLines(data)).hasSize(3);
    }

    @Test
    void of_equal_texts_in_an_export_that_grew_the_new_one_is_created_with_its_rating() throws IOException {
        String header = "prompt,completion_text,quality\n";
        Path first = Files.writeString(folder.resolve("first.csv"), header + "Hi?,Yes,4\nHi?,Yes,5\n");
        assertThat(upload(first, "--metrics", "quality", "--same-text", "each").exitCode())
                .isZero();
        Path grown = Files.writeString(folder.resolve("grown.csv"), header + "Hi?,Yes,3\nHi?,Yes,4\nHi?,Yes,5\n");

        Typed typed = upload(grown, "--metrics", "quality", "--same-text", "each", "--skip-recorded");

        assertThat(typed.exitCode()).as(typed.err()).isZero();
        List<String> sent = Files.readAllLines(data);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2)).contains("\"kind\":\"interaction\"", "\"value\":3");
    }
}
