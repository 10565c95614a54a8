package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.Project;
import feedbackuploader.ledger.Claim;
import feedbackuploader.ledger.Creation;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Outbox;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.ledger.Result;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.ledger.SameText;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Bodies;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.InteractionBodies;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interactions whose answer was lost, and a server that lists completions as the script says. */
class CreationReconcilerTest {

    private final HandSetTime time = HandSetTime.startingAt(0);
    private final Ledger ledger;
    private final Map<String, String> labels = new HashMap<>();
    private final List<List<String>> asked = new ArrayList<>();

    /** By the text of each completion that the server holds: its ids. */
    private final Map<String, List<String>> held = new HashMap<>();

    private @Nullable Duration listedWithin = Duration.ofMillis(20);
    private @Nullable Duration givenUpAfter;
    private boolean isGivenUp;
    private Duration quietAfter = Duration.ZERO;

    CreationReconcilerTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    /** {@code lost…} texts lose their answer, the others are recorded. */
    private void send(String... texts) throws LedgerException {
        try (PlanWriter plan = ledger.beginPlan()) {
            for (int row = 1; row <= texts.length; row++) {
                Interaction one = Interaction.ofText(texts[row - 1], List.of(new Message("user", "Hi?")), null);
                plan.beginRow(List.of());
                plan.addPlanned(
                        row,
                        0,
                        row,
                        Bodies.keyOf(one),
                        row,
                        Bodies.submissionOf(one, new Project(Project.Naming.USE_CASE, "support")),
                        new Creation(one.placeholder(), Set.of()));
            }
            plan.sendInteractions(SameText.EACH, true);
            plan.finish("sha", "basis", texts.length, 0, DuplicatePolicy.SEND);
        }
        try (Outbox outbox = ledger.outbox()) {
            List<Result> results = new ArrayList<>();
            for (Claim claim : outbox.exchange(List.of(), List.of(), texts.length, Long.MAX_VALUE, time.now())) {
                String body = claim.submission().body();
                String text = body.substring("{\"completion\":\"".length(), body.indexOf("\",\"messages"));
                labels.put(String.valueOf(InteractionBodies.labelOf(claim.submission())), text);
                if (text.startsWith("lost")) {
                    results.add(new Result(claim.id(), new Outcome.Ambiguous(504, "gateway")));
                } else {
                    held.put(text, List.of("id of " + text));
                    results.add(new Result(claim.id(), new Outcome.Recorded(201, "id of " + text)));
                }
            }
            outbox.exchange(results, List.of(), 0, 0, time.now());
        }
    }

    private ReadBack.Answer any(String label, List<String> values) {
        return new ReadBack.Answer.Listed(values.stream()
                .flatMap(value -> held.getOrDefault(labels.get(value), List.of()).stream()
                        .map(id -> new FoundCompletion(id, Map.of(label, value))))
                .toList());
    }

    private ReadBack.Answer first(String label, List<String> values) {
        return any(label, values.subList(0, 1));
    }

    private Map<String, State> settled(BiFunction<String, List<String>, ReadBack.Answer> server) throws Exception {
        ReadBack readBack = new ReadBack() {
            @Override
            public Trace traceOf(Submission submission) {
                return new Trace.Nowhere("not asked");
            }

            @Override
            public CompletableFuture<Answer> read(Kind kind, UUID completion) {
                throw new AssertionError("no completion is asked for by its id");
            }

            @Override
            public CompletableFuture<Answer> find(String label, List<String> values) {
                asked.add(values);
                return CompletableFuture.completedFuture(server.apply(label, values));
            }
        };
        CreationReconciler reconciler = new CreationReconciler(
                ledger.inDoubtCreations(null),
                readBack,
                time,
                new DeliveryOptions(4, 3, Duration.ofSeconds(30)),
                Backoff.standard(new java.util.Random(1)),
                time,
                listedWithin);
        if (givenUpAfter != null) {
            reconciler.giveUpAt(time.nanos() + givenUpAfter.toNanos());
        }
        Ending ending = reconciler.run(new Quiet(time.nanos() + quietAfter.toNanos(), null));
        assertThat(ending).isEqualTo(isGivenUp ? new Ending.Interrupted() : new Ending.Finished());
        Map<String, State> states = new HashMap<>();
        try (RowPieces entries = ledger.entries()) {
            for (var row = entries.next(); !row.isEmpty(); row = entries.next()) {
                Entry entry = row.get(0).entry();
                states.put(entry.row() + " " + entry.uploadId(), entry.state());
            }
        }
        return states;
    }

    @Test
    void many_are_settled_in_one_question_where_a_list_means_any_of_it() throws Exception {
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));

        assertThat(settled(this::any))
                .isEqualTo(Map.of(
                        "1 id of one", State.RECORDED,
                        "2 id of two", State.RECORDED,
                        "3 found", State.RECORDED,
                        "4 null", State.PLANNED));
        assertThat(asked).hasSize(3);
    }

    @Test
    void each_is_asked_for_by_itself_where_a_list_means_something_else() throws Exception {
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));

        assertThat(settled(this::first))
                .containsEntry("3 found", State.RECORDED)
                .containsEntry("4 null", State.PLANNED);
        assertThat(asked).filteredOn(values -> values.size() > 1).hasSize(1);
    }

    @Test
    void what_is_listed_is_not_waited_for() throws Exception {
        quietAfter = Duration.ofSeconds(90);
        send("one", "two", "lost but there", "lost but there too");
        held.put("lost but there", List.of("found"));
        held.put("lost but there too", List.of("found too"));

        assertThat(settled(this::any))
                .containsEntry("3 found", State.RECORDED)
                .containsEntry("4 found too", State.RECORDED);
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void what_is_not_listed_is_looked_for_until_the_server_must_be_done_with_it() throws Exception {
        quietAfter = Duration.ofSeconds(90);
        send("one", "two", "lost but there", "lost and late", "lost");
        held.put("lost but there", List.of("found"));

        assertThat(settled((label, values) -> {
                    if (time.elapsed().compareTo(Duration.ofSeconds(89)) >= 0) {
                        held.put("lost and late", List.of("found late"));
                    }
                    return any(label, values);
                }))
                .containsEntry("3 found", State.RECORDED)
                .containsEntry("4 found late", State.RECORDED)
                .containsEntry("5 null", State.PLANNED);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(asked).as("few questions while it waits").hasSizeLessThan(20);
    }

    @Test
    void nothing_is_concluded_from_a_server_that_does_not_list_what_it_has() throws Exception {
        send("one", "two", "lost");
        held.clear();

        assertThat(settled(this::any)).containsEntry("3 null", State.UNKNOWN);
    }

    @Test
    void nothing_is_concluded_from_an_answer_that_lacks_another_that_is_there() throws Exception {
        send("one", "two", "three", "lost");

        assertThat(settled((label, values) ->
                        values.size() > 3 ? new ReadBack.Answer.Listed(List.of()) : any(label, values)))
                .containsEntry("4 null", State.UNKNOWN);
    }

    @Test
    void nothing_is_concluded_without_another_that_is_known_to_be_created() throws Exception {
        send("lost", "lost too");

        assertThat(settled(this::any)).containsEntry("1 null", State.UNKNOWN);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_server_that_leaves_out_what_it_has_now_and_then_proves_nothing_where_each_is_asked_for_by_itself()
            throws Exception {
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));
        List<List<String>> alone = new ArrayList<>();

        assertThat(settled((label, values) -> {
                    boolean isLeftOut = values.size() == 1 && alone.size() % 3 == 1;
                    if (values.size() == 1) {
                        alone.add(values);
                    }
                    return isLeftOut ? new ReadBack.Answer.Listed(List.of()) : first(label, values);
                }))
                .doesNotContainValue(State.PLANNED)
                .containsEntry("4 null", State.UNKNOWN);
    }

    @Test
    void how_soon_new_ones_are_listed_is_known_by_the_age_of_one_that_was_recorded_lately() throws Exception {
        listedWithin = null;
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));
        time.pass(Duration.ofSeconds(10));

        assertThat(settled(this::any)).containsEntry("3 found", State.RECORDED).containsEntry("4 null", State.PLANNED);
        assertThat(time.elapsed()).isGreaterThan(Duration.ofSeconds(10 + 2 * 10));
    }

    @Test
    void how_soon_new_ones_are_listed_is_known_from_an_earlier_run() throws Exception {
        listedWithin = null;
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));
        ledger.about().rememberListedWithin(Duration.ofSeconds(3));
        time.pass(Duration.ofMinutes(2));

        assertThat(settled(this::any)).containsEntry("3 found", State.RECORDED).containsEntry("4 null", State.PLANNED);
        assertThat(time.elapsed().minusMinutes(2)).isBetween(Duration.ofSeconds(2 * 3), Duration.ofSeconds(2 * 3 + 2));
    }

    @Test
    void nothing_is_concluded_as_long_as_it_is_not_known_how_soon_new_ones_are_listed() throws Exception {
        listedWithin = null;
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));
        time.pass(Duration.ofSeconds(11));

        assertThat(settled(this::any)).containsEntry("3 found", State.RECORDED).containsEntry("4 null", State.UNKNOWN);
    }

    @Test
    void a_server_that_lists_nothing_at_all_leaves_them_unknown() throws Exception {
        send("one", "two", "lost");

        assertThat(settled((label, values) -> new ReadBack.Answer.Unavailable("no such field")))
                .containsEntry("3 null", State.UNKNOWN);
    }

    @Test
    void what_cannot_be_asked_for_now_stays_as_it_is() throws Exception {
        send("one", "two", "lost");

        assertThat(settled((label, values) -> new ReadBack.Answer.NotNow("busy")))
                .containsEntry("3 null", State.AMBIGUOUS);
    }

    @Test
    void what_can_be_settled_before_it_is_given_up_is_settled() throws Exception {
        givenUpAfter = Duration.ofSeconds(30);
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));

        assertThat(settled(this::any)).containsEntry("3 found", State.RECORDED).containsEntry("4 null", State.PLANNED);
    }

    @Test
    void nothing_is_concluded_once_it_is_given_up() throws Exception {
        givenUpAfter = Duration.ofMillis(100); // before new ones are known to be listed
        isGivenUp = true;
        send("one", "two", "lost but there", "lost");
        held.put("lost but there", List.of("found"));

        assertThat(settled(this::any))
                .containsEntry("3 null", State.AMBIGUOUS)
                .containsEntry("4 null", State.AMBIGUOUS);
    }
}
