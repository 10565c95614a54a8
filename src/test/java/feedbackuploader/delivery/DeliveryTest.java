package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import feedbackuploader.delivery.ScriptedServer.Answer;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

class DeliveryTest {

    private static final Ending FINISHED = new Ending.Finished();

    private final Path folder;

    DeliveryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Answer recorded(ScriptedServer.Request request) {
        return Answer.of(new Outcome.Recorded(201, "id of " + request.word()));
    }

    private static Answer notSent() {
        return Answer.of(new Outcome.NotSent("refused"));
    }

    private static Answer overloaded(Duration retryAfter) {
        return Answer.of(
                new Outcome.NotProcessed(429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, retryAfter, "too many"));
    }

    private static Answer ambiguous() {
        return Answer.of(new Outcome.Ambiguous(504, "gateway"));
    }

    private static void allAre(State state, List<State> states) {
        assertThat(states).allMatch(other -> other == state);
    }

    // What is sent, and when it is on the disk

    @ParameterizedTest(name = "{0} in flight, {1} rows")
    @CsvSource({"1, 0", "1, 1", "1, 7", "2, 1", "2, 7", "16, 0", "16, 5", "16, 16", "16, 33", "16, 200"})
    void every_row_is_recorded_once_with_no_more_in_flight_than_allowed(int concurrency, int rows) throws Exception {
        try (Run run = new Run(folder, Run.options(concurrency, 3), DeliveryTest::recorded, WordFile.numbered(rows))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.words()).containsExactlyInAnyOrder(WordFile.numbered(rows));
            assertThat(run.server.mostInFlight()).isEqualTo(Math.min(concurrency, rows));
            allAre(State.RECORDED, run.states());
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
                        request ->
                                request.attempt() < 3 && request.word().endsWith("3") ? notSent() : recorded(request),
                        WordFile.numbered(60));
                Ledger reader = Ledger.openToRead(folder)) {
            run.server.onRequest(request -> {
                int row = Integer.parseInt(request.word().substring("word".length()));
                assertThat(stateOnDisk(reader, row)).as("%s", request).isEqualTo(State.SENDING);
            });
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.requests()).hasSize(60 + 2 * 6);
            allAre(State.RECORDED, run.states());
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
        try (Run run = new Run(folder, Run.options(4, 3), DeliveryTest::recorded, "!bad", "a", "-out")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.words()).containsExactly("a");
            assertThat(run.states()).containsExactly(State.INVALID, State.RECORDED, State.SKIPPED);
        }
    }

    @Test
    void a_thousand_rows_reach_the_disk_in_groups() throws Exception {
        try (Run run = new Run(folder, Run.options(16, 3), DeliveryTest::recorded, WordFile.numbered(1_000))) {
            run.delivery.run();
            assertThat(run.time.commits()).isBetween(2, 1_000 / 8 + 2);
        }
    }

    @Test
    void a_row_that_was_claimed_ahead_does_not_wait_for_the_commit_of_the_answer_before_it() throws Exception {
        try (Run run = new Run(folder, Run.options(1, 3), DeliveryTest::recorded, "a", "b")) {
            run.server.onRequest(
                    request -> assertThat(run.time.commits()).as("%s", request).isEqualTo(1));
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.words()).containsExactly("a", "b");
        }
    }

    @Test
    void an_answer_waits_for_its_commit_at_most_a_tenth_of_a_second() throws Exception {
        try (Run run = new Run(
                        folder,
                        Run.options(16, 3),
                        request -> recorded(request)
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
                        ? overloaded(Duration.ofSeconds(2))
                        : recorded(request),
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

    // Trying again

    @Test
    void a_row_that_was_not_sent_is_tried_again_after_longer_and_longer_waits() throws Exception {
        try (Run run = new Run(
                folder, Run.options(2, 4), request -> request.attempt() < 4 ? notSent() : recorded(request), "a")) {
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
                        : recorded(request),
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
                request -> request.word().equals("word1") ? notSent() : recorded(request),
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
                request -> request.word().equals("word0") ? notSent() : Answer.of(new Outcome.Rejected(422, "no")),
                WordFile.numbered(10))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.ledger.counts().of(State.REJECTED)).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void a_server_that_is_down_stops_the_run_and_no_row_is_lost(int concurrency) throws Exception {
        try (Run run = new Run(folder, Run.options(concurrency, 3), request -> notSent(), WordFile.numbered(100))) {
            assertThat(run.delivery.run())
                    .isEqualTo(
                            new Ending.Stopped(StopReason.SERVER_DOWN, "Nothing got through in 3 attempts: refused"));

            allAre(State.PLANNED, run.states());
            assertThat(run.server.requests()).hasSizeLessThanOrEqualTo(2 * concurrency * 3);
        }
    }

    @Test
    void a_server_that_goes_down_later_stops_the_run_too() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 2),
                request -> request.at().toMillis() < 200 ? recorded(request) : notSent(),
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
                return recorded(request);
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
                        ? overloaded(Duration.ZERO)
                        : recorded(request).after(Duration.ofSeconds(30)),
                WordFile.numbered(200))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(Collections.frequency(run.server.words(), "word1")).isEqualTo(3 * 8);
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(199);
            assertThat(run.entry(1).state()).isEqualTo(State.PLANNED);
        }
    }

    @Test
    void what_this_run_has_sent_before_counts_too() throws Exception {
        try (Run run = new Run(folder, Run.options(2, 3), request -> notSent(), "a")) {
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
                request -> request.at().toMillis() < 100 ? recorded(request) : overloaded(Duration.ofSeconds(1)),
                WordFile.numbered(200))) {
            assertThat(run.delivery.run())
                    .isEqualTo(
                            new Ending.Stopped(StopReason.SERVER_DOWN, "Nothing got through in 3 attempts: too many"));
            assertThat(run.ledger.counts().of(State.RECORDED, State.PLANNED)).isEqualTo(200);
        }
    }

    // Retry-After

    @Test
    void a_server_that_asks_for_a_pause_gets_one_from_every_row() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> request.word().equals("word2") && request.attempt() == 1
                        ? overloaded(Duration.ofSeconds(10))
                        : recorded(request),
                WordFile.numbered(40))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);

            assertThat(run.server.requests())
                    .extracting(request -> request.at().toMillis())
                    .noneMatch(at -> at > 20 && at < 10_020)
                    .anyMatch(at -> at == 10_020);
            assertThat(run.pauses).containsExactly(Duration.ofSeconds(10));
            allAre(State.RECORDED, run.states());
        }
    }

    @Test
    void of_several_pauses_the_longest_holds() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(3, 3),
                request -> switch (request.attempt() == 1 ? request.word() : "") {
                    case "word0" -> overloaded(Duration.ofSeconds(5));
                    case "word1" -> overloaded(Duration.ofSeconds(30)).after(Duration.ofMillis(30));
                    case "word2" -> overloaded(Duration.ofSeconds(1)).after(Duration.ofMillis(40));
                    default -> recorded(request);
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
                    case "word01" -> overloaded(Duration.ZERO);
                    case "word11" -> overloaded(Duration.ofSeconds(-1));
                    case "word21" -> overloaded(Duration.ofSeconds(Long.MAX_VALUE));
                    default -> recorded(request);
                },
                WordFile.numbered(3))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.pauses).hasSize(1);
            assertThat(run.time.elapsed()).isGreaterThan(Duration.ofDays(364));
        }
    }

    @Test
    void an_interrupt_ends_a_pause() throws Exception {
        try (Run run =
                new Run(folder, Run.options(2, 3), request -> overloaded(Duration.ofHours(1)), WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(5), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(5));
            allAre(State.PLANNED, run.states());
        }
    }

    // Stopping

    @Test
    void nothing_is_sent_after_an_answer_that_stops_the_run() throws Exception {
        Outcome refused = new Outcome.Stopped(401, StopReason.KEY_REFUSED, "the key was refused");
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> request.word().equals("word5")
                        ? Answer.of(refused)
                        : recorded(request)
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
                        ? notSent()
                        : Answer.of(new Outcome.Stopped(null, StopReason.WRONG_ADDRESS, "a web page"))
                                .after(Duration.ofMillis(30)),
                WordFile.numbered(9))) {
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.WRONG_ADDRESS, "a web page"));
            assertThat(run.server.words()).doesNotHaveDuplicates();
            allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void an_ambiguous_row_is_never_sent_again() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 5),
                request -> request.word().endsWith("3") ? ambiguous() : recorded(request),
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
        try (Run run = new Run(folder, Run.options(concurrency, 5), request -> ambiguous(), WordFile.numbered(200))) {
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
        try (Run run = new Run(folder, options, request -> ambiguous(), WordFile.numbered(50))) {
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
        try (Run run = new Run(folder, options, DeliveryTest::recorded, WordFile.numbered(50))) {
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
                            ? ambiguous()
                            : between.equals("recorded")
                                    ? recorded(request)
                                    : Answer.of(new Outcome.Rejected(422, "no"));
                },
                WordFile.numbered(160))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.ledger.counts().of(State.AMBIGUOUS)).isEqualTo(150);
        }
    }

    // Interrupting

    @Test
    void an_interrupt_before_the_start_sends_nothing() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), DeliveryTest::recorded, WordFile.numbered(9))) {
            run.delivery.interrupt();
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.server.requests()).isEmpty();
            allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void an_interrupt_in_the_middle_waits_for_what_is_in_flight_and_sends_no_more() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                request -> recorded(request).after(Duration.ofSeconds(29)),
                WordFile.numbered(50))) {
            run.time.after(Duration.ofSeconds(30), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());

            assertThat(run.server.requests()).hasSize(8);
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(58));
            assertThat(run.ledger.counts().of(State.RECORDED)).isEqualTo(8);
            assertThat(WordFile.entries(run.ledger).subList(8, 50))
                    .allMatch(entry -> entry.state() == State.PLANNED && entry.attempts() == 0);
        }
    }

    @Test
    void an_interrupted_row_that_was_not_sent_is_not_tried_again() throws Exception {
        try (Run run = new Run(
                folder, Run.options(2, 3), request -> notSent().after(Duration.ofSeconds(2)), WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(1), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.server.requests()).hasSize(2);
            allAre(State.PLANNED, run.states());
        }
    }

    @Test
    void what_is_not_answered_within_the_grace_is_ambiguous_and_a_late_answer_is_ignored() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> recorded(request)
                        .after(Duration.ofSeconds(request.word().equals("word0") ? 25 : 99)),
                WordFile.numbered(9))) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            run.time.after(Duration.ofSeconds(39), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());

            assertThat(run.time.elapsed())
                    .as("a second interrupt does not begin a new grace")
                    .isEqualTo(Duration.ofSeconds(10).plus(Run.GRACE));
            assertThat(run.entry(0).state()).isEqualTo(State.RECORDED);
            assertThat(run.entry(1))
                    .isEqualTo(new Entry(
                            3,
                            0,
                            3,
                            State.AMBIGUOUS,
                            null,
                            null,
                            1,
                            "the run was interrupted before the server answered"));
            List<State> before = run.states();
            run.time.pass(Duration.ofMinutes(5));
            assertThat(run.states()).isEqualTo(before);
            assertThat(run.answered).hasSize(2);
        }
    }

    @Test
    void an_answer_that_comes_while_others_are_given_up_is_kept() throws Exception {
        DeliveryOptions noGrace = new DeliveryOptions(2, 3, Duration.ZERO);
        try (Run run = new Run(
                folder,
                noGrace,
                request ->
                        request.word().equals("a") ? recorded(request).after(Duration.ofSeconds(10)) : Answer.never(),
                "a",
                "b",
                "c")) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Interrupted());
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.PLANNED);
        }
    }

    @Test
    void a_run_that_is_stopping_can_be_interrupted_and_keeps_the_reason_why_it_stopped() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("a")
                        ? Answer.of(new Outcome.Stopped(403, StopReason.KEY_REFUSED, "refused"))
                        : Answer.never(),
                "a",
                "b",
                "c")) {
            run.time.after(Duration.ofSeconds(10), run.delivery::interrupt);
            assertThat(run.delivery.run()).isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "refused"));
            assertThat(run.states()).containsExactly(State.PLANNED, State.AMBIGUOUS, State.PLANNED);
            assertThat(run.time.elapsed()).isEqualTo(Duration.ofSeconds(10).plus(Run.GRACE));
        }
    }

    @Test
    void time_that_wraps_round_changes_nothing() throws Exception {
        long almostOver = Long.MAX_VALUE - Duration.ofMillis(700).toNanos();
        try (Run run = new Run(
                folder,
                Run.options(4, 3),
                HandSetTime.startingAt(almostOver),
                request -> switch (request.word() + request.attempt()) {
                    // Due before the clock wraps, and after.
                    case "word01" -> notSent();
                    case "word11" -> notSent().after(Duration.ofMillis(250));
                    case "word21" -> overloaded(Duration.ofSeconds(3)).after(Duration.ofMillis(900));
                    default -> recorded(request);
                },
                WordFile.numbered(20))) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.server.requests())
                    .filteredOn(request -> request.word().matches("word[01]"))
                    .filteredOn(request -> request.attempt() == 2)
                    .extracting(request -> request.at().toMillis())
                    .containsExactly(520L, 750L);
            allAre(State.RECORDED, run.states());
        }
    }

    // What must not happen, and must not do harm

    @Test
    void a_request_that_ends_in_an_unforeseen_way_is_ambiguous() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> request.word().equals("b")
                        ? Answer.failed(new IllegalStateException("a bug"))
                        : recorded(request),
                "a",
                "b",
                "c")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.RECORDED);
            assertThat(run.entry(1).reason()).contains("unexpectedly", "a bug");
        }
    }

    @Test
    void a_recorder_that_throws_makes_its_row_ambiguous_and_loses_no_other_answer() throws Exception {
        try (Run run = new Run(
                folder,
                Run.options(2, 3),
                request -> {
                    if (request.word().equals("b")) {
                        throw new IllegalStateException("a bug");
                    }
                    return recorded(request);
                },
                "a",
                "b",
                "c")) {
            assertThat(run.delivery.run()).isEqualTo(FINISHED);
            assertThat(run.states()).containsExactly(State.RECORDED, State.AMBIGUOUS, State.RECORDED);
        }
    }

    @Test
    void nothing_is_sent_once_the_ledger_cannot_be_written() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), DeliveryTest::recorded, WordFile.numbered(100))) {
            run.server.onRequest(request -> {
                if (request.word().equals("word20")) {
                    failEveryWrite();
                }
            });
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(run.delivery::run)
                    .withMessageContaining("the disk is gone");

            List<String> sent = run.server.words();
            assertThat(sent).hasSizeBetween(21, 21 + 2 * 4);
            for (int i = 0; i < 100; i++) {
                State state = run.states().get(i);
                assertThat(state)
                        .as("word%d", i)
                        .isIn(
                                sent.contains("word" + i)
                                        ? List.of(State.RECORDED, State.SENDING)
                                        : List.of(State.SENDING, State.PLANNED));
            }
        }
    }

    private void failEveryWrite() {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("""
                    CREATE TRIGGER gone BEFORE UPDATE ON feedback
                    BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END""");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_ledger_that_fails_before_the_first_commit_sends_nothing() throws Exception {
        try (Run run = new Run(folder, Run.options(4, 3), DeliveryTest::recorded, WordFile.numbered(9))) {
            failEveryWrite();
            assertThatExceptionOfType(LedgerException.class).isThrownBy(run.delivery::run);
            assertThat(run.server.requests()).isEmpty();
            allAre(State.PLANNED, run.states());
        }
    }
}
