package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PaceTest {

    private static final double LEARNING = 30;
    private static final double MEASURED = 120;

    private record Case(String name, double rate, SimulatedServer.RateLimit limit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> servers() {
        return Stream.of(
                new Case("500 in each second", 500, SimulatedServer.window(500)),
                new Case("50 in each second", 50, SimulatedServer.window(50)),
                new Case("a bucket of 500", 500, SimulatedServer.bucket(500, 500, Duration.ofSeconds(1))),
                new Case("a bucket of 50 that asks for no wait", 500, SimulatedServer.bucket(500, 50, Duration.ZERO)),
                new Case("a bucket of 5 that asks for no wait", 500, SimulatedServer.bucket(500, 5, Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void comes_close_to_the_rate_that_a_server_takes_and_is_hardly_ever_refused(Case server) {
        Simulation simulation = new Simulation(
                new SimulatedServer(1_000, random -> 0.02, server.limit()), new FixedLimit(64), new Pace(null));

        simulation.run(LEARNING).run(MEASURED);

        assertThat(simulation.perSecond()).isGreaterThan(0.94 * server.rate());
        assertThat(simulation.shareRefused()).isLessThan(0.005);
    }

    /** One row in fifty, whenever it comes: 64 rows in flight of 20 ms each are 3,200 a second. */
    @ParameterizedTest(name = "asks to wait {0} s: {1} rows a second")
    @CsvSource({"0, 2500", "1, 35"})
    void a_refusal_that_does_not_depend_on_the_pace_does_not_slow_it_down(long wait, double perSecond) {
        Random random = new Random(2);
        Simulation simulation = new Simulation(
                new SimulatedServer(
                        1_000,
                        service -> 0.02,
                        seconds -> random.nextInt(50) == 0 ? Optional.of(Duration.ofSeconds(wait)) : Optional.empty()),
                new FixedLimit(64),
                new Pace(null));

        simulation.run(90).run(MEASURED);

        assertThat(simulation.perSecond()).isGreaterThan(perSecond);
    }

    @Test
    void a_rate_limit_that_falls_to_a_third_is_found_again() {
        double[] rate = {500};
        SimulatedServer.RateLimit before = SimulatedServer.bucket(500, 500, Duration.ofSeconds(1));
        SimulatedServer.RateLimit after = SimulatedServer.bucket(170, 50, Duration.ofSeconds(1));
        Simulation simulation = new Simulation(
                new SimulatedServer(
                        1_000, random -> 0.02, seconds -> (rate[0] == 500 ? before : after).refusal(seconds)),
                new FixedLimit(64),
                new Pace(null));
        simulation.run(LEARNING);

        rate[0] = 170;
        simulation.run(60).run(MEASURED);

        assertThat(simulation.perSecond()).isGreaterThan(0.9 * 170);
        assertThat(simulation.shareRefused()).isLessThan(0.01);
    }

    /** 64 rows in flight of 20 ms each are 3,200 a second. */
    @ParameterizedTest(name = "down from {0} s on for {1} s, asks to wait {2} s")
    @CsvSource({"30, 20, 0", "30, 20, 1", "30, 6, 0", "30, 60, 2", "0, 20, 0", "0, 20, 2", "1, 15, 0", "5, 300, 0"})
    void after_an_outage_the_run_is_soon_back_at_its_pace(double from, double seconds, long wait) {
        Simulation simulation = new Simulation(
                new SimulatedServer(
                        1_000,
                        service -> 0.02,
                        now -> now >= from && now < from + seconds
                                ? Optional.of(Duration.ofSeconds(wait))
                                : Optional.empty()),
                new FixedLimit(64),
                new Pace(null));
        simulation.run(from).run(seconds);
        assertThat(simulation.shareRefused()).as("the outage is met").isGreaterThan(0);

        simulation.run(30).run(10);

        assertThat(simulation.perSecond()).isGreaterThan(0.9 * 3_200);
    }

    @Test
    void a_rate_that_the_user_sets_is_never_passed() {
        Simulation simulation =
                new Simulation(SimulatedServer.of(1_000, random -> 0.02), new FixedLimit(64), new Pace(new Rate(40)));

        simulation.run(LEARNING).run(MEASURED);

        assertThat(simulation.perSecond()).isBetween(39.0, 40.01);
    }

    @Test
    void what_was_missed_while_nothing_was_to_be_sent_is_not_made_up_for() {
        Pace pace = new Pace(new Rate(10));
        long now = Duration.ofSeconds(100).toNanos();
        pace.sent(now);
        now += Duration.ofHours(1).toNanos();

        int burst = 0;
        for (; pace.nanosLeft(now) <= 0; burst++) {
            pace.sent(now);
        }

        assertThat(burst).isBetween(1, 2);
    }

    @Test
    void without_a_bound_everything_may_leave_at_once() {
        Pace pace = new Pace(null);
        pace.sent(0);
        pace.sent(0);

        assertThat(pace.nanosLeft(0)).isLessThanOrEqualTo(0);
        assertThat(pace.perSecond(0)).isInfinite();
    }
}
