package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and when it is on the disk. */
class DeliveryTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest(name = "{0} in flight, {1} rows")
    @CsvSource({"1, 0", "1, 1", "1, 7", "2, 1", "2, 7", "16, 0", "16, 5", "16, 16", "16, 33", "16, 200"})
    void every_row_is_recorded_once_with_no_more_in_flight_than_allowed(int concurrency, int rows) throws Exception {
        try (Run run = new Run(folder, Run.options(concurrency, 3), Answer::recorded, WordFile.numbered(rows))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.words()).containsExactlyInAnyOrder(WordFile.numbered(rows));
            assertThat(run.server.mostInFlight()).isEqualTo(Math.min(concurrency, rows));
            Run.allAre(State.RECORDED, run.states());
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(rows);
            assertThat(run.sent).isEqualTo(rows);
            assertThat(run.answered).hasSize(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void a_row_is_on_its_way_on_the_disk_before_its_request_leaves_every_time(int concurrency) throws Exception {
        try (Run run = new Run(
                        folder,
                        Run.options(concurrency, 3),
                        request -> request.attempt() < 3 && request.word().endsWith("3")
                                ? Answer.notSent()
                                : Answer.recorded(request),
                        WordFile.numbered(60));
                Ledger reader = Ledger.openToRead(folder)) {
            run.server.onRequest(request -> {
                int row = Integer.parseInt(request.word().substring("word".length()));
                assertThat(stateOnDisk(reader, row)).as("%s", request).isEqualTo(State.SENDING);
            });
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.requests()).hasSize(60 + 2 * 6);
            Run.allAre(State.RECORDED, run.states());
        }
    }

    private static State stateOnDisk(Ledger reader, int row) {
        try {
            return WordFile.states(reader).get(row);
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rows_that_are_not_planned_are_left_alone() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), Answer::recorded, "!bad", "a", "-out")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.words()).containsExactly("a");
            assertThat(run.states()).containsExactly(State.INVALID, State.RECORDED, State.SKIPPED);
        }
    }

    @Test
    void a_thousand_rows_reach_the_disk_in_groups() throws Exception {
        try (Run run = new Run(folder, Run.options(16, 3), Answer::recorded, WordFile.numbered(1_000))) {
            run.delivery.run();
            assertThat(run.time.commits()).isBetween(2, 1_000 / 8 + 2);
        }
    }

    @Test
    void a_row_that_was_claimed_ahead_does_not_wait_for_the_commit_of_the_answer_before_it() throws Exception {
        try (Run run = new Run(folder, Run.options(1, 3), Answer::recorded, "a", "b")) {
            run.server.onRequest(
                    request -> assertThat(run.time.commits()).as("%s", request).isEqualTo(1));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.words()).containsExactly("a", "b");
        }
    }

    /** What a kill would leave unknown for ever: also what is answered and not written down, and what is tried again. */
    @ParameterizedTest(name = "{0} in flight")
    @ValueSource(ints = {1, 2, 8, 64})
    void no_more_rows_are_marked_as_sent_than_may_be_in_flight_where_none_is_claimed_ahead(int concurrency)
            throws Exception {
        try (Run run = new Run(
                        folder,
                        Run.options(concurrency, 3).claimingNoneAhead(),
                        request -> request.attempt() == 1 && request.word().endsWith("3")
                                ? Answer.notSent()
                                : Answer.recorded(request)
                                        .after(Duration.ofMillis(
                                                20 + request.at().toNanos() % 7)),
                        WordFile.numbered(300));
                Ledger reader = Ledger.openToRead(folder)) {
            List<Long> sending = new ArrayList<>();
            run.server.onRequest(request -> sending.add(sendingOnDisk(reader)));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(sending).hasSize(330).allMatch(rows -> rows <= concurrency);
            assertThat(run.server.mostInFlight()).isEqualTo(concurrency);
            Run.allAre(State.RECORDED, run.states());
            assertThat(run.time.elapsed()).isLessThan(Duration.ofMillis(330 * 30 / concurrency + 4_000));
        }
    }

    /** After a kill, each that is marked is in doubt: also one that waited for its turn. */
    @ParameterizedTest(name = "{0}/s")
    @ValueSource(ints = {1, 20, 100})
    void no_more_rows_are_marked_as_sent_than_the_rate_lets_leave_soon(int perSecond) throws Exception {
        DeliveryOptions limited = new DeliveryOptions(
                new Concurrency.Auto(256), new Rate(perSecond), 3, Run.GRACE, DeliveryOptions.ANSWER_WITHIN, true);
        try (Run run = new Run(folder, limited, Answer::recorded, WordFile.numbered(300));
                Ledger reader = Ledger.openToRead(folder)) {
            run.server.onRequest(request -> assertThat(sendingOnDisk(reader)).isLessThanOrEqualTo(perSecond / 4 + 4));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            Run.allAre(State.RECORDED, run.states());
            assertThat(run.time.elapsed()).isLessThan(Duration.ofMillis(1_000L * 300 / perSecond + 1_000));
        }
    }

    /** An adaptive limit may rise far above the number that is in flight now. */
    @Test
    void the_limit_of_now_counts_and_not_the_highest() throws Exception {
        DeliveryOptions auto = new DeliveryOptions(
                        new Concurrency.Auto(256), null, 3, Run.GRACE, DeliveryOptions.ANSWER_WITHIN, false)
                .claimingNoneAhead();
        try (Run run = new Run(folder, auto, Answer::recorded, WordFile.numbered(300));
                Ledger reader = Ledger.openToRead(folder)) {
            run.server.onRequest(request -> assertThat(sendingOnDisk(reader)).isLessThanOrEqualTo(run.permits));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            Run.allAre(State.RECORDED, run.states());
            assertThat(run.permits).isGreaterThan(2);
        }
    }

    @Test
    void an_answer_waits_for_its_commit_at_most_a_tenth_of_a_second() throws Exception {
        try (Run run = new Run(
                        folder,
                        Run.options(16, 3),
                        request -> Answer.recorded(request)
                                .after(Duration.ofSeconds(request.word().equals("word0") ? 1 : 9)),
                        WordFile.numbered(16));
                Ledger reader = Ledger.openToRead(folder)) {
            run.time.after(
                    Duration.ofMillis(1_100),
                    () -> assertThat(stateOnDisk(reader, 0)).isEqualTo(State.SENDING));
            run.time.after(
                    Duration.ofMillis(1_101),
                    () -> assertThat(stateOnDisk(reader, 0)).isEqualTo(State.RECORDED));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.time.elapsed()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void the_loop_never_spins(int concurrency) throws Exception {
        int rows = 300;
        try (Run run = new Run(
                folder,
                Run.options(concurrency, 3),
                request -> request.attempt() == 1 && request.word().endsWith("7")
                        ? Answer.overloaded(Duration.ofSeconds(2))
                        : Answer.recorded(request),
                WordFile.numbered(rows))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.time.looks()).isLessThan(3 * rows);
            assertThat(run.time.idleLooks()).isLessThan(rows / 2);
        }
    }

    @Test
    void long_texts_are_not_all_held_in_memory() throws Exception {
        String[] words = new String[24];
        for (int i = 0; i < words.length; i++) {
            words[i] = i + "x".repeat(1_000_000);
        }
        try (Run run = new Run(
                        folder, Run.options(20, 3), request -> Answer.of(new Outcome.Recorded(201, "id")), words);
                Ledger reader = Ledger.openToRead(folder)) {
            run.server.onRequest(request -> assertThat(sendingOnDisk(reader)).isLessThanOrEqualTo(16));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.requests()).hasSize(24);
        }
    }

    private static long sendingOnDisk(Ledger reader) {
        try {
            return reader.counts().of(State.SENDING);
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void answers_from_many_threads_are_all_written_down() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Semaphore permits = new Semaphore(16);
        try {
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                try (Run run =
                        new Run(folder, Run.options(16, 3), request -> Answer.never(), WordFile.numbered(2_000))) {
                    Delivery delivery = run.onSystemTime(
                            submission -> {
                                assertThat(permits.tryAcquire())
                                        .as("within the permits")
                                        .isTrue();
                                return CompletableFuture.supplyAsync(
                                        () -> {
                                            assertThat(seen.add(submission.body()))
                                                    .isTrue();
                                            permits.release();
                                            return new Outcome.Recorded(201, "id");
                                        },
                                        threads);
                            },
                            Run.options(16, 3));
                    assertThat(delivery.run()).isEqualTo(FINISHED);
                    assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(2_000);
                }
            });
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).hasSize(2_000);
    }
}
