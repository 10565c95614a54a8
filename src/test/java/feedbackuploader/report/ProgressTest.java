package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    /** A clock may begin anywhere, below zero too. */
    private static final long START = -5_000_000_000L;

    private static final Outcome RECORDED = new Outcome.Recorded(201, "id");
    private static final Outcome BUSY =
            new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Wait.");

    @Test
    void requests_and_retries_are_counted_apart() {
        Progress progress = new Progress(2, 0, START);
        progress.sent();
        progress.answered(BUSY, true);
        progress.sent();
        progress.answered(RECORDED, false);

        assertThat(progress.requests()).isEqualTo(2);
        assertThat(progress.retries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "1, 1 s",
        "1001, 2 s",
        "59000, 59 s",
        "59001, 1 min 0 s",
        "200000, 3 min 20 s",
        "3600000, 1 h 0 min",
        "7500000, 2 h 5 min"
    })
    void a_length_of_time_is_rounded_up(long millis, String words) {
        assertThat(Progress.inWords(Duration.ofMillis(millis))).isEqualTo(words);
    }
}
