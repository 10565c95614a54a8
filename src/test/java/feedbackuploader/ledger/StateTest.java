package feedbackuploader.ledger;

import static feedbackuploader.ledger.State.AMBIGUOUS;
import static feedbackuploader.ledger.State.INVALID;
import static feedbackuploader.ledger.State.PLANNED;
import static feedbackuploader.ledger.State.RECORDED;
import static feedbackuploader.ledger.State.REJECTED;
import static feedbackuploader.ledger.State.SENDING;
import static feedbackuploader.ledger.State.SKIPPED;
import static feedbackuploader.ledger.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateTest {

    /** A row per state, a column per state that it may turn into. */
    private static final String TRANSITIONS = """
                      PLANNED SENDING RECORDED REJECTED AMBIGUOUS UNKNOWN INVALID SKIPPED
            PLANNED      -       x       -        -        -         x       x       x
            SENDING      x       -       x        x        x         -       -       -
            RECORDED     -       -       -        -        -         -       -       -
            REJECTED     x       -       -        -        -         x       x       x
            AMBIGUOUS    x       -       x        x        -         x       -       -
            UNKNOWN      x       -       -        -        x         -       -       -
            INVALID      x       -       -        -        -         -       -       -
            SKIPPED      -       -       -        -        -         -       -       -
            """;

    static Stream<Arguments> pairs() {
        List<String[]> table =
                TRANSITIONS.lines().map(line -> line.strip().split(" +")).toList();
        List<State> columns = Arrays.stream(table.get(0)).map(State::valueOf).toList();
        return table.stream()
                .skip(1)
                .flatMap(line -> columns.stream()
                        .map(to ->
                                Arguments.of(State.valueOf(line[0]), to, line[1 + columns.indexOf(to)].equals("x"))));
    }

    @Test
    void the_table_holds_every_pair() {
        assertThat(pairs().map(pair -> List.of(pair.get()[0], pair.get()[1])))
                .doesNotHaveDuplicates()
                .hasSize(64);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @MethodSource("pairs")
    void a_row_goes_only_where_the_table_lets_it(State from, State to, boolean allowed, @TempDir Path folder)
            throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "hello");
            Database database = ledger.database();
            Transitions.lift(database);
            database.update("UPDATE feedback SET state = ?", from.label());
            Transitions.enforce(database);

            Throwable refusal = catchThrowable(() -> database.update("UPDATE feedback SET state = ?", to.label()));

            assertThat(refusal == null).isEqualTo(allowed || from == to);
            assertThat(WordFile.states(ledger)).containsExactly(refusal == null ? to : from);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, not_sent",
        "SENDING, unknown",
        "RECORDED, recorded",
        "REJECTED, rejected",
        "AMBIGUOUS, unknown",
        "UNKNOWN, unknown",
        "INVALID, invalid",
        "SKIPPED, skipped"
    })
    void the_report_has_a_word_for_every_state(State state, String status) {
        assertThat(state.status().label()).isEqualTo(status);
    }

    @Test
    void only_a_row_proved_not_to_be_recorded_can_be_sent() {
        assertThat(List.of(State.values()))
                .filteredOn(state -> state.next().contains(SENDING))
                .containsExactly(PLANNED);
        assertThat(List.of(RECORDED, SKIPPED)).allMatch(state -> state.next().isEmpty());
        assertThat(List.of(REJECTED, AMBIGUOUS, UNKNOWN, INVALID))
                .allMatch(state -> state.next().contains(PLANNED));
    }
}
