package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanitizingPrintStreamTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private SanitizingPrintStream over(@Nullable String secret) {
        return new SanitizingPrintStream(new PrintStream(written, true, StandardCharsets.UTF_8), secret);
    }

    @Test
    void a_line_is_one_line_and_does_nothing_to_a_terminal() {
        over(null).println("Zoë \u001b[2J\u001b]0;t\u0007 a\r\nb\u009b1m c\u202ed\u2066e\u2028f\u0000\u007f👍🏽");

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("Zoë [2J]0;t a  b1m cde f👍🏽" + System.lineSeparator());
    }

    @Test
    void a_line_is_printed_as_soon_as_it_is_said() {
        SanitizingPrintStream stream = over(null);
        stream.println("one");
        stream.printf("%d%n", 2);

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly("one", "2");
    }

    @ParameterizedTest
    @CsvSource({"a-key-of-16-chars, There is [key]!", "sandbox, There is sandbox!", "'', There is !", ", There is null!"
    })
    void a_line_holds_no_key_but_words_stay_words(@Nullable String secret, String line) {
        over(secret).println("There is " + secret + "!");

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly(line);
    }
}
