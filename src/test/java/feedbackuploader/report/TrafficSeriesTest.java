package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSeriesTest {

    /** A clock may begin anywhere. */
    private static final long START = Long.MAX_VALUE - 5;

    private final TrafficSeries series = new TrafficSeries(START);

    private static long at(double seconds) {
        return START + (long) (seconds * 1e9);
    }

    private void answered(double seconds, long micros) {
        series.measured(micros, 3, at(seconds));
        series.done(at(seconds));
    }

    @Test
    void a_short_run_is_told_in_intervals_of_a_twentieth_of_a_second() {
        answered(0.01, 5_000);
        answered(0.02, 7_000);
        answered(0.12, 9_000);

        Traffic.OverTime told = series.until(at(0.15));

        assertThat(told.stepSeconds()).isEqualTo(0.05);
        assertThat(told.seconds()).containsExactly(0.0, 0.05, 0.1, 0.15);
        assertThat(told.rowsPerSecond()).containsExactly(40.0, 0.0, 20.0, 0.0);
        assertThat(told.p99Ms().get(0)).isCloseTo(7, within(0.1));
        assertThat(told.p99Ms().get(1)).as("nothing was answered").isNull();
        assertThat(told.inFlight()).containsExactly(3L, 0L, 3L, 0L);
    }

    /** However long a run is, and however much happens in it. */
    @ParameterizedTest
    @ValueSource(ints = {3, 59, 60, 61, 1_000, 100_000})
    void a_long_run_is_told_in_fewer_points_and_none_of_its_rows_is_lost(int seconds) {
        for (int i = 0; i < seconds; i++) {
            answered(i, 1_000 + i % 100 * 1_000);
            series.retried("http_429", at(i));
        }

        Traffic.OverTime told = series.until(at(seconds));

        assertThat(told.seconds()).hasSizeBetween(2, TrafficSeries.POINTS);
        double rows = 0;
        for (int i = 0; i < told.seconds().size() - 1; i++) {
            rows += told.rowsPerSecond().get(i) * told.stepSeconds();
        }
        assertThat(rows).isBetween(seconds - told.stepSeconds() * 1.1 - 1, seconds * 1.1 + 1);
        assertThat(told.retries()).containsOnlyKeys("http_429");
        assertThat(told.retries().values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(seconds);
    }

    /** A mean of two percentiles is none. */
    @Test
    void percentiles_of_merged_intervals_are_those_of_all_their_answers() {
        for (int i = 0; i < 99; i++) {
            answered(0.01, 1_000);
        }
        answered(0.06, 100_000);
        answered(5.9, 1_000);

        Traffic.OverTime told = series.until(at(5.9));

        assertThat(told.stepSeconds()).isEqualTo(0.1);
        assertThat(told.p50Ms().get(0)).isCloseTo(1, within(0.02));
        assertThat(told.p99Ms().get(0)).isCloseTo(1, within(0.02));
    }

    /** Whoever looks on while nothing happens for long sees the silence, and takes nothing from the picture. */
    @Test
    void to_look_after_a_long_silence_changes_nothing_of_what_is_kept() {
        answered(0.01, 5_000);
        answered(3, 5_000);
        series.retried("http_429", at(3));
        Traffic.OverTime before = series.until(at(3));

        Traffic.OverTime silence = series.until(at(91));

        assertThat(silence.seconds()).hasSizeBetween(30, TrafficSeries.POINTS);
        assertThat(silence.rowsPerSecond().subList(2, silence.seconds().size())).containsOnly(0.0);
        assertThat(silence.retries().get("http_429")).contains(1L);
        assertThat(series.until(at(3))).isEqualTo(before);
    }

    @Test
    void waits_that_overlap_are_one_and_name_each_cause_once() {
        series.waits(at(1), at(2), "http_429");
        series.waits(at(2), at(3), "http_503");
        series.waits(at(3), at(3.5), "http_429");
        series.waits(at(8), at(9), "rate_limit");

        assertThat(series.until(at(9)).waits())
                .containsExactly(new Traffic.Wait(1, 3.5, "http_429, http_503"), new Traffic.Wait(8, 9, "rate_limit"));
    }

    @Test
    void of_too_many_waits_the_closest_are_told_as_one() {
        for (int i = 0; i < 10_000; i++) {
            series.waits(at(i * 10), at(i * 10 + 1 + i % 3), "http_429");
        }

        List<Traffic.Wait> waits = series.until(at(100_000)).waits();

        assertThat(waits)
                .hasSize(TrafficSeries.WAITS)
                .isSortedAccordingTo((one, other) -> Double.compare(one.fromSeconds(), other.fromSeconds()));
        assertThat(waits.get(0).fromSeconds()).isZero();
        assertThat(waits.get(waits.size() - 1).toSeconds()).isEqualTo(9_999 * 10 + 1);
    }

    @Test
    void another_thread_reads_while_it_is_written() throws Exception {
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                Traffic.OverTime told = series.until(at(1_000));
                if (told.seconds().size() != told.rowsPerSecond().size()) {
                    throw new AssertionError(told);
                }
            }
        });
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        reader.start();
        for (int i = 0; i < 1_000; i++) {
            answered(i, Duration.ofMillis(5).toNanos() / 1_000);
        }
        reader.join();

        assertThat(failures).isEmpty();
    }
}
