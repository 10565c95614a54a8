package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against servers in simulated time: a number of workers, each busy with one row for some time, and a queue. */
class AdaptiveLimitTest {

    private static final double LEARNING = 20;
    private static final double MEASURED = 60;

    /**
     * @param share of the rows a second that the best fixed number in flight gets, at least
     * @param slowness its slowest answers against those of the best fixed number, at most
     */
    private record Case(String name, int workers, ToDoubleFunction<Random> seconds, double share, double slowness) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> servers() {
        return Stream.of(
                new Case("32 workers, 18 to 22 ms", 32, random -> 0.018 + 0.004 * random.nextDouble(), 0.95, 1.5),
                new Case("8 workers, 2.5 to 7.5 ms", 8, random -> 0.005 * (0.5 + random.nextDouble()), 0.95, 1.5),
                new Case("4 slow workers", 4, random -> 0.2 * (0.5 + random.nextDouble()), 0.85, 2),
                new Case("32 workers, exponential", 32, random -> -0.02 * Math.log(1 - random.nextDouble()), 0.95, 1.5),
                new Case("one worker", 1, random -> 0.001, 0.95, 3),
                new Case("more workers than ever needed, 100 ms", 1_000, random -> 0.1, 0.95, 1.5),
                new Case("more workers than ever needed, 5 ms to 2 s", 1_000, AdaptiveLimitTest::anything, 0.75, 1.5),
                new Case("32 workers, 5 ms to 2 s", 32, AdaptiveLimitTest::anything, 0.75, 1.5));
    }

    private static double anything(Random random) {
        return 0.005 * Math.pow(400, random.nextDouble());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void comes_close_to_the_best_number_in_flight(Case server) {
        Simulation best = simulation(server, new FixedLimit(1));
        for (int inFlight : List.of(2, 4, 8, 16, 24, 32, 48, 64)) {
            Simulation fixed = simulation(server, new FixedLimit(inFlight));
            if (fixed.perSecond() > 1.01 * best.perSecond()) {
                best = fixed;
            }
        }

        Simulation adaptive = simulation(server, new AdaptiveLimit(64));

        assertThat(adaptive.perSecond()).isGreaterThanOrEqualTo(server.share() * best.perSecond());
        assertThat(adaptive.p99()).isLessThanOrEqualTo(server.slowness() * best.p99());
    }

    private static Simulation simulation(Case server, Limit limit) {
        Simulation simulation =
                new Simulation(SimulatedServer.of(server.workers(), server.seconds()), limit, new Pace(null));
        return simulation.run(LEARNING).run(MEASURED);
    }

    @Test
    void a_server_that_becomes_slower_by_itself_is_not_given_less_to_do() {
        SimulatedServer server = SimulatedServer.of(1_000, random -> 0.02);
        AdaptiveLimit limit = new AdaptiveLimit(64);
        Simulation simulation = new Simulation(server, limit, new Pace(null)).run(LEARNING);

        server.takes(random -> 0.1);
        simulation.run(LEARNING).run(MEASURED);

        assertThat(simulation.perSecond()).isGreaterThan(0.95 * 640);
    }

    @Test
    void a_server_that_loses_workers_is_given_less_to_do() {
        SimulatedServer server = SimulatedServer.of(32, random -> 0.018 + 0.004 * random.nextDouble());
        Simulation simulation = new Simulation(server, new AdaptiveLimit(64), new Pace(null)).run(LEARNING);
        assertThat(simulation.mostInFlight()).isGreaterThan(30);

        server.loses(24);
        simulation.run(LEARNING).run(MEASURED);

        assertThat(simulation.mostInFlight()).isBetween(8, 21);
        assertThat(simulation.perSecond()).isGreaterThan(0.9 * 8 / 0.02);
    }

    @Test
    void what_fails_at_once_changes_nothing_at_once() {
        AdaptiveLimit limit = new AdaptiveLimit(64);
        Simulation simulation =
                new Simulation(SimulatedServer.of(1_000, random -> 0.1), limit, new Pace(null)).run(LEARNING);
        int permits = limit.permits();

        simulation.failEverythingInFlight();

        assertThat(limit.permits()).isEqualTo(permits);
    }

    @Test
    void a_server_that_fails_everything_is_left_with_one_at_a_time() {
        AdaptiveLimit limit = new AdaptiveLimit(64);
        Simulation simulation =
                new Simulation(SimulatedServer.of(1_000, random -> 0.1), limit, new Pace(null)).run(LEARNING);
        assertThat(simulation.mostInFlight()).isEqualTo(64);

        for (int i = 0; i < 200; i++) {
            simulation.run(0.05).failEverythingInFlight();
        }

        assertThat(limit.permits()).isEqualTo(1);
    }
}
