package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    /** Draws as the script says, and remembers below which bound. */
    private static final class ScriptedRandom implements RandomGenerator {

        private final boolean highest;
        private final List<Long> bounds = new ArrayList<>();

        ScriptedRandom(boolean highest) {
            this.highest = highest;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only bounded numbers are drawn");
        }

        @Override
        public long nextLong(long bound) {
            bounds.add(bound);
            return highest ? bound - 1 : 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, 500",
        "2, false, 1000",
        "3, false, 2000",
        "7, false, 32000",
        "8, false, 60000",
        "9, false, 60000",
        "2147483647, false, 60000",
        "1, true, 1000",
        "2, true, 2000",
        "6, true, 32000",
        "7, true, 60000",
        "64, true, 60000"
    })
    void a_wait_lies_anywhere_between_nothing_and_a_limit_that_doubles_up_to_a_minute(
            int failures, boolean overloaded, long limitMillis) {
        ScriptedRandom highest = new ScriptedRandom(true);

        assertThat(Backoff.standard(highest).wait(failures, overloaded)).isEqualTo(Duration.ofMillis(limitMillis));
        assertThat(Backoff.standard(new ScriptedRandom(false)).wait(failures, overloaded))
                .isZero();
        assertThat(highest.bounds)
                .containsExactly(Duration.ofMillis(limitMillis).toNanos() + 1);
    }

    @Test
    void a_cap_below_the_base_holds() {
        Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(1), new ScriptedRandom(true));
        assertThat(backoff.wait(1, true)).isEqualTo(Duration.ofSeconds(1));
    }
}
