package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryStatsTest {

    /** A clock may begin anywhere. */
    private static final long START = Long.MAX_VALUE - 5;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DeliveryStats stats = new DeliveryStats(0, 0, START);

    @Test
    void requests_and_retries_are_counted_apart() {
        stats.sent(START);
        stats.answered(
                new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Wait."), true);
        stats.sent(START);
        stats.answered(new Outcome.Recorded(201, "id"), false);

        assertThat(stats.requests()).isEqualTo(2);
        assertThat(stats.retries()).isEqualTo(1);
    }

    @Test
    void nothing_sent_is_nothing_measured() {
        assertThat(stats.traffic().latencyMs()).isEmpty();
        assertThat(stats.traffic().seconds()).isZero();
    }

    @Test
    void answers_are_told_by_percentile_within_a_hundredth() {
        for (int ms = 1; ms <= 1_000; ms++) {
            stats.measured(Duration.ofMillis(ms), START + ms * SECOND);
        }

        Traffic figures = stats.traffic();
        assertThat(figures.seconds()).isEqualTo(1_000);
        assertThat(figures.latencyMs()).containsOnlyKeys("p50", "p95", "p99", "p99.9");
        Map.of("p50", 500.0, "p95", 950.0, "p99", 990.0, "p99.9", 999.0)
                .forEach((percentile, ms) -> assertThat(figures.latencyMs().get(percentile))
                        .as(percentile)
                        .isEqualTo(ms, within(ms / 100)));
    }

    @Test
    void retries_are_counted_by_their_cause() {
        stats.answered(
                new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Wait."), true);
        stats.answered(
                new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Wait."), false);
        stats.answered(new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "Wait."), true);
        stats.answered(new Outcome.NotSent("No connection."), true);
        stats.answered(new Outcome.Recorded(201, "id"), false);

        assertThat(stats.traffic().http429()).isEqualTo(2);
        assertThat(stats.traffic().retriesByCause()).isEqualTo(Map.of("http_429", 1L, "http_503", 1L, "not_sent", 1L));
    }

    @ParameterizedTest(name = "waits of {0} s asked for after {1} s last {2} s in all")
    @CsvSource({"'5', '0', 5", "'5 5', '0 10', 10", "'5 5', '0 3', 8", "'5 9 1', '0 1 20', 11"})
    void what_was_waited_counts_once(String waits, String starts, double seconds) {
        String[] lengths = waits.split(" ", -1);
        String[] begins = starts.split(" ", -1);
        for (int i = 0; i < lengths.length; i++) {
            stats.paused(
                    Duration.ofSeconds(Long.parseLong(lengths[i])),
                    "http_429",
                    START + Long.parseLong(begins[i]) * SECOND);
        }

        assertThat(stats.traffic().waits()).isEqualTo(lengths.length);
        assertThat(stats.traffic().waitedSeconds()).isEqualTo(seconds);
    }

    @Test
    void of_a_long_course_of_the_limit_some_points_are_kept_from_its_start_on() {
        for (int i = 0; i < 100_000; i++) {
            stats.limited(i, START + i * SECOND);
        }

        assertThat(stats.traffic().limit())
                .hasSizeBetween(32, 64)
                .allSatisfy(point -> assertThat(point.seconds()).isEqualTo(point.inFlight()))
                .isSortedAccordingTo((one, other) -> Double.compare(one.seconds(), other.seconds()))
                .startsWith(new Traffic.LimitAt(0, 0));
        assertThat(stats.traffic()
                        .limit()
                        .get(stats.traffic().limit().size() - 1)
                        .inFlight())
                .isGreaterThan(95_000);
    }
}
