package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.Value;
import feedbackuploader.server.Bodies;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.Submission;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions that an upload creates, and what names them. */
class CreationsTest {

    private static final Project USE_CASE = new Project(Project.Naming.USE_CASE, "support");
    private static final UUID RATER = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String ID = "c0c0c0c0-0000-4000-8000-000000000001";
    private static final String OTHER_ID = "c0c0c0c0-0000-4000-8000-000000000002";
    private static final String THIRD_ID = "c0c0c0c0-0000-4000-8000-000000000003";
    private static final Interaction HELLO = Interaction.ofText("Hello", List.of(new Message("user", "Hi?")), "gpt-4");
    private static final Interaction BYE = Interaction.ofText("Bye", List.of(new Message("user", "Hi?")), "gpt-4");

    private final Ledger ledger;
    private SameText sameText = SameText.EACH;
    private boolean labelled;
    private PlanWriter.@Nullable Finished finished;

    CreationsTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    private static Feedback dated(Interaction of, int value) {
        return new MetricFeedback(
                "csat",
                of.placeholder(),
                new Value.Scalar(BigDecimal.valueOf(value)),
                null,
                Instant.parse("2024-02-22T00:00:00Z"),
                null);
    }

    private static Feedback byRater(Interaction of, int value) {
        return new MetricFeedback("csat", of.placeholder(), new Value.Scalar(BigDecimal.valueOf(value)), null, RATER);
    }

    private void plan(List<?>... rows) throws LedgerException {
        try (PlanWriter plan = ledger.beginPlan()) {
            long row = 0;
            for (List<?> pieces : rows) {
                row++;
                plan.beginRow(List.of());
                int part = 0;
                for (Object piece : pieces) {
                    add(plan, row, part++, (Feedback) piece);
                }
            }
            plan.sendInteractions(sameText, labelled);
            finished = plan.finish("sha" + row, "basis", row, 0, DuplicatePolicy.SEND);
        }
    }

    private static void add(PlanWriter plan, long row, int part, Feedback feedback) throws LedgerException {
        Set<UUID> awaits = feedback instanceof MetricFeedback rating
                ? Set.of(rating.completionId())
                : feedback instanceof PreferenceFeedback preference
                        ? Stream.of(preference.preferred(), preference.other())
                                .map(side -> ((CompletionRef.ById) side).id())
                                .collect(Collectors.toSet())
                        : Set.of();
        plan.addPlanned(
                row,
                part,
                row,
                Bodies.keyOf(feedback instanceof Interaction interaction ? interaction.text() : feedback),
                part,
                Bodies.submissionOf(feedback, USE_CASE),
                new Creation(feedback instanceof Interaction created ? created.placeholder() : null, awaits));
    }

    /** Sends what can be sent at once, and answers it. */
    private List<String> send(Map<String, Outcome> byText) throws LedgerException {
        return sent(10, body -> answer(byText, body)).stream()
                .map(submission -> submission.kind().label() + " " + submission.body())
                .toList();
    }

    /** @param atATime rows that are claimed together */
    private List<Submission> sent(int atATime, Function<String, Outcome> answers) throws LedgerException {
        List<Submission> sent = new ArrayList<>();
        try (Outbox outbox = ledger.outbox()) {
            List<Result> results = new ArrayList<>();
            while (!outbox.isExhausted() || !results.isEmpty()) {
                List<Claim> claims = outbox.exchange(results, List.of(), atATime, Long.MAX_VALUE, ServerTime.UNKNOWN);
                results.clear();
                for (Claim claim : claims) {
                    sent.add(claim.submission());
                    results.add(new Result(
                            claim.id(), answers.apply(claim.submission().body())));
                }
            }
        }
        return sent;
    }

    private static Outcome answer(Map<String, Outcome> byText, String body) {
        return byText.entrySet().stream()
                .filter(one -> body.contains("\"completion\":\"" + one.getKey() + '"'))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Outcome.Recorded(201, "f" + body.hashCode()));
    }

    private List<String> states() throws LedgerException {
        List<String> states = new ArrayList<>();
        try (RowPieces entries = ledger.entries()) {
            for (List<Piece> row = entries.next(); !row.isEmpty(); row = entries.next()) {
                states.add(
                        row.stream().map(piece -> piece.entry().state().label()).collect(Collectors.joining(" ")));
            }
        }
        return states;
    }

    private static Outcome created(String id) {
        return new Outcome.Recorded(201, id);
    }

    @Test
    void ratings_without_a_rater_travel_dated_in_the_request_of_their_completion() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4), dated(HELLO, 5)));
        assertThat(states()).containsExactly("planned planned planned");

        assertThat(send(Map.of("Hello", created(ID))))
                .singleElement()
                .asString()
                .endsWith("\"feedbacks\":["
                        + "{\"value\":4,\"metric\":\"csat\",\"created_at\":\"2024-02-22T00:00:00Z\"},"
                        + "{\"value\":5,\"metric\":\"csat\",\"created_at\":\"2024-02-22T00:00:00Z\"}]}");
        assertThat(states()).containsExactly("recorded recorded recorded");
        assertThat(ledger.counts().byStatus()).isEqualTo(Map.of("recorded", 3L));
    }

    @Test
    void ratings_with_a_rater_wait_for_the_id_and_then_name_it() throws Exception {
        plan(List.of(HELLO, byRater(HELLO, 4)), List.of(BYE, byRater(BYE, 5)));
        assertThat(states()).containsExactly("planned waiting", "planned waiting");

        List<String> sent = send(Map.of("Hello", created(ID), "Bye", created(OTHER_ID)));

        assertThat(sent).hasSize(4);
        assertThat(sent.subList(2, 4))
                .containsExactly(
                        "metric {\"value\":4,\"metric\":\"csat\",\"completion_id\":\"" + ID + "\",\"user_id\":\""
                                + RATER + "\"}",
                        "metric {\"value\":5,\"metric\":\"csat\",\"completion_id\":\"" + OTHER_ID + "\",\"user_id\":\""
                                + RATER + "\"}");
        assertThat(states()).containsExactly("recorded recorded", "recorded recorded");
    }

    @Test
    void a_rating_that_is_to_be_tried_again_is_not_handed_out_beside_that() throws Exception {
        plan(List.of(HELLO, byRater(HELLO, 4)), List.of(BYE));
        Outcome busy = new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "busy");

        try (Outbox outbox = ledger.outbox()) {
            Claim hello = claim(outbox, List.of()).get(0);
            Claim rating =
                    claim(outbox, List.of(new Result(hello.id(), created(ID)))).get(0);
            Claim bye = claim(outbox, List.of()).get(0);

            assertThat(claim(outbox, List.of(new Result(rating.id(), busy), new Result(bye.id(), created(OTHER_ID)))))
                    .isEmpty();
            outbox.exchange(List.of(), List.of(rating), 0, Long.MAX_VALUE, ServerTime.UNKNOWN);
            claim(outbox, List.of(new Result(rating.id(), created("f"))));
        }

        assertThat(states()).containsExactly("recorded recorded", "recorded");
    }

    /** One row at most. */
    private static List<Claim> claim(Outbox outbox, List<Result> results) throws LedgerException {
        return outbox.exchange(results, List.of(), 1, Long.MAX_VALUE, ServerTime.UNKNOWN);
    }

    @Test
    void what_travels_or_waits_stays_with_a_completion_that_is_refused_or_lost() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(BYE, byRater(BYE, 5)));

        assertThat(send(Map.of(
                        "Hello",
                        new Outcome.Ambiguous(504, "gateway"),
                        "Bye",
                        new Outcome.Rejected(422, "no such model"))))
                .hasSize(2);

        ledger.leaveUnknown();
        assertThat(states()).containsExactly("unknown unknown", "rejected rejected");
        assertThat(ledger.counts().byStatus()).isEqualTo(Map.of("unknown", 2L, "rejected", 2L));
    }

    @Test
    void a_preference_waits_for_both_of_its_sides() throws Exception {
        Feedback preference = new PreferenceFeedback(
                "better",
                new CompletionRef.ById(HELLO.placeholder()),
                new CompletionRef.ById(BYE.placeholder()),
                null,
                List.of(),
                null);
        sameText = SameText.ONE;
        plan(List.of(HELLO, BYE, preference));

        List<String> sent = send(Map.of("Hello", created(ID), "Bye", created(OTHER_ID)));

        assertThat(sent).hasSize(3);
        assertThat(sent.get(2))
                .isEqualTo("preference {\"metric\":\"better\",\"preferred_completion\":\"" + ID
                        + "\",\"other_completion\":\"" + OTHER_ID + "\",\"use_case\":\"support\"}");
        assertThat(states()).containsExactly("recorded recorded recorded");
    }

    @Test
    void what_is_recorded_is_told_with_the_completion_that_it_belongs_to() throws Exception {
        plan(List.of(HELLO, byRater(HELLO, 4)), List.of(BYE, dated(BYE, 5)));
        send(Map.of("Hello", created(ID), "Bye", created(OTHER_ID)));

        List<String> told = new ArrayList<>();
        RecordedFeedback.walk(
                ledger,
                null,
                recorded -> told.add(recorded.completion() + " " + (recorded.id() == null ? "-" : "feedback")));

        assertThat(told).containsExactly(ID + " -", ID + " feedback", OTHER_ID + " -");
        assertThat(ledger.counts().completions()).isEqualTo(2);
    }

    @Test
    void a_rating_within_the_request_of_its_completion_is_not_sent_by_itself() throws Exception {
        plan(List.of(BYE, dated(BYE, 5)));
        send(Map.of("Bye", created(OTHER_ID)));

        List<Integer> attempts = new ArrayList<>();
        try (RowPieces rows = ledger.entries()) {
            for (List<Piece> row = rows.next(); !row.isEmpty(); row = rows.next()) {
                row.forEach(piece -> attempts.add(piece.entry().attempts()));
            }
        }

        assertThat(attempts).containsExactly(1, 0);
    }

    @Test
    void equal_texts_are_one_completion_with_the_ratings_of_all_rows_or_one_each() throws Exception {
        sameText = SameText.ONE;
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));

        assertThat(Objects.requireNonNull(finished).sameTexts()).isEqualTo(1);
        assertThat(finished.duplicates()).as("ratings given twice").isZero();
        assertThat(send(Map.of("Hello", created(ID))))
                .singleElement()
                .asString()
                .contains("\"value\":4", "\"value\":5");
        assertThat(states()).containsExactly("recorded recorded", "skipped recorded");
    }

    @Test
    void equal_texts_are_a_completion_each_if_the_user_says_so() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));

        assertThat(send(Map.of("Hello", created(ID)))).hasSize(2);
        assertThat(states()).containsExactly("recorded recorded", "recorded recorded");
    }

    @Test
    void a_rating_that_is_added_to_a_recorded_completion_goes_to_its_id_without_its_date() throws Exception {
        sameText = SameText.ONE;
        plan(List.of(HELLO, dated(HELLO, 4)));
        send(Map.of("Hello", created(ID)));
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));

        assertThat(states()).containsExactly("recorded recorded", "skipped planned");
        assertThat(Objects.requireNonNull(finished).undated()).isEqualTo(1);
        assertThat(send(Map.of()))
                .containsExactly("metric {\"value\":5,\"metric\":\"csat\",\"completion_id\":\"" + ID + "\"}");
    }

    @Test
    void what_went_with_a_lost_completion_is_not_sent_again_with_it_nor_apart() throws Exception {
        sameText = SameText.ONE;
        plan(List.of(HELLO, dated(HELLO, 4)));
        send(Map.of("Hello", new Outcome.Ambiguous(504, "gateway")));
        plan(List.of(HELLO, dated(HELLO, 5)), List.of(HELLO, dated(HELLO, 4)));

        assertThat(states()).containsExactly("ambiguous waiting", "skipped ambiguous");
        assertThat(send(Map.of())).isEmpty();
    }

    @Test
    void without_a_label_it_cannot_be_found_once_it_is_sent() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4)));

        assertThat(ledger.hasPlannedThatCannotBeFound(false)).isTrue();
        assertThat(ledger.hasPlannedThatCannotBeFound(true)).isFalse();

        send(Map.of("Hello", created(ID)));
        assertThat(ledger.hasPlannedThatCannotBeFound(false)).isFalse();
    }

    @Test
    void each_interaction_has_a_label_that_is_its_own_and_stays() throws Exception {
        labelled = true;
        plan(List.of(HELLO), List.of(BYE));
        List<String> first =
                send(Map.of("Hello", new Outcome.NotSent("refused"), "Bye", new Outcome.NotSent("refused")));
        plan(List.of(BYE), List.of(HELLO));
        List<String> again = send(Map.of("Hello", created(ID), "Bye", created(OTHER_ID)));

        assertThat(first).hasSize(2).allMatch(body -> body.contains("\"labels\":{\"feedback_uploader\":\""));
        assertThat(again).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first.get(0)).isNotEqualTo(first.get(1));
    }

    @Test
    void a_kind_of_each_is_counted_as_still_to_send_but_not_what_travels_along() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(BYE, byRater(BYE, 5)));

        assertThat(ledger.planned()).isEqualTo(Map.of(Kind.INTERACTION, 2L, Kind.METRIC, 1L));
    }

    /** Its placeholder would be sent in place of an id. */
    @Test
    void what_was_refused_with_its_completion_waits_again_and_is_never_sent_without_an_id() throws Exception {
        plan(List.of(BYE, byRater(BYE, 5)));
        assertThat(send(Map.of("Bye", new Outcome.Rejected(422, "no such model"))))
                .hasSize(1);
        assertThat(states()).containsExactly("rejected rejected");

        ledger.planRejectedAgain();

        assertThat(states()).containsExactly("planned waiting");
        assertThat(send(Map.of("Bye", created(ID))))
                .hasSize(2)
                .last()
                .asString()
                .contains(ID);
        assertThat(states()).containsExactly("recorded recorded");
    }

    @Test
    void a_preference_one_of_whose_sides_is_refused_is_refused_and_sent_once_both_are_there() throws Exception {
        Feedback preference = new PreferenceFeedback(
                "better",
                new CompletionRef.ById(HELLO.placeholder()),
                new CompletionRef.ById(BYE.placeholder()),
                null,
                List.of(),
                null);
        sameText = SameText.ONE;
        plan(List.of(HELLO), List.of(BYE, preference));

        assertThat(send(Map.of("Hello", new Outcome.Rejected(422, "no such model"), "Bye", created(OTHER_ID))))
                .hasSize(2);
        assertThat(states()).containsExactly("rejected", "recorded rejected");
        assertThat(reasons()).contains("Not recorded: its completion (row 1) was refused: no such model");

        ledger.planRejectedAgain();
        assertThat(send(Map.of("Hello", created(ID)))).hasSize(2);
        assertThat(states()).containsExactly("recorded", "recorded recorded");
    }

    @Test
    void what_waits_for_a_completion_that_may_not_be_there_says_so_until_that_is_settled() throws Exception {
        plan(List.of(BYE, byRater(BYE, 5)));
        send(Map.of("Bye", new Outcome.Ambiguous(504, "gateway")));
        ledger.leaveUnknown();
        assertThat(reasons()).contains("Not sent: it is unknown whether its completion was created.");

        ledger.planUnknownAgain();

        assertThat(reasons()).containsExactly("gateway", "Its completion is not created yet.");
        assertThat(states()).containsExactly("planned waiting");
    }

    @Test
    void sqlite_itself_refuses_to_plan_what_lacks_an_id() throws Exception {
        plan(List.of(BYE, byRater(BYE, 5)));

        assertThatThrownBy(() -> ledger.database()
                        .inTransaction(() -> ledger.database()
                                .update("UPDATE feedback SET state = 'planned' WHERE state = 'waiting'")))
                .isInstanceOf(LedgerException.class);
    }

    private List<String> reasons() throws LedgerException {
        List<String> reasons = new ArrayList<>();
        try (RowPieces entries = ledger.entries()) {
            for (List<Piece> row = entries.next(); !row.isEmpty(); row = entries.next()) {
                row.stream()
                        .map(piece -> piece.entry().reason())
                        .filter(Objects::nonNull)
                        .forEach(reasons::add);
            }
        }
        return reasons;
    }

    @Test
    void a_row_with_an_equal_text_stays_with_the_completion_that_has_its_ratings() throws Exception {
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));
        sendInOrder(ID, OTHER_ID);

        plan(List.of(HELLO, dated(HELLO, 3)), List.of(HELLO, dated(HELLO, 5)), List.of(HELLO, dated(HELLO, 4)));

        assertThat(completions()).containsExactly("-", OTHER_ID, ID);
        assertThat(sendInOrder(THIRD_ID)).singleElement().asString().contains("\"value\":3");

        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 3)));

        assertThat(completions()).as("one row is gone, the others moved").containsExactly(ID, THIRD_ID);
        assertThat(sendInOrder()).isEmpty();
    }

    @Test
    void of_equal_texts_without_ratings_each_stays_with_the_completion_that_says_the_same() throws Exception {
        plan(List.of(asked("2024-02-01")), List.of(asked("2024-02-02")));
        sendInOrder(ID, OTHER_ID);

        plan(List.of(asked("2024-02-03")), List.of(asked("2024-02-02")), List.of(asked("2024-02-01")));

        assertThat(completions()).containsExactly("-", OTHER_ID, ID);
        assertThat(Objects.requireNonNull(finished).otherwise()).isZero();
        assertThat(sendInOrder(THIRD_ID)).singleElement().asString().contains("2024-02-03");

        plan(List.of(asked("2024-02-04")), List.of(asked("2024-02-02")), List.of(asked("2024-02-01")));

        assertThat(sendInOrder()).as("it is there, whenever it was asked").isEmpty();
        assertThat(Objects.requireNonNull(finished).otherwise()).isEqualTo(1);
    }

    private static Interaction asked(String day) {
        return new Interaction(
                HELLO.completion(),
                HELLO.messages(),
                HELLO.model(),
                Instant.parse(day + "T00:00:00Z"),
                null,
                null,
                new TreeMap<>(),
                null);
    }

    @Test
    void rows_that_were_one_completion_stay_so() throws Exception {
        sameText = SameText.ONE;
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));
        sendInOrder(ID);

        sameText = SameText.EACH;
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5)));

        assertThat(completions()).containsExactly(ID, ID);
        assertThat(sendInOrder()).isEmpty();
        plan(List.of(HELLO, dated(HELLO, 4)), List.of(HELLO, dated(HELLO, 5), dated(HELLO, 2)));
        assertThat(sendInOrder("f"))
                .singleElement()
                .asString()
                .contains("\"value\":2", "\"completion_id\":\"" + ID + '"');
    }

    /** A label is made of the number, and another number would look for another row's completion. */
    @Test
    void a_completion_whose_answer_was_lost_is_looked_for_by_the_label_that_it_was_sent_with() throws Exception {
        labelled = true;
        plan(List.of(HELLO), List.of(HELLO), List.of(HELLO));
        List<String> sent = send(
                List.of(new Outcome.Ambiguous(504, "gateway"), new Outcome.Ambiguous(504, "gateway"), created(ID)));

        plan(List.of(HELLO), List.of(HELLO));

        List<String> looked = new ArrayList<>();
        InDoubtCreations doubts = ledger.inDoubtCreations(null);
        doubts.next(10).forEach(one -> looked.add(one.label()));
        assertThat(looked)
                .hasSize(2)
                .allSatisfy(label -> assertThat(sent.subList(0, 2)).anyMatch(body -> body.contains(label)));
    }

    private List<String> sendInOrder(String... ids) throws LedgerException {
        return send(Stream.of(ids).map(CreationsTest::created).toList());
    }

    private List<String> send(List<Outcome> outcomes) throws LedgerException {
        Iterator<Outcome> next = outcomes.iterator();
        return sent(1, body -> next.next()).stream().map(Submission::body).toList();
    }

    /** That of each row's first piece. */
    private List<String> completions() throws LedgerException {
        List<String> ids = new ArrayList<>();
        try (RowPieces entries = ledger.entries()) {
            for (List<Piece> row = entries.next(); !row.isEmpty(); row = entries.next()) {
                ids.add(Objects.requireNonNullElse(row.get(0).completionId(), "-"));
            }
        }
        return ids;
    }
}
