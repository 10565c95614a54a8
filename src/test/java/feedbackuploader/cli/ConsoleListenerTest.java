package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Place;
import feedbackuploader.feedback.Problem;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.State;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleListenerTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "10, 10, ''",
        "11, 10, '… and 1 more problem; the report has them all.'",
        "1010, 10, '… and 1,000 more problems; the report has them all.'"
    })
    void ten_problems_are_shown_and_the_rest_is_counted(int problems, int shown, String more) {
        ConsoleListener listener = listener(false);
        for (int row = 2; row < problems + 2; row++) {
            listener.problem(new Place("in.csv", row, row), Problem.withText("value", "x", "a number", null));
        }
        listener.planned(new Counts(Map.of(State.INVALID, (long) problems)));

        assertThat(said().lines().filter(line -> line.startsWith("in.csv row ")))
                .hasSize(shown);
        assertThat(said()).startsWith("in.csv row 2, column \"value\": found \"x\"; expected a number.\n");
        assertThat(said().lines().filter(line -> line.startsWith("…")).toList())
                .isEqualTo(more.lines().toList());
    }

    @Test
    void the_plan_is_summed_up() {
        ConsoleListener listener = listener(false);
        listener.notice("A notice.");
        listener.planned(new Counts(Map.of(
                State.PLANNED, 1_000L,
                State.RECORDED, 2L,
                State.INVALID, 3L,
                State.SKIPPED, 4L,
                State.UNKNOWN, 5L,
                State.AMBIGUOUS, 6L)));
        listener.planned(new Counts(Map.of()));

        assertThat(said()).isEqualTo("""
                        Note: A notice.
                        1,020 rows: 1,000 to send, 2 recorded before, 3 invalid, 4 skipped, 11 unknown.
                        0 rows.
                        """);
    }

    @Test
    void quiet_is_quiet() {
        ConsoleListener listener = listener(true);
        listener.notice("A notice.");
        listener.problem(new Place("in.csv", 2, 2), Problem.withText("value", "x", "a number", null));
        listener.planned(new Counts(Map.of(State.PLANNED, 1L)));

        assertThat(said()).isEmpty();
    }

    private ConsoleListener listener(boolean quiet) {
        return new ConsoleListener(Typed.surroundings(Map.of(), new ByteArrayOutputStream(), err), quiet);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
