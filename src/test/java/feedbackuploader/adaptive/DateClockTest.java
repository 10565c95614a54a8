package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.ServerTime;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateClockTest {

    private static final Instant DATE = Instant.parse("2026-03-01T12:00:00Z");

    /** What time really does, and what the clocks of this computer make of it. */
    private static final class Computer extends Clock {

        private long nanos = -5; // a monotonic clock has no meaning but its differences
        private Instant wall = Instant.parse("2001-01-01T00:00:00Z");

        void pass(Duration time) {
            nanos += time.toNanos();
            wall = wall.plus(time);
        }

        /** The monotonic clock stops, as it does on Linux. */
        void sleep(Duration time) {
            wall = wall.plus(time);
        }

        void setWallClockBy(Duration jump) {
            wall = wall.plus(jump);
        }

        @Override
        public Instant instant() {
            return wall;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Computer computer = new Computer();
    private final DateClock clock = new DateClock(() -> computer.nanos, computer);

    @Test
    void nothing_is_known_before_the_first_date() {
        clock.observe(answer(null), clock.moment());

        assertThat(clock.now()).isEqualTo(ServerTime.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1772366400", "2026-03-01T12:00:00Z", "Sun, 31 Feb 2026 12:00:00 GMT"})
    void what_is_no_http_date_tells_nothing(String date) {
        clock.observe(answer(date), clock.moment());

        assertThat(clock.now()).isEqualTo(ServerTime.UNKNOWN);
    }

    @Test
    void a_date_leaves_open_its_fraction_of_a_second_and_when_on_the_way_it_was_written() {
        observe(DATE, Duration.ofMillis(300));

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE, DATE.plusMillis(1_300)));

        computer.pass(Duration.ofSeconds(10));
        assertThat(clock.now()).isEqualTo(new ServerTime(DATE.plusSeconds(10), DATE.plusMillis(11_300)));
    }

    /** By the seconds between two answers, by this computer's clocks and by the server's. */
    @ParameterizedTest(name = "{0} s later the server tells {1} s more: set back {2}")
    @CsvSource({"10, 10, false", "10, 9, false", "10, 8, false", "10, 7, true", "10, -3600, true", "10, 3600, false"})
    void a_server_whose_clock_goes_back_is_found_out(int here, int there, boolean setBack) {
        observe(DATE, Duration.ofMillis(300));
        computer.pass(Duration.ofSeconds(here));
        observe(DATE.plusSeconds(there), Duration.ofMillis(300));
        computer.pass(Duration.ofSeconds(30));
        observe(DATE.plusSeconds(there).plusSeconds(30), Duration.ofMillis(300));

        assertThat(clock.wasSetBack()).isEqualTo(setBack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P40D", "-P40D"})
    void a_wall_clock_that_is_set_sets_no_server_back(String jump) {
        observe(DATE, Duration.ofMillis(300));
        computer.setWallClockBy(Duration.parse(jump));
        computer.pass(Duration.ofSeconds(30));
        observe(DATE.plusSeconds(30), Duration.ofMillis(300));

        assertThat(clock.wasSetBack()).isFalse();
    }

    /** Each may have been dated as soon as it was asked for. */
    @Test
    void answers_that_overlap_tell_nothing_of_it() {
        DateClock.Moment asked = clock.moment();
        computer.pass(Duration.ofSeconds(30));
        observe(DATE.plusSeconds(30), Duration.ofMillis(300));
        clock.observe(answer(httpDate(DATE)), asked);

        assertThat(clock.wasSetBack()).isFalse();
    }

    @Test
    void while_this_computer_sleeps_the_server_may_have_gone_on_or_not() {
        observe(DATE, Duration.ZERO);

        computer.sleep(Duration.ofHours(8));

        assertThat(clock.now())
                .isEqualTo(new ServerTime(DATE, DATE.plusSeconds(1).plus(Duration.ofHours(8))));
    }

    @Test
    void a_wall_clock_that_is_set_back_makes_no_time_pass_backwards() {
        observe(DATE, Duration.ZERO);
        computer.pass(Duration.ofSeconds(10));

        computer.setWallClockBy(Duration.ofHours(-1));

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE, DATE.plusSeconds(11)));
    }

    @Test
    void a_wall_clock_that_is_set_forward_makes_the_server_no_later_for_certain() {
        observe(DATE, Duration.ZERO);
        computer.pass(Duration.ofSeconds(10));

        computer.setWallClockBy(Duration.ofHours(1));

        assertThat(clock.now())
                .isEqualTo(new ServerTime(
                        DATE.plusSeconds(10), DATE.plusSeconds(11).plus(Duration.ofHours(1))));
    }

    @Test
    void the_next_date_makes_good_what_a_clock_did_before() {
        observe(DATE, Duration.ZERO);
        computer.setWallClockBy(Duration.ofHours(1));

        observe(DATE.plusSeconds(60), Duration.ZERO);

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE.plusSeconds(60), DATE.plusSeconds(61)));
    }

    @Test
    void an_answer_without_a_date_takes_nothing_away() {
        observe(DATE, Duration.ZERO);

        clock.observe(answer(null), clock.moment());

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE, DATE.plusSeconds(1)));
    }

    @Test
    void of_the_answers_of_one_second_the_first_tells_the_most() {
        observe(DATE, Duration.ZERO);
        computer.pass(Duration.ofMillis(999));

        observe(DATE, Duration.ZERO);

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE.plusMillis(999), DATE.plusMillis(1_999)));
    }

    @Test
    void a_server_clock_that_stands_still_is_not_believed_to_go_on() {
        observe(DATE, Duration.ZERO);
        computer.pass(Duration.ofHours(1));

        observe(DATE, Duration.ZERO);

        assertThat(clock.now()).isEqualTo(new ServerTime(DATE, DATE.plusSeconds(1)));
    }

    /**
     * Whatever happens to this computer, as long as the server's clock goes evenly, and as nobody sets the wall clock back
     * between the same two answers between which the monotonic one stopped.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_bounds_hold_for_any_course_of_events(long seed) {
        Random random = new Random(seed);
        Instant server = DATE.plusMillis(random.nextInt(1_000));
        String lastDate = "";
        boolean slept = false;
        boolean wasSetBack = false;
        int known = 0;
        for (int step = 0; step < 2_000; step++) {
            Duration time = Duration.ofMillis(random.nextInt(5_000));
            switch (random.nextInt(6)) {
                case 0 -> {
                    Duration sleep = wasSetBack ? Duration.ZERO : time;
                    slept |= !sleep.isZero();
                    computer.sleep(sleep);
                    server = server.plus(sleep);
                }
                case 1 -> {
                    int times = random.nextInt(41) - (slept ? 0 : 20);
                    wasSetBack |= times < 0;
                    computer.setWallClockBy(time.multipliedBy(times));
                }
                case 2 -> {
                    DateClock.Moment asked = clock.moment();
                    computer.pass(time);
                    String date = httpDate(server.plus(time));
                    Duration back = Duration.ofMillis(random.nextInt(2_000));
                    computer.pass(back);
                    server = server.plus(time).plus(back);
                    clock.observe(answer(date), asked);
                    slept &= date.equals(lastDate);
                    wasSetBack &= date.equals(lastDate);
                    lastDate = date;
                }
                default -> {
                    computer.pass(time);
                    server = server.plus(time);
                }
            }
            ServerTime now = clock.now();
            if (now.earliest() != null && now.latest() != null) {
                assertThat(server).as("step %d", step).isBetween(now.earliest(), now.latest());
                known++;
            }
        }
        assertThat(known).isGreaterThan(1_000);
    }

    private void observe(Instant date, Duration roundTrip) {
        DateClock.Moment asked = clock.moment();
        computer.pass(roundTrip);
        clock.observe(answer(httpDate(date)), asked);
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
    }

    private static HttpAnswer answer(@Nullable String date) {
        return new HttpAnswer(
                200,
                HttpHeaders.of(date == null ? Map.of() : Map.of("Date", List.of(date)), (name, value) -> true),
                new byte[0]);
    }
}
