package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.KeyAnswers;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys to be looked up, and a server that lists completions as the script says. */
class CompletionSearchTest {

    private static final ReadBack.Answer BUSY = new ReadBack.Answer.NotNow("Busy.");

    private final HandSetTime time = HandSetTime.startingAt(0);
    private final Ledger ledger;
    private final KeyAnswers answers;
    private final List<List<String>> asked = new ArrayList<>();

    /** By the value of the label: the ids of the completions that have it. */
    private final Map<String, List<String>> held = new TreeMap<>();

    CompletionSearchTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
        answers = KeyAnswers.in(ledger);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** The file names tickets 1 to {@code count}, and the server has one completion for each. */
    private void tickets(int count) throws LedgerException {
        for (int i = 1; i <= count; i++) {
            answers.add(ticket(i));
            held.put("T-" + i, List.of("id-" + i));
        }
        answers.flush();
    }

    private static CompletionKey ticket(int number) {
        return new CompletionKey.OfLabel("ticket", "T-" + number);
    }

    private ReadBack.Answer any(List<CompletionKey> keys) {
        return new ReadBack.Answer.Listed(keys.stream()
                .distinct()
                .flatMap(key -> held.getOrDefault(key.value(), List.of()).stream()
                        .map(id -> new FoundCompletion(id, Map.of("ticket", key.value()))))
                .toList());
    }

    private ReadBack.Answer first(List<CompletionKey> keys) {
        return any(keys.subList(0, 1));
    }

    private ReadBack.Answer alone(List<CompletionKey> keys) {
        return keys.size() == 1 ? any(keys) : new ReadBack.Answer.Unavailable("Unknown field labels.");
    }

    private @Nullable Ending run(Function<List<CompletionKey>, ReadBack.Answer> server) throws Exception {
        return search(server).run();
    }

    private CompletionSearch search(Function<List<CompletionKey>, ReadBack.Answer> server) {
        ReadBack readBack = new ReadBack() {
            @Override
            public Trace traceOf(Submission submission) {
                throw new AssertionError("nothing was sent");
            }

            @Override
            public CompletableFuture<Answer> read(Kind kind, UUID completion) {
                throw new AssertionError("no completion is asked for by its id");
            }

            @Override
            public CompletableFuture<Answer> find(List<CompletionKey> keys) {
                asked.add(keys.stream().map(CompletionKey::value).toList());
                return CompletableFuture.completedFuture(server.apply(keys));
            }
        };
        return new CompletionSearch(
                answers,
                readBack,
                new DeliveryOptions(4, 3, Duration.ofSeconds(30)),
                Backoff.standard(new Random(1)),
                time);
    }

    private static String idOf(CompletionKey key) {
        return "id-" + key.placeholder();
    }

    private List<String> foundFor(int ticket) throws LedgerException {
        return answers.completionsOf(ticket(ticket)).orElseThrow();
    }

    @Test
    void many_are_found_in_one_question_where_a_list_means_any_of_it() throws Exception {
        tickets(250);
        held.remove("T-7");
        held.put("T-8", List.of("a", "b"));

        CompletionSearch search = search(this::any);

        assertThat(search.run()).isNull();
        assertThat(search.tally()).isEqualTo(new CompletionSearch.Tally(248, 1, 1));
        assertThat(foundFor(7)).isEmpty();
        assertThat(foundFor(8)).containsExactly("a", "b");
        for (int i = 9; i <= 250; i++) {
            assertThat(foundFor(i)).containsExactly("id-" + i);
        }
        assertThat(asked).hasSizeBetween(6, 8).allMatch(values -> values.size() <= 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "alone"})
    void each_is_asked_for_by_itself_where_a_list_means_something_else(String means) throws Exception {
        tickets(9);
        held.put("T-8", List.of("a", "b"));

        assertThat(run(means.equals("first") ? this::first : this::alone)).isNull();

        assertThat(foundFor(8)).containsExactly("a", "b");
        assertThat(foundFor(9)).containsExactly("id-9");
        assertThat(asked).filteredOn(values -> values.size() > 1).hasSize(1);
        assertThat(asked).hasSize(10);
    }

    /** It took a short list, and cuts a long one. */
    @Test
    void nothing_is_concluded_from_a_list_that_lacks_what_the_server_has() throws Exception {
        tickets(60);

        assertThat(run(keys -> any(keys.subList(0, Math.min(20, keys.size()))))).isNull();

        for (int i = 1; i <= 60; i++) {
            assertThat(foundFor(i)).containsExactly("id-" + i);
        }
    }

    @Test
    void of_many_completions_with_one_key_a_few_are_kept() throws Exception {
        tickets(1);
        held.put("T-1", List.of("a", "b", "c", "d", "e", "f"));

        assertThat(run(this::any)).isNull();
        assertThat(foundFor(1)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void where_the_first_hundred_find_nothing_the_run_ends() throws Exception {
        tickets(150);
        held.clear();

        assertThat(run(this::any)).isInstanceOfSatisfying(Ending.Stopped.class, stopped -> {
            assertThat(stopped.cause()).isEqualTo(StopReason.UNKNOWN_COMPLETIONS);
            assertThat(stopped.reason())
                    .startsWith("The server has no completion for any of the first 100 values of label.ticket")
                    .contains("--find-completion", "--use-case");
        });
        assertThat(asked).hasSize(100);
    }

    @Test
    void a_server_without_an_answer_never_says_that_there_is_no_completion() throws Exception {
        tickets(2);

        assertThat(run(keys -> BUSY))
                .isEqualTo(new Ending.Stopped(
                        StopReason.SERVER_DOWN, "The server does not say which completions it has: Busy."));
        assertThat(run(keys -> new ReadBack.Answer.Hidden("Its list is cut.")))
                .isEqualTo(new Ending.Stopped(
                        StopReason.CANNOT_READ_BACK,
                        "The completions cannot be found, since the server does not list them as asked."
                                + " Its list is cut. Nothing was sent."));
        assertThat(run(keys -> new ReadBack.Answer.Stopped(
                        new Outcome.Stopped(401, StopReason.KEY_REFUSED, "The key is refused."))))
                .isEqualTo(new Ending.Stopped(StopReason.KEY_REFUSED, "The key is refused."));
        assertThat(answers.next(10)).hasSize(2);
    }

    @Test
    void an_answer_that_asks_to_wait_is_waited_for() throws Exception {
        tickets(1);

        assertThat(run(keys -> asked.size() < 2 ? BUSY : any(keys))).isNull();
        assertThat(foundFor(1)).containsExactly("id-1");
    }

    @Test
    void an_interrupted_search_ends_the_run() throws Exception {
        tickets(5);
        CompletionSearch search = search(this::any);
        search.interrupt();

        assertThat(search.run()).isEqualTo(new Ending.Interrupted());
    }

    @Test
    void a_server_that_ignores_the_session_is_found_out() throws Exception {
        UUID session = new UUID(1, 1);
        answers.add(new CompletionKey.OfSession(session));
        answers.flush();

        assertThat(run(keys -> new ReadBack.Answer.Listed(List.of(new FoundCompletion("a", Map.of())))))
                .isInstanceOfSatisfying(Ending.Stopped.class, stopped -> {
                    assertThat(stopped.cause()).isEqualTo(StopReason.CANNOT_READ_BACK);
                    assertThat(stopped.reason()).contains("so it does not find completions by session_id");
                });
        assertThat(asked).hasSize(2);
        assertThat(answers.next(1)).hasSize(1);
    }

    /** It lists what stands at the time, whoever asked; at the first keys' times nothing stands. */
    @Test
    void a_server_that_ignores_the_user_is_found_out_at_the_first_time_that_has_a_completion() throws Exception {
        Instant at = Instant.parse("2024-02-21T09:51:03Z");
        Instant another = at.plusSeconds(3600);
        for (int i = 0; i < 20; i++) {
            answers.add(new CompletionKey.OfUserAt(new UUID(1, i), i % 5 == 0 ? another : at));
        }
        answers.flush();
        List<CompletionKey> inOrder = answers.next(20);
        Instant empty = ((CompletionKey.OfUserAt) inOrder.get(0)).time();
        Instant taken = empty.equals(at) ? another : at;
        FoundCompletion others = new FoundCompletion("another user's", Map.of(), taken.plusMillis(412));

        assertThat(run(keys -> new ReadBack.Answer.Listed(
                        ((CompletionKey.OfUserAt) keys.get(0)).time().equals(taken) ? List.of(others) : List.of())))
                .isInstanceOfSatisfying(Ending.Stopped.class, stopped -> {
                    assertThat(stopped.cause()).isEqualTo(StopReason.CANNOT_READ_BACK);
                    assertThat(stopped.reason()).contains("so it does not find completions by user");
                });
        for (CompletionKey key : inOrder) {
            assertThat(answers.completionsOf(key).orElse(List.of())).isEmpty();
        }
        assertThat(asked).hasSizeGreaterThan(2);
    }

    @Test
    void sessions_and_users_are_asked_for_one_by_one() throws Exception {
        Instant at = Instant.parse("2024-02-21T09:51:03Z");
        List<CompletionKey> keys = IntStream.range(0, 5)
                .<CompletionKey>mapToObj(i -> new CompletionKey.OfUserAt(new UUID(1, i), at))
                .toList();
        for (CompletionKey key : keys) {
            answers.add(key);
        }
        answers.flush();

        assertThat(run(one -> new ReadBack.Answer.Listed(
                        keys.contains(one.get(0))
                                ? List.of(new FoundCompletion(idOf(one.get(0)), Map.of(), at.plusMillis(412)))
                                : List.of())))
                .isNull();
        for (CompletionKey key : keys) {
            assertThat(answers.completionsOf(key)).contains(List.of(idOf(key)));
        }
        assertThat(asked).hasSize(6).allMatch(one -> one.size() == 1);
    }
}
