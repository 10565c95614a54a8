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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers after which nothing more is sent. */
class DeliveryStopTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryStopTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void nothing_is_sent_after_an_answer_that_stops_the_run() throws Exception {
        Outcome refused = new Outcome.Stopped(401, StopReason.KEY_REFUSED, "the key was refused");
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> request.word().equals("word5")
                        ? Answer.of(refused)
                        : Answer.recorded(request)
                                .after(Duration.ofMillis(request.word().equals("word6") ? 5_000 : 20)),
                WordFile.numbered(50))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "the key was refused"));

            assertThat(run.server.words()).hasSize(8).doesNotHaveDuplicates();
            assertThat(run.entry(5)).isEqualTo(new Entry(7, 0, 7, State.PLANNED, null, 401, 1, "the key was refused"));
            assertThat(run.entry(6).state()).as("waited for").isEqualTo(State.RECORDED);
            assertThat(WordFile.entries(run.ledger).subList(8, 50))
                    .allMatch(entry -> entry.state() == State.PLANNED && entry.attempts() == 0);
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(7);
        }
    }

    @Test
    void a_row_that_waits_to_be_tried_again_when_the_run_stops_stays_planned() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 5),
                request -> request.word().equals("word0")
                        ? Answer.notSent()
                        : Answer.of(new Outcome.Stopped(null, StopReason.WRONG_ADDRESS, "a web page"))
                                .after(Duration.ofMillis(30)),
                WordFile.numbered(9))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.WRONG_ADDRESS, "a web page"));
            assertThat(run.server.words()).doesNotHaveDuplicates();
            Run.allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void an_ambiguous_row_is_never_sent_again() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 5),
                request -> request.word().endsWith("3") ? Answer.ambiguous() : Answer.recorded(request),
                WordFile.numbered(30))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.words()).doesNotHaveDuplicates().hasSize(30);
            assertThat(run.entry(13)).isEqualTo(new Entry(15, 0, 15, State.AMBIGUOUS, null, 504, 1, "gateway"));
            assertThat(run.ledger.counts().of(State.AMBIGUOUS)).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "{0} in flight: stops at {1}")
    @CsvSource({"1, 16", "4, 16", "16, 16", "40, 40"})
    void an_outage_ends_the_delivery_before_it_makes_many_unknown_rows(int concurrency, int limit) throws Exception {
        try (Run run =
                new Run(folder, Run.options(concurrency, 5), request -> Answer.ambiguous(), WordFile.numbered(200))) {
            assertThat(run.delivery.run()).isInstanceOfSatisfying(Ending.Outage.class, outage -> {
                assertThat(outage.gotThrough()).isZero();
                assertThat(outage.reason()).contains("The last " + limit + " requests", "gateway");
            });
            assertThat(run.ledger.counts().of(State.AMBIGUOUS)).isBetween((long) limit, (long) limit + concurrency);
            assertThat(run.ledger.counts().of(State.AMBIGUOUS, State.PLANNED)).isEqualTo(200);
        }
    }

    @Test
    void after_an_outage_one_row_goes_first_and_one_more_lost_answer_is_enough() throws Exception {
        DeliveryOptions options = Run.options(8, 5).afterOutage();
        try (Run run = new Run(folder, options, request -> Answer.ambiguous(), WordFile.numbered(50))) {
            assertThat(run.delivery.run())
                    .isInstanceOfSatisfying(
                            Ending.Outage.class,
                            outage -> assertThat(outage.reason()).contains("The last request got no answer"));
            assertThat(run.server.requests()).hasSize(1);
            assertThat(run.ledger.counts().of(State.PLANNED)).isEqualTo(49);
        }
    }

    @Test
    void after_an_outage_all_permits_are_back_once_a_row_got_through() throws Exception {
        DeliveryOptions options = Run.options(8, 5).afterOutage();
        try (Run run = new Run(folder, options, Answer::recorded, WordFile.numbered(50))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.requests().get(1).at())
                    .as("only once the first is answered")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20));
            assertThat(run.server.mostInFlight()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recorded", "rejected"})
    void an_answer_in_between_shows_that_it_is_no_outage(String between) throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(1, 5),
                request -> {
                    boolean sixteenth = Integer.parseInt(request.word().substring(4)) % 16 == 15;
                    return !sixteenth
                            ? Answer.ambiguous()
                            : between.equals("recorded")
                                    ? Answer.recorded(request)
                                    : Answer.of(new Outcome.Rejected(422, "no"));
                },
                WordFile.numbered(160))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.ledger.counts().of(State.AMBIGUOUS)).isEqualTo(150);
        }
    }
}
