package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Outcome;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProgressTest {

    /** A clock may begin anywhere, below zero too. */
    private static final long START = -5_000_000_000L;

    private static final Outcome RECORDED = new Outcome.Recorded(201, "id");
    private static final Outcome REJECTED = new Outcome.Rejected(422, "No.");
    private static final Outcome BUSY = new Outcome.NotProcessed(429, null, "Wait.");

    private interface Events {
        void on(Progress progress);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                line(0, p -> {}, "0 of 2,000 rows, 0.0/s"),
                line(10, p -> answered(p, RECORDED, 5), "5 of 2,000 rows, 0.5/s, 1 h 6 min left"),
                line(10, p -> answered(p, RECORDED, 500), "500 of 2,000 rows, 50/s, 30 s left"),
                line(10, p -> answered(p, RECORDED, 2_000), "2,000 of 2,000 rows, 200/s"),
                line(
                        2,
                        p -> {
                            answered(p, RECORDED, 90);
                            answered(p, REJECTED, 10);
                        },
                        "100 of 2,000 rows, 50/s, 38 s left, 10 not recorded"),
                line(
                        2,
                        p -> {
                            answered(p, RECORDED, 100);
                            p.answered(BUSY, true);
                        },
                        "100 of 2,000 rows, 50/s, trying again"),
                line(
                        2,
                        p -> {
                            answered(p, RECORDED, 100);
                            p.pausedUntil(START + Duration.ofSeconds(92).toNanos());
                            p.answered(BUSY, true);
                        },
                        "100 of 2,000 rows, 50/s, server asked to wait 1 min 30 s"),
                line(
                        2,
                        p -> {
                            p.pausedUntil(START + Duration.ofSeconds(2).toNanos());
                            answered(p, RECORDED, 100);
                        },
                        "100 of 2,000 rows, 50/s, 38 s left"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void one_line_says_how_it_goes(long seconds, Events events, String line) {
        Progress progress = new Progress(2_000, 0, START);
        events.on(progress);

        assertThat(progress.line(START + Duration.ofSeconds(seconds).toNanos())).isEqualTo(line);
    }

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

    private static Arguments line(long seconds, Events events, String line) {
        return Arguments.of(seconds, events, line);
    }

    private static void answered(Progress progress, Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            progress.answered(outcome, false);
        }
    }
}
