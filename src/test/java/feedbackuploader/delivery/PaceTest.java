package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                new Case("a bucket of 50 that asks for no wait", 500, SimulatedServer.bucket(500, 50, Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void comes_close_to_the_rate_that_a_server_takes_and_is_hardly_ever_refused(Case server) {
        Simulation simulation = new Simulation(
                new SimulatedServer(1_000, random -> 0.02, server.limit()), new FixedLimit(64), new Pace(null));

        simulation.run(LEARNING).run(MEASURED);

        assertThat(simulation.perSecond()).isGreaterThan(0.94 * server.rate());
        assertThat(simulation.shareRefused()).isLessThan(0.002);
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
        assertThat(pace.perSecond()).isInfinite();
    }
}
