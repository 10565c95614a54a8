package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Candidates;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Server;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes every question and answers none: whoever asks it comes to an end all the same. */
class SilentServerTest {

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
    private static final DeliveryOptions OPTIONS =
            new DeliveryOptions(4, 3, Duration.ofSeconds(30)).answeringWithin(ANSWER_WITHIN);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), new Run.Highest());

    private final HandSetTime time = HandSetTime.startingAt(0);
    private final SilentServer server = new SilentServer();

    @TempDir
    Path folder;

    private static final class SilentServer implements Server {

        int questions;

        private <T> CompletableFuture<T> silence() {
            questions++;
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Outcome> record(Submission submission) {
            return silence();
        }

        @Override
        public Trace traceOf(Submission submission) {
            return WordFile.trace(submission);
        }

        @Override
        public CompletableFuture<Answer> read(Kind kind, UUID completion) {
            return silence();
        }

        @Override
        public CompletableFuture<CatalogueAnswer> askForMetrics() {
            return silence();
        }

        @Override
        public ServerTime now() {
            return ServerTime.UNKNOWN;
        }

        @Override
        public boolean wasSetBack() {
            return false;
        }

        @Override
        public void gaveIdsBefore() {}

        @Override
        public @Nullable Object lookOf(Submission submission) {
            return null;
        }
    }

    @Test
    void looking_for_rows_before_they_are_sent_stops_the_run() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a:one", "b:two");
            try (Candidates candidates = ledger.candidates(server::traceOf)) {
                Ending ending = new Existing(candidates, server, OPTIONS, BACKOFF, time).run();

                assertThat(ending)
                        .isEqualTo(new Ending.Stopped(
                                StopReason.SERVER_DOWN, "The server does not show what it has: No answer came."));
            }
            assertThat(WordFile.states(ledger)).containsOnly(State.PLANNED);
        }
        assertThat(server.questions).isGreaterThan(8);
        assertThat(time.elapsed()).isBetween(ANSWER_WITHIN.multipliedBy(8), ANSWER_WITHIN.multipliedBy(16));
    }

    @Test
    void looking_is_interrupted_at_once() throws Exception {
        try (Ledger ledger = Ledger.open(folder, WordFile.OWNER)) {
            WordFile.plan(ledger, "a:one");
            try (Candidates candidates = ledger.candidates(server::traceOf)) {
                Existing existing = new Existing(candidates, server, OPTIONS, BACKOFF, time);
                time.after(Duration.ofSeconds(7), existing::interrupt);

                assertThat(existing.run()).isEqualTo(new Ending.Interrupted());
            }
        }
        assertThat(server.questions).isEqualTo(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void waiting_for_it_to_recover_ends_after_eight_questions() throws Exception {
        Ending ending = new Recovery(server, OPTIONS, BACKOFF, time).await();

        assertThat(ending)
                .isEqualTo(new Ending.Stopped(StopReason.SERVER_DOWN, "The server does not recover: No answer came."));
        assertThat(server.questions).isEqualTo(8);
    }

    @Test
    void waiting_for_it_to_recover_is_interrupted_at_once() throws Exception {
        Recovery recovery = new Recovery(server, OPTIONS, BACKOFF, time);
        time.after(Duration.ofSeconds(20), recovery::interrupt);

        assertThat(recovery.await()).isEqualTo(new Ending.Interrupted());
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void one_read_back_has_a_last_moment() throws Exception {
        ReadBack.Answer answer = new AwaitedRead(server, ANSWER_WITHIN, time).await(Kind.METRIC, new UUID(0, 1));

        assertThat(answer).isEqualTo(new ReadBack.Answer.NotNow("No answer came."));
        assertThat(time.elapsed()).isEqualTo(ANSWER_WITHIN);
    }
}
