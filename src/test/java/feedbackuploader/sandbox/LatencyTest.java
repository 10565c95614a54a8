package feedbackuploader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private final SplittableRandom random = new SplittableRandom(1);

    private long[] drawn(Latency latency) {
        return LongStream.generate(() -> {
                    Latency.Halves halves = latency.draw(random);
                    assertThat(halves.before()).isGreaterThanOrEqualTo(Duration.ZERO);
                    assertThat(halves.after()).isGreaterThanOrEqualTo(Duration.ZERO);
                    return halves.before().plus(halves.after()).toMillis();
                })
                .limit(10_000)
                .sorted()
                .toArray();
    }

    @Test
    void one_latency_is_the_same_each_time_and_recording_happens_half_way() {
        assertThat(Latency.of(Duration.ofMillis(21)).draw(random))
                .isEqualTo(new Latency.Halves(Duration.ofNanos(10_500_000), Duration.ofNanos(10_500_000)));
    }

    @Test
    void a_range_is_used_from_end_to_end_and_most_requests_are_quick() {
        long[] millis = drawn(new Latency(Duration.ofMillis(5), Duration.ofSeconds(2)));

        assertThat(millis[0]).isEqualTo(5);
        assertThat(millis[9_999]).isBetween(1_990L, 2_000L);
        assertThat(millis[5_000]).isBetween(90L, 110L);
    }

    @Test
    void a_range_may_begin_at_nothing() {
        assertThat(drawn(new Latency(Duration.ZERO, Duration.ofMillis(100)))[9_999])
                .isBetween(90L, 100L);
    }

    @Test
    void a_range_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Latency(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("upper bound");
        assertThatThrownBy(() -> Latency.of(Duration.ofMillis(-1))).hasMessageContaining("negative");
    }
}
