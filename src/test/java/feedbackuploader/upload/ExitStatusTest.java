package feedbackuploader.upload;

import static feedbackuploader.ledger.State.AMBIGUOUS;
import static feedbackuploader.ledger.State.INVALID;
import static feedbackuploader.ledger.State.PLANNED;
import static feedbackuploader.ledger.State.RECORDED;
import static feedbackuploader.ledger.State.REJECTED;
import static feedbackuploader.ledger.State.SENDING;
import static feedbackuploader.ledger.State.SKIPPED;
import static feedbackuploader.ledger.State.UNKNOWN;
import static feedbackuploader.ledger.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feedbackuploader.delivery.Ending;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.State;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExitStatusTest {

    private static final Ending FINISHED = new Ending.Finished();
    private static final Ending STOPPED = new Ending.Stopped(StopReason.KEY_REFUSED, "The key was refused.");
    private static final Ending INTERRUPTED = new Ending.Interrupted();

    static Stream<Arguments> endings() {
        return Stream.of(
                ending(0, FINISHED, RECORDED),
                ending(0, FINISHED, RECORDED, SKIPPED),
                ending(0, FINISHED),
                ending(0, null, RECORDED),
                ending(1, FINISHED, RECORDED, INVALID),
                ending(1, FINISHED, RECORDED, REJECTED),
                ending(4, FINISHED, RECORDED, UNKNOWN),
                ending(4, FINISHED, INVALID, REJECTED, UNKNOWN),
                ending(4, FINISHED, AMBIGUOUS),
                ending(4, FINISHED, SENDING),
                ending(4, FINISHED, RECORDED, UNKNOWN, WAITING),
                ending(1, FINISHED, RECORDED, REJECTED, WAITING),
                ending(3, FINISHED, PLANNED, WAITING),
                ending(3, FINISHED, RECORDED, PLANNED),
                ending(3, FINISHED, PLANNED, UNKNOWN, INVALID),
                ending(3, STOPPED, RECORDED),
                ending(3, STOPPED, UNKNOWN),
                ending(130, INTERRUPTED, RECORDED),
                ending(130, INTERRUPTED, PLANNED, UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void the_code_says_how_it_ended(int code, @Nullable Ending ending, Counts counts) {
        assertThat(ExitStatus.of(ending, counts, false, true).code()).isEqualTo(code);
    }

    @Test
    void a_dry_run_does_not_fail_for_what_it_would_send() {
        assertThat(ExitStatus.of(null, counts(PLANNED), true, false).code()).isEqualTo(0);
        assertThat(ExitStatus.of(null, counts(PLANNED, INVALID), true, false).code())
                .isEqualTo(1);
        assertThat(ExitStatus.of(STOPPED, counts(PLANNED), true, false).code()).isEqualTo(2);
    }

    /** Or a job that repeats its command on 3 would never end. */
    @ParameterizedTest
    @EnumSource
    void only_what_may_pass_by_itself_is_3_when_nothing_was_recorded(StopReason cause) {
        Ending ending = new Ending.Stopped(cause, "Why.");

        assertThat(ExitStatus.of(ending, counts(PLANNED), false, false).code()).isEqualTo(cause.needsAChange() ? 2 : 3);
        assertThat(ExitStatus.of(ending, counts(PLANNED), false, true).code()).isEqualTo(3);
    }

    @Test
    void what_needs_a_change() {
        assertThat(Stream.of(StopReason.values()).filter(cause -> !cause.needsAChange()))
                .containsExactly(
                        StopReason.SERVER_DOWN,
                        StopReason.STALLED,
                        StopReason.TOO_MANY_AMBIGUOUS,
                        StopReason.DECLINED,
                        StopReason.FIRST_ROWS);
    }

    @Test
    void of_several_files_the_gravest_counts() {
        int[] fromMildest = {0, 1, 4, 3, 2, 5, 130};
        for (int i = 0; i < fromMildest.length; i++) {
            for (int j = 0; j < fromMildest.length; j++) {
                assertThat(ExitStatus.worst(ExitStatus.ofCode(fromMildest[i]), ExitStatus.ofCode(fromMildest[j]))
                                .code())
                        .isEqualTo(fromMildest[Math.max(i, j)]);
            }
        }
    }

    @Test
    void running_again_is_no_advice_where_the_same_would_happen_again() {
        assertThat(ExitStatus.of(new UnusableException("")).code()).isEqualTo(2);
        assertThat(ExitStatus.of(new IOException("disk full")).code()).isEqualTo(3);
        assertThat(ExitStatus.of(new UncheckedIOException(new IOException("disk full")))
                        .code())
                .isEqualTo(3);
        assertThat(ExitStatus.of(new OutOfMemoryError()).code()).isEqualTo(3);
        assertThat(ExitStatus.of(new IllegalStateException("a mistake in the program"))
                        .code())
                .isEqualTo(5);
    }

    @Test
    void every_signal_interrupts() {
        assertThat(List.of(129, 130, 143))
                .allSatisfy(code -> assertThat(ExitStatus.ofCode(code)).isEqualTo(ExitStatus.INTERRUPTED));
    }

    @ParameterizedTest
    @EnumSource
    void a_code_stands_for_one_status(ExitStatus status) {
        assertThat(ExitStatus.ofCode(status.code())).isEqualTo(status);
    }

    @Test
    void an_unknown_code_is_a_mistake_of_the_program() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExitStatus.ofCode(6));
    }

    private static Arguments ending(int code, @Nullable Ending ending, State... states) {
        return Arguments.of(code, ending, counts(states));
    }

    private static Counts counts(State... states) {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : states) {
            counts.put(state, 2L);
        }
        return new Counts(counts);
    }
}
