package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.ServerClock;
import feedbackuploader.server.ServerTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Seconds that are left by this computer's clock and by the server's, which may not be known. */
    @ParameterizedTest(name = "{0} s here, {1} s there: {2} s")
    @CsvSource({
        "10, 10, 10",
        "10, 3, 10",
        "3, 10, 10",
        "-5, 3, 3",
        "3, -5, 3",
        "-5, -3, -3",
        "0, 0, 0",
        "10, , 10",
        "-5, , -5"
    })
    void is_over_when_it_is_over_by_both_clocks(int here, @Nullable Integer there, int left) {
        HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - 5); // nanosecond clocks wrap
        Quiet quiet = new Quiet(
                time.nanos() + Duration.ofSeconds(here).toNanos(), there == null ? null : NOON.plusSeconds(there));

        assertThat(Duration.ofNanos(quiet.nanosLeft(time, () -> new ServerTime(NOON, NOON.plusSeconds(99)))))
                .isEqualTo(Duration.ofSeconds(left));
    }

    @ParameterizedTest
    @CsvSource({"7", "-7"})
    void is_left_to_this_computer_when_the_server_tells_no_time(int here) {
        HandSetTime time = HandSetTime.startingAt(0);
        Quiet quiet = new Quiet(Duration.ofSeconds(here).toNanos(), NOON.plusSeconds(60));

        assertThat(Duration.ofNanos(quiet.nanosLeft(time, () -> ServerTime.UNKNOWN)))
                .isEqualTo(Duration.ofSeconds(here));
    }

    /** A header may hold any year up to 9999. */
    @ParameterizedTest
    @CsvSource({"9999-12-31T23:59:59Z, -100000000", "0001-01-01T00:00:00Z, 100000000"})
    void bears_a_clock_that_is_centuries_off(Instant now, long secondsAtLeastFromZero) {
        HandSetTime time = HandSetTime.startingAt(0);
        Quiet quiet = new Quiet(
                Duration.ofSeconds(Math.min(0, secondsAtLeastFromZero)).toNanos(), NOON);

        long left = quiet.nanosLeft(time, () -> new ServerTime(now, now));

        assertThat(left <= 0).isEqualTo(secondsAtLeastFromZero < 0);
    }

    @ParameterizedTest(name = "{0} s here, {1} s there, {2} s at most: {3} s, come: {4}")
    @CsvSource({
        "10, 10, 30, 10, false",
        "10, 3456000, 30, 30, false",
        "-5, 3456000, 30, 30, false",
        "-5, 3456000, 0, 0, false",
        "-5, 3456000, -1, -1, false",
        "-5, -3, -1, -3, true",
    })
    void is_waited_for_no_longer_than_allowed_and_then_has_not_come(
            int here, int there, int most, int left, boolean come) {
        HandSetTime time = HandSetTime.startingAt(Long.MAX_VALUE - 5);
        Quiet quiet = Quiet.within(
                Duration.ofSeconds(most),
                time,
                time.nanos() + Duration.ofSeconds(here).toNanos(),
                NOON.plusSeconds(there));
        ServerClock noon = () -> new ServerTime(NOON, NOON);

        assertThat(Duration.ofNanos(quiet.nanosLeft(time, noon))).isEqualTo(Duration.ofSeconds(left));
        assertThat(quiet.hasCome(time, noon)).isEqualTo(come);
    }
}
