package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for a pause (Retry-After). */
class DeliveryPauseTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryPauseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_server_that_asks_for_a_pause_gets_one_from_every_row() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> request.word().equals("word2") && request.attempt() == 1
                        ? Answer.overloaded(Duration.ofSeconds(10))
                        : Answer.recorded(request),
                WordFile.numbered(40))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.requests())
                    .extracting(request -> request.at().toMillis())
                    .noneMatch(at -> at > 20 && at < 10_020)
                    .anyMatch(at -> at == 10_020);
            assertThat(run.pauses).containsExactly(Duration.ofSeconds(10));
            Run.allAre(State.RECORDED, run.states());
        }
    }

    @Test
    void of_several_pauses_the_longest_holds() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(3, 3),
                request -> switch (request.attempt() == 1 ? request.word() : "") {
                    case "word0" -> Answer.overloaded(Duration.ofSeconds(5));
                    case "word1" -> Answer.overloaded(Duration.ofSeconds(30)).after(Duration.ofMillis(30));
                    case "word2" -> Answer.overloaded(Duration.ofSeconds(1)).after(Duration.ofMillis(40));
                    default -> Answer.recorded(request);
                },
                WordFile.numbered(9))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.requests().subList(3, 12))
                    .allMatch(request -> request.at().toMillis() >= 30_030);
            assertThat(run.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30));
        }
    }

    @Test
    void a_pause_of_nothing_is_none_and_one_longer_than_time_is_told_from_it() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(1, 3),
                request -> switch (request.word() + request.attempt()) {
                    case "word01" -> Answer.overloaded(Duration.ZERO);
                    case "word11" -> Answer.overloaded(Duration.ofSeconds(-1));
                    case "word21" -> Answer.overloaded(Duration.ofSeconds(Long.MAX_VALUE));
                    default -> Answer.recorded(request);
                },
                WordFile.numbered(3))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.pauses).hasSize(1);
            assertThat(run.time.elapsed()).isGreaterThan(Duration.ofDays(364));
        }
    }

    @Test
    void an_interrupt_ends_a_pause() throws Exception {
        try (Run run = new Run(
                folder, Run.options(2, 3), request -> Answer.overloaded(Duration.ofHours(1)), WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(5), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(5));
            Run.allAre(State.PLANNED, run.states());
        }
    }
}
