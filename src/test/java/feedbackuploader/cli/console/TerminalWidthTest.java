package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {

    private long now;
    private int size = 132;
    private int asked;

    private final TerminalWidth width = new TerminalWidth(
            () -> {
                asked++;
                return size;
            },
            () -> now);

    @Test
    void is_asked_for_again_after_two_seconds_and_not_before() {
        assertThat(width.getAsInt()).isEqualTo(132);
        size = 40;
        now += TimeUnit.MILLISECONDS.toNanos(1_999);
        assertThat(width.getAsInt()).isEqualTo(132);
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(width.getAsInt()).isEqualTo(40);
        assertThat(asked).isEqualTo(2);
    }

    /** Ending the process closes what it said, read or not. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void is_read_before_the_process_is_ended() {
        assertThat(TerminalWidth.ask("echo 24 100")).isEqualTo(100);
        assertThat(TerminalWidth.ask("exit 1")).isZero();
    }

    @Test
    void is_a_narrow_one_where_nobody_can_tell() {
        size = 0;

        assertThat(width.getAsInt()).isEqualTo(TerminalWidth.UNKNOWN);
        assertThat(width.orElse(7)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"24 80, 80", "'50 211\n', 211", "0 0, 0", "'', 0", "stty: no tty, 0", "24 9999999, 0"})
    void is_the_second_number_of_what_stty_says(String size, int columns) {
        assertThat(TerminalWidth.columns(size)).isEqualTo(columns);
    }
}
