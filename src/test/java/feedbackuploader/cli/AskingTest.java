package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.feedback.Kind;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.sandbox.Sandbox;
import feedbackuploader.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked before anything is sent, and what an answer does. */
@Timeout(60)
class AskingTest {

    private static final String KEY = "key-of-the-test";
    private static final String QUESTION = "[y/N] ";
    private static final String HEADER = "completion_id,metric,value\n";
    private static final String ROW = "570b90e9-0724-5a2d-b2f7-81052e11b1ce,quality,%d\n";

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.withKey(KEY).withMetrics(Map.of("quality", MetricKind.SCALAR)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'y\n', 0, 3 recorded",
        "'YES\n', 0, 3 recorded",
        "'n\n', 3, 'Stopped: Nothing was sent: the answer was not yes.'",
        "'\n', 3, 3 not_sent",
        "'', 3, 3 not_sent"
    })
    void nothing_is_sent_without_a_yes_and_the_same_command_asks_again(String answer, int exitCode, String said)
            throws IOException {
        write("ratings.csv", 3);

        Typed first = atTerminal(answer, "ratings.csv");

        assertThat(first.exitCode()).isEqualTo(exitCode);
        assertThat(first.err())
                .contains("Row 2 as sent: {\"value\":", "Send 3 rows of metric feedback to " + sandbox.root() + "? ")
                .contains(QUESTION);
        assertThat(first.out() + first.err()).contains(said);
        assertThat(sandbox.recordedCount()).isEqualTo(exitCode == 0 ? 3 : 0);

        Typed second = atTerminal("y\n", "ratings.csv");
        assertThat(second.exitCode()).isZero();
        assertThat(second.err().contains(QUESTION)).isEqualTo(exitCode != 0);
        assertThat(sandbox.recordedCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, --yes, 3",
        "true, true, -y, 3",
        "true, true, --dry-run, 0",
        "true, true, --sandbox, 0",
        "false, true, -q, 3",
        "true, false, -q, 3"
    })
    void nobody_is_asked_where_the_answer_is_known_or_nobody_can_answer(
            boolean inputIsTerminal, boolean errIsTerminal, String option, long sent) throws IOException {
        write("ratings.csv", 3);

        Typed typed = typed("", inputIsTerminal, errIsTerminal, "ratings.csv", option);

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).doesNotContain(QUESTION);
        assertThat(sandbox.recordedCount()).isEqualTo(sent);
    }

    @Test
    void the_question_says_how_much_of_what_goes_where() {
        Map<Kind, Long> both = new EnumMap<>(Map.of(Kind.METRIC, 9_960L, Kind.PREFERENCE, 1L));

        assertThat(SendQuestions.toSend(both, true, "https://a.test"))
                .isEqualTo(
                        "Send 9,960 pieces of metric feedback and 1 piece of preference feedback to https://a.test?");
        assertThat(SendQuestions.toSend(both, false, "https://a.test"))
                .isEqualTo("Send 9,960 rows of metric feedback and 1 row of preference feedback to https://a.test?");
        both.put(Kind.INTERACTION, 2L);
        assertThat(SendQuestions.toSend(both, true, "https://a.test"))
                .isEqualTo("Create 2 completions and send 9,960 pieces of metric feedback and 1 piece of preference"
                        + " feedback to https://a.test?");
        assertThat(SendQuestions.toSend(Map.of(Kind.INTERACTION, 1L), true, "https://a.test"))
                .isEqualTo("Create 1 completion at https://a.test?");
    }

    @Test
    void the_question_names_the_use_case_where_one_was_given() throws IOException {
        write("ratings.csv", 3);

        Typed typed = typed("n\n", true, true, "ratings.csv", "--use-case=support");

        assertThat(typed.err()).contains("feedback to ", ", use case support? [y/N] ");
        assertThat(sandbox.recordedCount()).isZero();
    }

    @Test
    void all_files_of_a_command_are_one_question_and_what_is_done_is_none() throws IOException {
        write("first.csv", 7);
        write("second.csv", 4);

        Typed both = atTerminal("y\n", "first.csv", "second.csv", "-q");

        assertThat(both.err()).containsOnlyOnce(QUESTION).contains("Send 11 rows of metric feedback to ");
        assertThat(sandbox.recordedCount()).isEqualTo(11);

        write("first.csv", 5);
        Typed again = atTerminal("", "first.csv", "second.csv");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).doesNotContain(QUESTION);
    }

    @Test
    void what_was_sent_before_is_counted_before_anybody_is_asked() throws IOException {
        write("first.csv", 3);
        assertThat(atTerminal("y\n", "first.csv").exitCode()).isZero();
        Files.writeString(
                folder.resolve("grown.csv"), Files.readString(folder.resolve("first.csv")) + ROW.formatted(77_777));

        Typed skipped = atTerminal("s\n", "grown.csv");

        assertThat(skipped.err())
                .contains("4 rows: 1 to send, 3 sent before.")
                .contains("Skip the 3 sent before and send 1 (s), send all 4 (a), or stop? [s/a/N] ");
        assertThat(skipped.exitCode()).isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(4);
    }

    @Test
    void an_answer_that_is_none_is_explained_and_asked_for_again() throws IOException {
        write("first.csv", 3);
        assertThat(atTerminal("y\n", "first.csv").exitCode()).isZero();
        Files.writeString(
                folder.resolve("grown.csv"), Files.readString(folder.resolve("first.csv")) + ROW.formatted(77_777));

        Typed skipped = atTerminal("y\ns\n", "grown.csv");

        assertThat(skipped.err())
                .contains("\"y\" is no answer here. Type s to skip what was sent before, a to send all, or n to stop.");
        assertThat(skipped.exitCode()).isZero();
        assertThat(sandbox.recordedCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\ny\ny\na\n", "y\n", "n\n", ""})
    void without_an_answer_nothing_is_sent_and_the_reason_is_printed_once(String keys) throws IOException {
        write("first.csv", 3);
        assertThat(atTerminal("y\n", "first.csv").exitCode()).isZero();
        Files.copy(folder.resolve("first.csv"), folder.resolve("copy.csv"));

        Typed stopped = atTerminal(keys, "copy.csv");

        assertThat(stopped.err())
                .contains("All 3 were sent before. Send them a second time (a), or stop? [a/N] ", "Stopped.\n")
                .containsOnlyOnce("3 of 3 rows were sent to ")
                .doesNotContain("(s)", "send 0");
        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(sandbox.recordedCount()).isEqualTo(3);
    }

    @Test
    void what_is_lost_without_a_use_case_is_said_before_anybody_is_asked() throws IOException {
        write("ratings.csv", 3);

        Typed declined = atTerminal("n\n", "ratings.csv");

        assertThat(declined.err()).contains("Note: Without --use-case or --project, ");
        assertThat(declined.err().indexOf("Note: Without --use-case"))
                .isLessThan(declined.err().indexOf(QUESTION));
    }

    @Test
    void a_file_that_other_options_would_send_in_other_words_is_not_sent_by_skipping() throws IOException {
        Files.writeString(folder.resolve("a.csv"), HEADER + ROW.formatted(4));
        assertThat(atTerminal("y\n", "a.csv").exitCode()).isZero();

        Typed reworded = typed("s\n", true, true, "a.csv", "--set=details=x");

        assertThat(reworded.err()).contains("Send the rows a second time, as they are now (a), or stop? [a/N] ");
        assertThat(reworded.exitCode()).isEqualTo(2);
        assertThat(sandbox.recordedCount()).isEqualTo(1);
    }

    private void write(String name, int rows) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            text.append(ROW.formatted(i + 1_000 * name.length())); // no file has the rows of another
        }
        Files.writeString(folder.resolve(name), text);
    }

    private Typed atTerminal(String keys, String... arguments) {
        return typed(keys, true, true, arguments);
    }

    private Typed typed(String keys, boolean inputIsTerminal, boolean errIsTerminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> command = new ArrayList<>(List.of("upload"));
        for (String argument : arguments) {
            command.add(
                    argument.startsWith("-")
                            ? argument
                            : folder.resolve(argument).toString());
        }
        if (!command.contains("--sandbox")) {
            command.addAll(List.of("--url", sandbox.root().toString()));
        }
        Surroundings surroundings = new Surroundings(
                Map.of("ADAPTIVE_API_KEY", KEY, "XDG_STATE_HOME", folder.toString()),
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                inputIsTerminal,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                errIsTerminal,
                "feedback-uploader",
                new HastyTime());
        int exitCode = Program.run(surroundings, command.toArray(String[]::new));
        return new Typed(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
