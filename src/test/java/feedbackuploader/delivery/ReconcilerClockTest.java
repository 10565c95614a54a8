package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an answer counts: the quiet time, by the clock of this computer and by the server's. */
class ReconcilerClockTest extends ReconcilerCase {

    ReconcilerClockTest(@TempDir Path folder) throws LedgerException {
        super(folder);
    }

    @Test
    void nothing_is_judged_before_the_quiet_time_by_this_computers_clock() throws Exception {
        lost("a:good");
        Quiet quiet = new Quiet(time.nanos() + seconds(60), time.now().earliest());
        Duration recordedAt = Duration.ofSeconds(59);

        settle(quiet, (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED);
        assertThat(askedAt.get(0)).as("whether it can be read at all").isZero();
        assertThat(askedAt.get(askedAt.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void what_is_shown_before_the_quiet_time_is_there() throws Exception {
        lost("a:good");

        settle(new Quiet(time.nanos() + seconds(60), null), (completion, n) -> shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED);
        assertThat(askedAt).containsExactly(Duration.ZERO);
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(1));
    }

    /** Which of the two is there, is not known yet. */
    @Test
    void one_of_two_that_is_shown_before_the_quiet_time_settles_neither() throws Exception {
        lost("a:good", "a:good");
        Duration recordedAt = Duration.ofSeconds(59);
        List<State> before = new ArrayList<>();

        settle(new Quiet(time.nanos() + seconds(60), null), (completion, n) -> {
            if (time.elapsed().compareTo(recordedAt) < 0) {
                addStates(before);
                return shown("7", "good");
            }
            return shown("7", "good", "8", "good");
        });

        assertThat(before).hasSizeGreaterThan(2).containsOnly(State.AMBIGUOUS);
        assertThat(states()).containsExactly(State.RECORDED, State.RECORDED);
        assertThat(askedAt.get(askedAt.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    /** A server that starts anew, or lists late, at the very moment of an early look. */
    @ParameterizedTest
    @CsvSource({
        "hidden, 50, 60",
        "unavailable, 6, 60",
        "not now, 50, 60",
        "not now, 500, 600",
        "none, 50, 60",
        "none, 500, 600"
    })
    void trouble_before_the_quiet_time_decides_nothing(String trouble, long seconds, int quietAfter) throws Exception {
        lost("a:good");
        Duration over = Duration.ofSeconds(seconds);

        settle(
                new Quiet(time.nanos() + seconds(quietAfter), null),
                (completion, n) -> time.elapsed().compareTo(over) > 0
                        ? shown("7", "good")
                        : switch (trouble) {
                            case "hidden" -> new ReadBack.Answer.Hidden("no such completion");
                            case "unavailable" -> new ReadBack.Answer.Unavailable("a web page");
                            case "not now" -> new ReadBack.Answer.NotNow("busy");
                            default -> null;
                        });

        assertThat(askedAt.get(0)).isZero();
        assertThat(states()).containsExactly(State.RECORDED);
    }

    private void addStates(List<State> all) {
        try {
            all.addAll(states());
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothing_is_judged_before_the_quiet_time_by_the_servers_clock() throws Exception {
        lost("a:good");
        serverClock = serverClock(0.9); // slow
        Quiet quiet = new Quiet(
                time.nanos(),
                Objects.requireNonNull(serverClock.now().earliest()).plusSeconds(60));
        Duration recordedAt = Duration.ofSeconds(66);

        settle(quiet, (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good"));

        assertThat(states()).containsExactly(State.RECORDED);
        assertThat(askedAt.get(askedAt.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(66));
    }

    /** The server looked before the row came in, and its answer was long on the way. */
    @Test
    void an_answer_to_a_question_before_the_quiet_time_proves_nothing_however_late_it_comes() throws Exception {
        lost("a:good");
        roundTrip = Duration.ofSeconds(90);
        Quiet quiet = new Quiet(time.nanos() + seconds(60), null);

        settle(quiet, (completion, n) -> n == 1 ? shown() : shown("7", "good"));

        assertThat(asked).hasSize(2);
        assertThat(states()).containsExactly(State.RECORDED);
    }

    /** The answer shows that the clock was thought to be later than it is. */
    @Test
    void an_answer_that_sets_the_servers_clock_back_before_the_quiet_time_proves_nothing() throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> {
            boolean isSetBack = asked.size() == 1 && time.elapsed().compareTo(Duration.ofSeconds(5)) < 0;
            Instant now = isSetBack ? noon : noon.plusSeconds(10);
            return new ServerTime(now, now);
        };

        settle(new Quiet(time.nanos(), noon.plusSeconds(5)), (completion, n) -> n == 1 ? shown() : shown("7", "good"));

        assertThat(asked).hasSize(2);
        assertThat(states()).containsExactly(State.RECORDED);
    }

    @Test
    void a_server_clock_that_stands_still_leaves_rows_unknown_at_last() throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> new ServerTime(noon, noon);

        assertThat(settle(new Quiet(time.nanos(), noon.plusSeconds(5)), (completion, n) -> shown()))
                .isEqualTo(FINISHED);

        assertThat(asked).hasSize(21);
        assertThat(states()).containsExactly(State.UNKNOWN);
        assertThat(entry(0).reason()).startsWith("The server's clock stands still");
    }

    @ParameterizedTest(name = "the server''s clock is set by {0} when the first answer is asked for")
    @ValueSource(strings = {"P40D", "-P40D", "PT1H", "-PT1H", "PT-5S"})
    void a_server_clock_that_jumps_prolongs_no_wait_and_proves_nothing_too_early(String jump) throws Exception {
        lost("a:good");
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        serverClock = () -> {
            Duration off = asked.isEmpty() ? Duration.ZERO : Duration.parse(jump);
            Instant now = noon.plus(time.elapsed()).plus(off);
            return new ServerTime(now, now);
        };
        Duration recordedAt = Duration.ofSeconds(59);
        Quiet quiet = Quiet.within(Duration.ofMinutes(4), time, time.nanos() + seconds(60), noon.plusSeconds(60));

        assertThat(settle(
                        quiet,
                        (completion, n) -> time.elapsed().compareTo(recordedAt) < 0 ? shown() : shown("7", "good")))
                .isEqualTo(FINISHED);

        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(241));
        assertThat(states()).doesNotContain(State.PLANNED);
    }

    @Test
    void what_a_server_does_not_show_whose_clock_was_set_back_may_be_there_under_an_earlier_date() throws Exception {
        lost("a:good", "b:good");
        serverClock = new ServerClock() {
            @Override
            public ServerTime now() {
                return time.now();
            }

            @Override
            public boolean wasSetBack() {
                return true;
            }
        };

        settle(quietNow(), (completion, n) -> completion.equals("a") ? shown("7", "good") : shown());

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN);
        assertThat(entry(1).reason()).startsWith("The server's clock was set back during the run");
    }

    @Test
    void where_the_wait_has_its_end_before_the_servers_clock_is_there_nothing_is_proved() throws Exception {
        lost("a:good");
        Instant believed = Objects.requireNonNull(time.now().latest()).plus(Duration.ofDays(40));
        Quiet quiet = Quiet.within(Duration.ofMinutes(4), time, time.nanos() + seconds(60), believed);

        assertThat(settle(quiet, (completion, n) -> shown())).isEqualTo(FINISHED);

        assertThat(states()).containsExactly(State.UNKNOWN);
        assertThat(entry(0).reason()).contains("or was changed");
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(4), Duration.ofSeconds(241));
    }

    @Test
    void dates_of_another_clock_than_the_answers_show_tell_nothing_of_what_is_ours() throws Exception {
        WordFile.plan(ledger, "known:good", "a:good", "b:good");
        deliver(n -> n == 1 ? new Outcome.Recorded(201, "5") : new Outcome.Ambiguous(504, "gateway"));

        settle(quietNow(), (completion, n) -> switch (completion) {
            case "known" -> shownAt("5", "good", Duration.ofHours(-5));
            case "a" -> shownAt("7", "good", Duration.ofHours(-5));
            default -> shown();
        });

        assertThat(states()).containsExactly(State.RECORDED, State.UNKNOWN, State.PLANNED);
    }

    @Test
    void feedback_from_the_future_shows_that_the_dates_are_another_clocks() throws Exception {
        lost("a:good", "b:good");

        settle(
                quietNow(),
                (completion, n) -> completion.equals("a") ? shownAt("7", "good", Duration.ofMinutes(9)) : shown());

        assertThat(states()).containsExactly(State.UNKNOWN, State.PLANNED);
    }
}
