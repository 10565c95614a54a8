package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are sent again, and rows that are given up. */
class DeliveryRetryTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryRetryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_row_that_was_not_sent_is_tried_again_after_longer_and_longer_waits() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 4),
                request -> request.attempt() < 4 ? Answer.notSent() : Answer.recorded(request),
                "a")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            // 20 ms for each answer, then 0.5 s, 1 s, 2 s
            assertThat(run.server.requests())
                    .extracting(request -> request.at().toMillis())
                    .containsExactly(0L, 520L, 1_540L, 3_560L);
            assertThat(run.entry(0)).isEqualTo(new Entry(2, 0, 2, State.RECORDED, "id of a", 201, 4, null));
            assertThat(run.again).isEqualTo(3);
        }
    }

    @Test
    void an_overloaded_server_is_left_alone_for_twice_as_long() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.attempt() < 3
                        ? Answer.of(new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "busy"))
                        : Answer.recorded(request),
                "a")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.requests())
                    .extracting(request -> request.at().toMillis())
                    .containsExactly(0L, 1_020L, 3_040L);
            assertThat(run.pauses).isEmpty();
        }
    }

    @Test
    void a_row_out_of_attempts_is_not_sent_and_the_run_goes_on_while_others_get_through() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("word1") ? Answer.notSent() : Answer.recorded(request),
                WordFile.numbered(20))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.entry(1)).isEqualTo(new Entry(3, 0, 3, State.PLANNED, null, null, 3, "refused"));
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(19);
            assertThat(Collections.frequency(run.server.words(), "word1")).isEqualTo(3);
        }
    }

    @Test
    void a_row_that_the_server_refuses_shows_that_the_server_is_up() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 2),
                request ->
                        request.word().equals("word0") ? Answer.notSent() : Answer.of(new Outcome.Rejected(422, "no")),
                WordFile.numbered(10))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.ledger.counts().of(State.REJECTED)).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void a_server_that_is_down_stops_the_run_and_no_row_is_lost(int concurrency) throws Exception {
        try (Run run =
                new Run(folder, Run.options(concurrency, 3), request -> Answer.notSent(), WordFile.numbered(100))) {
            assertThat(run.delivery.run())
                    .isEqualTo(
                            new Ending.Stopped(StopReason.SERVER_DOWN, "Nothing got through in 3 attempts: refused"));

            Run.allAre(State.PLANNED, run.states());
            assertThat(run.server.requests()).hasSizeLessThanOrEqualTo(2 * concurrency * 3);
        }
    }

    @Test
    void a_server_that_goes_down_later_stops_the_run_too() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 2),
                request -> request.at().toMillis() < 200 ? Answer.recorded(request) : Answer.notSent(),
                WordFile.numbered(1_000))) {
            assertThat(run.delivery.run())
                    .isInstanceOfSatisfying(
                            Ending.Stopped.class,
                            stopped -> assertThat(stopped.cause()).isEqualTo(StopReason.SERVER_DOWN));
            assertThat(run.ledger.counts().of(State.RECORDED, State.PLANNED)).isEqualTo(1_000);
            assertThat(run.ledger.counts().of(State.RECORDED)).isPositive();
        }
    }

    /** Takes so many rows in each ten seconds and asks the others to wait. */
    private static ScriptedServer.Script taking(int rows, boolean saysHowLong) {
        Map<Long, Integer> taken = new HashMap<>();
        return request -> {
            long millis = request.at().toMillis();
            if (taken.merge(millis / 10_000, 1, Integer::sum) <= rows) {
                return Answer.recorded(request);
            }
            Duration rest = Duration.ofMillis(10_000 - millis % 10_000);
            return Answer.of(new Outcome.NotProcessed(
                    429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, saysHowLong ? rest : null, "too many"));
        };
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(booleans = {true, false})
    void a_row_is_not_given_up_because_a_busy_server_takes_others_first(boolean saysHowLong) throws Exception {
        try (Run run = new Run(folder, Run.options(16, 5), taking(10, saysHowLong), WordFile.numbered(400))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(400);
            assertThat(run.again).isPositive();
        }
    }

    /** A row that the server refuses whatever the load would be sent as long as there are others, for days. */
    @Test
    void a_row_that_a_busy_server_never_takes_is_given_up_after_eight_times_the_attempts() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("word1")
                        ? Answer.overloaded(Duration.ZERO)
                        : Answer.recorded(request).after(Duration.ofSeconds(30)),
                WordFile.numbered(200))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(Collections.frequency(run.server.words(), "word1")).isEqualTo(3 * 8);
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(199);
            assertThat(run.entry(1).state()).isEqualTo(State.PLANNED);
        }
    }

    @Test
    void what_this_run_has_sent_before_counts_too() throws Exception {
        try (Run run = new Run(folder, Run.options(2, 3), request -> Answer.notSent(), "a")) {
            var unused = WordFile.deliver(
                    run.ledger, word -> new Outcome.NotSent("refused"), run.time.now(), run.time.now());
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.words()).containsExactly("a", "a");
            assertThat(run.entry(0).attempts()).isEqualTo(3);
        }
    }

    @Test
    void a_server_that_asks_everyone_to_wait_for_ever_stops_the_run() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> request.at().toMillis() < 100
                        ? Answer.recorded(request)
                        : Answer.overloaded(Duration.ofSeconds(1)),
                WordFile.numbered(200))) {
            assertThat(run.delivery.run())
                    .isEqualTo(
                            new Ending.Stopped(StopReason.SERVER_DOWN, "Nothing got through in 3 attempts: too many"));
            assertThat(run.ledger.counts().of(State.RECORDED, State.PLANNED)).isEqualTo(200);
        }
    }
}
