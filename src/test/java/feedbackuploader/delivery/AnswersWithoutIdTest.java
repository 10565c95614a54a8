package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that answers "done" and never says what it recorded is told before it has many rows. */
class AnswersWithoutIdTest {

    private static final String NO_ENGINE = "It answers, but not as an Adaptive Engine does.";

    @TempDir
    Path folder;

    private static Answer withoutId(boolean isFromAnEngine) {
        return Answer.of(new Outcome.Unconfirmed(200, NO_ENGINE, isFromAnEngine));
    }

    private static Answer recorded(ScriptedServer.Request request) {
        return Answer.of(new Outcome.Recorded(201, "id of " + request.word()));
    }

    @ParameterizedTest(name = "{0} in flight")
    @ValueSource(ints = {1, 4, 8})
    void no_adaptive_engine_stops_the_run_after_four_rows_and_those_on_their_way(int concurrency) throws Exception {
        try (Run run =
                new Run(folder, Run.options(concurrency, 5), request -> withoutId(false), WordFile.numbered(200))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.WRONG_ADDRESS, NO_ENGINE));

            assertThat(run.server.requests()).hasSizeBetween(4, 4 + concurrency);
            assertThat(run.ledger.counts().of(State.AMBIGUOUS))
                    .isEqualTo(run.server.requests().size());
            assertThat(run.ledger.counts().of(State.PLANNED))
                    .isEqualTo(200 - run.server.requests().size());
            assertThat(run.delivery.lastOpenNanos()).as("to be read back").isPresent();
        }
    }

    @Test
    void in_the_middle_of_a_run_sixteen_in_a_row_are_an_outage_however_many_are_in_flight() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(40, 5),
                request -> Integer.parseInt(request.word().substring(4)) < 40 ? recorded(request) : withoutId(true),
                WordFile.numbered(200))) {
            assertThat(run.delivery.run())
                    .isInstanceOfSatisfying(
                            Ending.Outage.class,
                            outage -> assertThat(outage.reason()).contains("The last 16 requests", NO_ENGINE));
            assertThat(run.server.requests()).hasSizeLessThanOrEqualTo(40 + 16 + 40);
        }
    }

    @Test
    void three_at_the_beginning_are_chance() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(1, 5),
                request -> Integer.parseInt(request.word().substring(4)) < 3 ? withoutId(false) : recorded(request),
                WordFile.numbered(20))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Finished());
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(17);
            assertThat(run.ledger.counts().of(State.AMBIGUOUS)).isEqualTo(3);
        }
    }

    @Test
    void a_row_that_a_stop_leaves_open_is_neither_sent_again_nor_forgotten() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(1, 5),
                request -> request.word().equals("word3")
                        ? Answer.of(new Outcome.Stopped(302, StopReason.WRONG_ADDRESS, "redirected", true))
                                .after(Duration.ofSeconds(7))
                        : recorded(request),
                WordFile.numbered(20))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.WRONG_ADDRESS, "redirected"));
            assertThat(run.entry(3).state()).isEqualTo(State.AMBIGUOUS);
            assertThat(run.delivery.lastOpenNanos()).isPresent();
        }
    }
}
