package feedbackuploader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @Test
    void every_kind_is_read_with_its_rate() {
        Faults faults = Faults.parse("429=5%, 503=0.5%,500=1%,500-after=2%,drop-before=3%,drop-after=4%,timeout=6%,"
                + "retry-after=2s,stall=9s");

        assertThat(faults.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(faults.stall()).isEqualTo(Duration.ofSeconds(9));
        assertThat(faults.rates())
                .isEqualTo(Map.of(
                        Faults.Kind.TOO_MANY_REQUESTS, 0.05,
                        Faults.Kind.UNAVAILABLE, 0.005,
                        Faults.Kind.ERROR, 0.01,
                        Faults.Kind.ERROR_AFTER, 0.02,
                        Faults.Kind.DROP_BEFORE, 0.03,
                        Faults.Kind.DROP_AFTER, 0.04,
                        Faults.Kind.TIMEOUT, 0.06));
    }

    @Test
    void retry_after_is_a_second_and_a_stall_five_unless_said() {
        assertThat(Faults.parse("429=100%").retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Faults.parse("timeout=100%").stall()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void lists_leave_nothing_out_unless_said() {
        assertThat(Faults.parse("429=100%").unlisted()).isZero();
        assertThat(Faults.parse("429=100%,unlisted=25%").unlisted()).isEqualTo(0.25);
    }

    @Test
    void none_is_none() {
        assertThat(Faults.parse("none")).isEqualTo(Faults.none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "^^                     | fault \"\" has no rate; expected one of 429, 503, 500, 500-after,",
                "429                    | fault \"429\" has no rate",
                "429=5%,                | fault \"\" has no rate",
                "418=5%                 | unknown fault \"418\"; expected one of 429, 503, 500, 500-after, drop-before",
                "429=5                  | fault \"429\": found \"5\"; expected a percentage from 0% to 100%, as in 5%",
                "429=-5%                | found \"-5%\"",
                "429=101%               | found \"101%\"",
                "429=5%,429=6%          | fault \"429\" is given twice",
                "unlisted=5             | fault \"unlisted\": found \"5\"; expected a percentage",
                "unlisted=5%,unlisted=5% | fault \"unlisted\" is given twice",
                "429=60%,503=60%        | add up to more than 100%",
                "429=5%,retry-after=2   | retry-after: found \"2\"; expected whole seconds, as in 2s",
                "retry-after=2s,retry-after=2s | fault \"retry-after\" is given twice",
                "timeout=5%,stall=2ms   | stall: found \"2ms\"; expected whole seconds, as in 2s",
            })
    void a_mistake_is_told_with_what_was_expected(String text, String message) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void faults_come_at_their_rate_and_the_same_again_for_the_same_seed() {
        Faults faults = Faults.parse("429=30%,drop-after=10%");

        assertThat(draws(faults, 7)).isEqualTo(draws(faults, 7));
        assertThat(draws(faults, 7).stream().filter("429"::equals)).hasSizeBetween(2_800, 3_200);
        assertThat(draws(faults, 7).stream().filter("drop-after"::equals)).hasSizeBetween(900, 1_100);
        assertThat(draws(faults, 7).stream().filter("none"::equals)).hasSizeBetween(5_800, 6_200);
    }

    private static List<String> draws(Faults faults, long seed) {
        FaultInjector injector = new FaultInjector(faults, new SplittableRandom(seed));
        return IntStream.range(0, 10_000)
                .mapToObj(i -> {
                    Faults.Kind kind = injector.draw();
                    return kind == null ? "none" : kind.label();
                })
                .toList();
    }
}
