package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The throttle against every kind of server, beside the best fixed number in flight. The table is in the documentation. */
class ThrottleSimulationTest {

    private static final int SEEDS = 8;
    private static final int DOCUMENTED_SEEDS = 20;
    private static final int[] NUMBERS = {1, 4, 8, 16, 32, 64, 128, 256};
    private static final Concurrency AUTO = new Concurrency.Auto(256);
    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "throttle.md");

    /** Medians over the seeds, but for the worst and the fewest. */
    private record Line(
            Profile profile,
            int best,
            double throughput,
            double worst,
            double p99,
            double refused,
            double secondsTo90,
            int fewest) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.1f | %.1f %% | %s |",
                    profile.name(),
                    best,
                    throughput,
                    worst,
                    p99,
                    100 * refused,
                    Double.isInfinite(secondsTo90) ? "never" : String.format(Locale.ROOT, "%.1f s", secondsTo90));
        }

        /** Other Java versions round otherwise, and a run may go another way by that. */
        void assertIs(String documented, String table) {
            String now = "%s; the table is now:%n%s".formatted(documented, table);
            String[] cells = documented.split("\\s*\\|\\s*", -1);
            assertThat(cells[1]).as("%s", now).isEqualTo(profile.name());
            assertThat(Double.parseDouble(cells[3])).as("%s", now).isCloseTo(throughput, within(0.03));
            assertThat(Double.parseDouble(cells[4])).as("%s", now).isCloseTo(worst, within(0.1));
            assertThat(Double.parseDouble(cells[6].replace(" %", "")))
                    .as("%s", now)
                    .isCloseTo(100 * refused, within(0.5));
        }
    }

    private static List<Line> lines = List.of();

    @BeforeAll
    static void simulate() {
        lines = lines(SEEDS);
    }

    private static List<Line> lines(int seeds) {
        return Profile.all().parallelStream()
                .map(profile -> line(profile, seeds))
                .toList();
    }

    @Test
    void takes_nearly_as_much_as_the_best_fixed_number_in_flight() {
        double[] shares = lines.stream().mapToDouble(Line::throughput).sorted().toArray();

        assertThat(shares[shares.length / 2]).isGreaterThanOrEqualTo(0.9);
        assertThat(lines).allSatisfy(line -> assertThat(line.throughput()).isGreaterThanOrEqualTo(0.75));
    }

    @Test
    void never_gets_stuck_by_bad_luck() {
        assertThat(lines).allSatisfy(line -> assertThat(line.worst()).isGreaterThanOrEqualTo(0.25));
    }

    @Test
    void is_hardly_ever_refused_where_that_is_a_matter_of_pace() {
        assertThat(lines)
                .filteredOn(line -> line.profile().isPace())
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line.refused()).isLessThanOrEqualTo(0.02));
    }

    /** A simulated run that has nothing in flight, and nothing to wait for, fails by itself. */
    @Test
    void may_always_send_a_row_when_nothing_is_in_flight() {
        assertThat(lines).allSatisfy(line -> assertThat(line.fewest()).isGreaterThanOrEqualTo(1));
    }

    @Test
    @Tag("long")
    void is_documented() throws Exception {
        List<Line> lines = lines(DOCUMENTED_SEEDS);
        String table = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
        List<String> documented = Files.readString(DOCUMENT)
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();

        assertThat(documented).as("the table is now:%n%s", table).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).assertIs(documented.get(i), table);
        }
    }

    private static Line line(Profile profile, int seeds) {
        int number = NUMBERS[0];
        SimulatedDelivery best = new SimulatedDelivery(profile, new Concurrency.Fixed(number), false, 0);
        for (int n : NUMBERS) {
            SimulatedDelivery fixed = new SimulatedDelivery(profile, new Concurrency.Fixed(n), false, 0);
            if (fixed.taken() > 1.01 * best.taken()) {
                best = fixed;
                number = n;
            }
        }
        List<SimulatedDelivery> runs = new ArrayList<>();
        IntStream.rangeClosed(1, seeds).forEach(seed -> runs.add(new SimulatedDelivery(profile, AUTO, true, seed)));
        double perSecond = best.taken() / profile.seconds();
        return new Line(
                profile,
                number,
                median(runs, SimulatedDelivery::taken) / best.taken(),
                (double) runs.stream().mapToInt(SimulatedDelivery::taken).min().orElseThrow() / best.taken(),
                median(runs, SimulatedDelivery::p99) / best.p99(),
                median(runs, SimulatedDelivery::shareRefused),
                median(runs, run -> run.secondsTo(0.9 * perSecond)),
                runs.stream().mapToInt(SimulatedDelivery::fewest).min().orElseThrow());
    }

    private static double median(List<SimulatedDelivery> runs, ToDoubleFunction<SimulatedDelivery> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
