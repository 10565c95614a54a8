package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a command line that cannot be used: what was found, what is expected, and exit code 2. */
class UsageTest {

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "",
                        "No command. Use one of upload, validate, ui, status, report, verify, metrics, template, sandbox, completion, install, help."),
                mistake("uplod x", "There is no command 'uplod'. Did you mean upload?"),
                mistake("help uplaod", "There is no command 'uplaod'. Did you mean upload?"),
                mistake("nonsense", "There is no command 'nonsense'."),
                mistake("upload f --sandbox --project=", "--project: the value is empty; expected KEY."),
                mistake("upload f --sandbox --output-dir=", "--output-dir: the value is empty; expected DIR."),
                mistake("validate f --users=", "--users: the value is empty; expected FILE."),
                mistake("upload f --timeout=", "--timeout: the value is empty; expected TIME."),
                mistake("validate f --sheet=", "--sheet: the value is empty; expected NAME|N."),
                mistake("upload f --progress x", "--progress: found 'x'; expected auto or bar or lines or none."),
                mistake("upload f --metric a --metric b", "--metric stands there twice. Give it once."),
                mistake("upload f --yes --yes", "--yes stands there twice. Give it once."),
                mistake("upload f --use-case a --project b", "Use either --use-case or --project, not both."),
                mistake("upload f --use-case a --use-case b", "--use-case stands there twice. Give it once."),
                mistake("upload f --yes=maybe", "--yes takes no value. Write --yes alone."),
                mistake("upload f --timeout", "--timeout needs a value: TIME."),
                mistake(
                        "upload f --metric --dry-run",
                        "--metric needs a value, but '--dry-run' follows. If that is the value, write --metric=--dry-run."),
                mistake(
                        "validate f --values yes=",
                        "--values: the label \"yes\" has no value; expected a number, true, false or skip."),
                mistake("upload f --api-key sk-1", "There is no option '--api-key' here."),
                mistake("upload f --max-error 3", "There is no option '--max-error' here. Did you mean --max-errors?"),
                mistake("upload", "Missing required parameter: 'FILE'."),
                mistake("upload f --nonsense", "There is no option '--nonsense' here."),
                mistake("status a b", "One argument too many: 'b'."),
                mistake(
                        "template other",
                        "metric|preference|interaction|outcome: found 'other'; expected metric or preference or interaction or"
                                + " outcome."),
                mistake("template metric --format xml", "--format: found 'xml'; expected csv or jsonl."),
                mistake("completion tcsh", "bash|zsh|fish: found 'tcsh'; expected bash or zsh or fish."),
                mistake(
                        "upload f --kind other",
                        "--kind: found 'other'; expected metric or preference or interaction or outcome or auto."),
                mistake("upload f --route x", "--route: found 'x'; expected rest or graphql."),
                mistake("upload f --on-duplicate x", "--on-duplicate: found 'x'; expected send or skip or reject."),
                mistake(
                        "upload f --concurrency x",
                        "--concurrency: found 'x'; expected a number from 1 to 1024, auto, or auto:N."),
                mistake(
                        "upload f --sandbox --concurrency 0",
                        "--concurrency: found '0'; expected a number from 1 to 1024, auto, or auto:N."),
                mistake(
                        "upload f --sandbox --concurrency 1025",
                        "--concurrency: found '1025'; expected a number from 1 to 1024, auto, or auto:N."),
                mistake("upload f --sandbox --max-attempts 0", "--max-attempts: found '0'; expected 1 or more."),
                mistake(
                        "upload f --sandbox --max-errors 101%",
                        "--max-errors: found '101%'; expected a number of rows, or a percentage up to 100%."),
                mistake(
                        "upload f --quote ab",
                        "--quote: found 'ab'; expected one character that is not a letter, digit or space, or the word none."),
                mistake("upload f --timeout 5x", "--timeout: found '5x'; expected a time such as 250ms, 30s or 5m."),
                mistake("upload f --sandbox --timeout 0", "--timeout: found '0'; expected a time such as 90s."),
                mistake(
                        "upload f --sandbox --skip-recorded --again",
                        "Use either --skip-recorded or --again, not both."),
                mistake("sandbox --metric x", "--metric: found 'x'; expected KEY:bool or KEY:scalar."),
                mistake("sandbox --metric x:y", "--metric: unknown kind of metric \"y\"; expected bool or scalar."),
                mistake(
                        "sandbox --faults 418=5%",
                        "--faults: unknown fault \"418\"; expected one of 429, 503, 500, 500-after, drop-before, drop-after, timeout, unlisted, retry-after or stall."),
                mistake("upload f --header x", "--header: An extra header needs a colon: write 'Name: value'."),
                mistake(
                        "upload f --metrics x,,y",
                        "--metrics: found 'x,,y'; expected KEY or KEY=COLUMN, separated by commas."),
                mistake(
                        "upload f --skip-where x",
                        "--skip-where \"x\": expected FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX or FIELD!~REGEX, as in --skip-where 'status=discarded'."),
                mistake("upload f --set metric", "--set: found 'metric'; expected FIELD=VALUE."),
                mistake("upload f --map metric", "--map: found 'metric'; expected FIELD=COLUMN."),
                mistake(
                        "upload f --sandbox --metric a --set metric=b",
                        "--metric and --set metric=… mean the same. Use only one of them."),
                mistake("upload f --sandbox --set score=1 --set rating=2", "--set gives the field value twice."),
                mistake(
                        "validate f --map nonsense=x",
                        "--map: there is no field 'nonsense'. Fields: completion_id, metric, value, feedbacks, details, user,"
                                + " preferred_completion, preferred_completion_text, preferred_completion_model,"
                                + " other_completion, other_completion_text, other_completion_model, tied,"
                                + " completion_a, completion_a_text, completion_a_model, completion_b,"
                                + " completion_b_text, completion_b_model, winner, messages, prompt, completion_text, model, created_at, rated_at, session_id, labels, ab_campaign."),
                mistake(
                        "sandbox --latency 5x..2s",
                        "--latency: found '5x..2s'; expected a time such as 20ms, or a range such as 5ms..2s."),
                mistake(
                        "sandbox --latency 2s..5ms",
                        "--latency: found '2s..5ms'; expected a time such as 20ms, or a range such as 5ms..2s."),
                mistake(
                        "sandbox --latency 20",
                        "--latency: found '20', a time without a unit; write 20ms, 20s or 20m."),
                mistake(
                        "sandbox --latency 5..20ms",
                        "--latency: found '5', a time without a unit; write 5ms, 5s or 5m."),
                mistake(
                        "upload f --timeout 90",
                        "--timeout: found '90', a time without a unit; write 90ms, 90s or 90m."),
                mistake(
                        "upload -weird.csv",
                        "Missing required parameter: 'FILE'. For a file whose name begins with a hyphen, type ./-weird.csv."),
                mistake("sandbox --seed x", "--seed: found 'x'; expected a whole number."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_named_and_the_help_pointed_to(String typed, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "completion_id,metric,value\n");
        String[] arguments = Stream.of(typed.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("f") ? file.toString() : word)
                .toArray(String[]::new);

        Typed result = Typed.in(folder, arguments);

        assertThat(result.err().lines())
                .startsWith(sentence)
                .last()
                .asString()
                .matches("Try 'feedback-uploader.* --help'\\.");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                mistake(
                        "upload f",
                        "No deployment. Give its root URL with --url, or in ADAPTIVE_URL. To try a file without a deployment, add --sandbox."),
                mistake(
                        "upload f --url https://a.test",
                        "No API key. Put it into the environment variable ADAPTIVE_API_KEY, or into a file and name"
                                + " that file with --api-key-file."),
                mistake(
                        "upload f --url https://a.test --api-key-file nowhere",
                        "--api-key-file: no such file. Give the path of a file that holds the API key. If you gave the key"
                                + " itself, put it into ADAPTIVE_API_KEY instead."),
                mistake(
                        "sandbox --port 65536",
                        "The sandbox cannot start: port 65536 does not exist; expected 0 to 65535."));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void what_cannot_be_used_is_one_sentence_and_no_mistake_of_the_program(String typed, String sentence)
            throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "completion_id,metric,value\n");
        String[] arguments = Stream.of(typed.split(" "))
                .map(word -> word.equals("f") ? file.toString() : word)
                .toArray(String[]::new);

        Typed result = Typed.in(folder, arguments);

        assertThat(result.err().lines()).containsExactly(sentence);
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void an_option_of_upload_is_left_out_of_validate() throws Exception {
        Typed sandbox = Typed.in(folder, "validate", "my file.csv", "--sandbox", "--metric", "quality");
        assertThat(sandbox.err())
                .startsWith("validate needs no --sandbox: it checks the file without a server. Type: feedback-uploader"
                        + " validate 'my file.csv' --metric quality. To try the upload itself, in a sandbox:"
                        + " feedback-uploader upload 'my file.csv' --sandbox --metric quality.");
        Typed url = Typed.in(folder, "validate", "a.csv", "--url", "https://x.test", "--yes");
        assertThat(url.err())
                .startsWith("validate needs no --url: it checks the file without a server. Type: feedback-uploader"
                        + " validate a.csv.");
        assertThat(url.exitCode()).isEqualTo(2);
    }

    @Test
    void what_a_typing_mistake_in_a_header_was_meant_for_is_said_once() throws Exception {
        Path file = Files.writeString(
                folder.resolve("typo.csv"),
                "completion_di,metric,value\n570b90e9-0724-5a2d-b2f7-81052e11b1ce,quality,3\n");

        Typed result = Typed.in(folder, "validate", file.toString());

        assertThat(result.err())
                .containsOnlyOnce("--map completion_id=completion_di")
                .contains("Is \"completion_di\" the completion_id? Then add --map completion_id=completion_di.");
    }

    @Test
    void run_folders_among_the_files_are_ignored_as_a_pattern_names_them_too() throws Exception {
        Path file = Files.writeString(folder.resolve("j.csv"), "completion_id,metric,value\n");
        Path runs = Files.createDirectories(folder.resolve("j.csv.upload"));
        Path shard = Files.createDirectories(folder.resolve("j.csv.sandbox-2-of-8"));

        Typed both = Typed.in(folder, "validate", file.toString(), runs.toString(), shard.toString());
        assertThat(both.err().lines())
                .containsExactly(
                        "Note: Ignored: " + runs + ", the run folder of an upload.",
                        "Note: Ignored: " + shard + ", the run folder of an upload.");
        assertThat(both.exitCode()).isZero();
        for (String command : new String[] {"validate", "upload", "status", "report"}) {
            Typed alone = Typed.in(folder, command, runs.toString());
            assertThat(alone.err().lines())
                    .containsExactly(
                            runs + " is the run folder of an upload. Name the file that was uploaded: " + file + ".");
            assertThat(alone.exitCode()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_key_file_may_begin_with_a_byte_order_mark(String charset) throws Exception {
        Path key = Files.write(folder.resolve("key.txt"), "\uFEFFsk-secret\r\n".getBytes(Charset.forName(charset)));
        Path file = Files.writeString(folder.resolve("f"), "completion_id,metric,value\n");

        Typed result = Typed.in(
                folder,
                Map.of("ADAPTIVE_URL", "http://127.0.0.1:1"),
                "upload",
                file.toString(),
                "--api-key-file",
                key.toString());

        assertThat(result.err()).as("it got as far as the server").contains("127.0.0.1:1");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upload f --json --nonsense | There is no option '--nonsense' here.",
                "upload f --json | No deployment. Give its root URL with --url, or in ADAPTIVE_URL. To try a file without a deployment, add --sandbox.",
                "validate f --json --map x=y | --map: there is no field 'x'.",
                "status f --json | No upload of f was found"
            })
    void a_program_that_asked_for_json_gets_an_object_also_of_a_command_that_cannot_be_used(
            String typed, String sentence) throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "completion_id,metric,value\n");
        Typed result = Typed.in(folder, typed.strip().replace(" f", " " + file).split(" "));

        JsonNode object = new ObjectMapper().readTree(result.out());
        assertThat(result.out()).hasLineCount(1);
        assertThat(object.path("exit_code").asInt()).isEqualTo(2).isEqualTo(result.exitCode());
        assertThat(object.path("stopped").asText())
                .startsWith(sentence.replace(" f ", " " + file + " "))
                .isEqualTo(result.err().lines().findFirst().orElseThrow());
    }

    @Test
    void a_key_is_never_repeated() throws Exception {
        Path key = Files.writeString(folder.resolve("key.txt"), "sk-very secret\n");
        Path file = Files.writeString(folder.resolve("f"), "completion_id,metric,value\n");

        Typed result = Typed.in(
                folder,
                Map.of("ADAPTIVE_URL", "https://a.test"),
                "upload",
                file.toString(),
                "--api-key-file",
                key.toString());

        assertThat(result.err())
                .contains("Character 8 of the API key is a blank")
                .doesNotContain("secret");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    private static Arguments mistake(String typed, String sentence) {
        return Arguments.of(typed, sentence);
    }
}
