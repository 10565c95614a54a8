package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.Time;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ConfirmationPromptTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'y\n' | true",
                "'yes\n' | true",
                "' YES \r\n' | true",
                "'n\n' | false",
                "'\n' | false",
                "'yep\n' | false",
                "'y y\n' | false",
                "'no\ny\n' | false",
                "'' | false",
                "'y' | false"
            })
    void only_y_and_yes_are_a_yes(String typed, boolean isYes) {
        ConfirmationPrompt question = question(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));

        assertThat(question.isAnsweredWithYes("Send it ?")).isEqualTo(isYes);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Send it ? [y/N] ");
        assertThat(question.isOpen()).isFalse();
    }

    @Test
    void an_answer_that_does_not_end_is_no_yes() {
        ConfirmationPrompt question =
                question(new ByteArrayInputStream(("y" + " ".repeat(1 << 20) + "\n").getBytes(StandardCharsets.UTF_8)));

        assertThat(question.isAnsweredWithYes("Send it ?")).isFalse();
    }

    @Test
    void a_terminal_that_cannot_be_read_is_no_yes() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThat(question(closed).isAnsweredWithYes("Send it ?")).isFalse();
    }

    /** Nobody writes to the pipe, so only the withdrawal can end the waiting. */
    @Test
    void a_question_that_is_withdrawn_is_answered_with_no() throws IOException {
        try (InputStream silent = new PipedInputStream(new PipedOutputStream())) {
            ConfirmationPrompt question = question(silent);
            assertThat(question.isOpen()).isFalse();

            question.withdraw();

            assertThat(question.isAnsweredWithYes("Send it ?")).isFalse();
        }
    }

    private ConfirmationPrompt question(InputStream in) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ConfirmationPrompt(
                new Surroundings(Map.of(), in, true, stream, stream, true, "feedback-uploader", Time.system()));
    }
}
