package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    /** A clock may begin anywhere, below zero too. */
    private static final long START = -5_000_000_000L;

    private static final Outcome RECORDED = new Outcome.Recorded(201, "id");
    private static final Outcome REJECTED = new Outcome.Rejected(422, "No.");
    private static final Outcome LOST = new Outcome.Ambiguous(504, "gateway");
    private static final Outcome BUSY =
            new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, null, "Wait.");

    private static final Outcome REFUSED_CONNECTION = new Outcome.NotSent("Connection refused.");

    private interface Events {
        void on(DeliveryStats progress);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                moment(0, p -> {}, "0 of 2,000 rows, 0.0/s", "[----------]     0/2,000    0.0/s"),
                moment(
                        10,
                        p -> answered(p, RECORDED, 5),
                        "5 of 2,000 rows, 0.5/s, 1 h 6 min left",
                        "[----------]     5/2,000    0.5/s  1 h 6 min left"),
                moment(
                        10,
                        p -> {
                            answered(p, RECORDED, 500);
                            IntStream.range(0, 16)
                                    .forEach(i ->
                                            p.sent(START + Duration.ofSeconds(9).toNanos()));
                        },
                        "500 of 2,000 rows, 50/s, 16 concurrent, 30 s left",
                        "[##--------]   500/2,000     50/s  30 s left"),
                moment(
                        10,
                        p -> answered(p, RECORDED, 2_000),
                        "2,000 of 2,000 rows, 200/s",
                        "[##########] 2,000/2,000    200/s"),
                moment(
                        2,
                        p -> {
                            answered(p, RECORDED, 90);
                            answered(p, REJECTED, 10);
                        },
                        "100 of 2,000 rows, 50/s, 38 s left, 10 not recorded",
                        "[----------]   100/2,000     50/s  10 failed  38 s left"),
                moment(
                        2,
                        p -> {
                            answered(p, RECORDED, 85);
                            answered(p, LOST, 115);
                            answered(p, REJECTED, 2);
                            p.settled(100, 2);
                        },
                        "200 of 2,000 rows, 100/s, 18 s left, 2 not recorded, 13 to check",
                        "[#---------]   200/2,000  2 failed  13 to check  18 s left"),
                moment(
                        2,
                        p -> {
                            answered(p, RECORDED, 100);
                            p.sent(START);
                            p.answered(BUSY, true);
                        },
                        "100 of 2,000 rows, 50/s, trying again (HTTP 429)",
                        "[----------]   100/2,000     50/s  HTTP 429, retrying"),
                moment(
                        2,
                        p -> {
                            answered(p, RECORDED, 100);
                            p.sent(START);
                            p.answered(REFUSED_CONNECTION, true);
                        },
                        "100 of 2,000 rows, 50/s, trying again (not sent)",
                        "[----------]   100/2,000     50/s  not sent, retrying"),
                moment(
                        14,
                        p -> {
                            p.sent(START);
                            p.measured(
                                    Duration.ofSeconds(1),
                                    START + Duration.ofSeconds(4).toNanos());
                            p.answered(RECORDED, false);
                            p.sent(START + Duration.ofSeconds(4).toNanos());
                        },
                        "1 of 2,000 rows, 0.1/s, 1 concurrent, no answer for 10 s",
                        "[----------]     1/2,000    0.1/s  no answer 10 s"),
                moment(
                        14,
                        p -> {
                            p.sent(START);
                            p.measured(
                                    Duration.ofSeconds(1),
                                    START + Duration.ofSeconds(1).toNanos());
                            p.answered(RECORDED, false);
                            p.sent(START + Duration.ofSeconds(10).toNanos());
                        },
                        "1 of 2,000 rows, 0.1/s, 1 concurrent, 7 h 46 min left",
                        "[----------]     1/2,000    0.1/s  7 h 46 min left"),
                moment(
                        2,
                        p -> {
                            answered(p, RECORDED, 100);
                            p.paused(Duration.ofSeconds(92), "http_429", START);
                            p.sent(START);
                            p.answered(BUSY, true);
                        },
                        "100 of 2,000 rows, 50/s, server asked to wait 1 min 30 s",
                        "[----------]   100/2,000     50/s  waiting 1 min 30 s"),
                moment(
                        2,
                        p -> {
                            p.paused(Duration.ofSeconds(2), "http_429", START);
                            answered(p, RECORDED, 100);
                        },
                        "100 of 2,000 rows, 50/s, 38 s left",
                        "[----------]   100/2,000     50/s  38 s left"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("moments")
    void says_how_it_goes(long seconds, Events events, String inFull, String beside) {
        Progress now = after(seconds, events);

        assertThat(ProgressLine.inFull(now)).isEqualTo(inFull);
        assertThat(ProgressLine.within(70, now)).isEqualTo(beside);
    }

    /** Every number in its place, from the first moment to the last, at each usual width. */
    @ParameterizedTest(name = "{0} columns")
    @ValueSource(ints = {40, 60, 80, 120})
    void stays_in_its_place(int terminal) {
        DeliveryStats progress = new DeliveryStats(6_000, 0, START);
        List<String> lines = new ArrayList<>();
        for (int seconds = 1; seconds <= 60; seconds++) {
            IntStream.range(0, seconds % 12).forEach(i -> progress.sent(START));
            lines.add(ProgressLine.within(
                    terminal - 1,
                    progress.progress(START + Duration.ofSeconds(seconds).toNanos())));
            IntStream.range(0, seconds % 12).forEach(i -> progress.answered(RECORDED, false));
            progress.paused(
                    Duration.ofSeconds(seconds % 3 * 90L),
                    "http_429",
                    START + Duration.ofSeconds(seconds).toNanos());
            answered(progress, RECORDED, 90);
        }

        assertThat(lines).allMatch(line -> line.length() < terminal);
        assertThat(lines.stream().map(line -> line.indexOf(']')).distinct()).hasSize(1);
        assertThat(lines.stream().map(line -> line.indexOf('/')).distinct()).hasSize(1);
        assertThat(lines.stream().map(line -> line.indexOf("/s")).distinct()).hasSize(1);
        assertThat(lines.stream().map(line -> line.indexOf("concurrent")).distinct())
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0} columns")
    @ValueSource(ints = {0, 1, 5, 12, 20, 30, 40, 50, 60, 80, 200})
    void fits_into_any_terminal(int columns) {
        DeliveryStats progress = new DeliveryStats(10_000_000, 1_000, START);
        answered(progress, RECORDED, 1_234_567);
        IntStream.range(0, 1_024).forEach(i -> progress.sent(START));

        String line = ProgressLine.within(
                columns, progress.progress(START + Duration.ofSeconds(100).toNanos()));

        assertThat(line).hasSizeLessThanOrEqualTo(columns);
        if (columns >= 60) {
            assertThat(line).contains("1,235,567/10,001,000", "no answer 1 min").startsWith("[");
        }
        if (columns >= 80) {
            assertThat(line).contains("1,000 to check");
        }
    }

    @Test
    void that_no_answer_comes_matters_more_in_a_narrow_terminal_than_what_is_to_be_checked() {
        Progress now = after(20, progress -> {
            answered(progress, LOST, 5);
            progress.sent(START);
        });

        assertThat(ProgressLine.within(40, now)).isEqualTo("[------]     5/2,000  no answer 20 s");
    }

    private static Arguments moment(long seconds, Events events, String inFull, String beside) {
        return Arguments.of(seconds, events, inFull, beside);
    }

    private static Progress after(long seconds, Events events) {
        DeliveryStats progress = new DeliveryStats(2_000, 0, START);
        events.on(progress);
        return progress.progress(START + Duration.ofSeconds(seconds).toNanos());
    }

    private static void answered(DeliveryStats progress, Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            progress.sent(START);
            progress.answered(outcome, false);
        }
    }
}
