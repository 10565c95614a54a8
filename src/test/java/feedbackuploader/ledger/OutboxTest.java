package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowKey;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxTest {

    private static final ServerTime NOW = ServerTime.UNKNOWN;

    private final Path folder;
    private final Ledger ledger;

    OutboxTest(@TempDir Path folder) throws LedgerException {
        this.folder = folder;
        this.ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @BeforeEach
    void has_a_plan() throws LedgerException {
        WordFile.plan(ledger, "a", "!wrong", "b", "-out", "c");
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Recorded(201, "id-1"), State.RECORDED, 201, "id-1", null),
                Arguments.of(new Outcome.Unconfirmed(200, "no id", true), State.AMBIGUOUS, 200, null, "no id"),
                Arguments.of(
                        new Outcome.Stopped(302, StopReason.WRONG_ADDRESS, "elsewhere", true),
                        State.AMBIGUOUS,
                        302,
                        null,
                        "elsewhere"),
                Arguments.of(new Outcome.Rejected(422, "no such metric"), State.REJECTED, 422, null, "no such metric"),
                Arguments.of(
                        new Outcome.NotProcessed(
                                429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, Duration.ofSeconds(3), "too many"),
                        State.PLANNED,
                        429,
                        null,
                        "too many"),
                Arguments.of(new Outcome.NotSent("refused"), State.PLANNED, null, null, "refused"),
                Arguments.of(new Outcome.Ambiguous(504, "gateway"), State.AMBIGUOUS, 504, null, "gateway"),
                Arguments.of(new Outcome.Ambiguous(null, "cut off"), State.AMBIGUOUS, null, null, "cut off"),
                Arguments.of(
                        new Outcome.Stopped(401, StopReason.KEY_REFUSED, "bad key"),
                        State.PLANNED,
                        401,
                        null,
                        "bad key"),
                Arguments.of(
                        new Outcome.Stopped(null, StopReason.WRONG_ADDRESS, "a web page"),
                        State.PLANNED,
                        null,
                        null,
                        "a web page"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void every_outcome_is_written_whole(
            Outcome outcome,
            State state,
            @Nullable Integer httpStatus,
            @Nullable String uploadId,
            @Nullable String reason)
            throws LedgerException {
        WordFile.deliver(ledger, word -> word.equals("b") ? outcome : WordFile.recorded(word));

        assertThat(WordFile.entries(ledger))
                .containsExactly(
                        new Entry(2, 0, 2, State.RECORDED, "id of a", 201, 1, null),
                        new Entry(3, 0, 3, State.INVALID, null, null, 0, "wrong"),
                        new Entry(4, 0, 4, state, uploadId, httpStatus, 1, reason),
                        new Entry(5, 0, 5, State.SKIPPED, null, null, 0, "left out"),
                        new Entry(6, 0, 6, State.RECORDED, "id of c", 201, 1, null));
        assertThat(ledger.counts().of(state)).isEqualTo(state == State.RECORDED ? 3 : 1);
        assertThat(ledger.counts().total()).isEqualTo(5);
    }

    @Test
    void what_was_committed_is_seen_by_another_connection_at_once() throws LedgerException {
        try (Outbox outbox = ledger.outbox();
                Ledger reader = Ledger.openToRead(folder)) {
            List<Claim> claims = outbox.exchange(List.of(), List.of(), 2, Long.MAX_VALUE, NOW);
            assertThat(WordFile.states(reader))
                    .containsExactly(State.SENDING, State.INVALID, State.SENDING, State.SKIPPED, State.PLANNED);

            var unused = outbox.exchange(
                    List.of(new Result(claims.get(1).id(), WordFile.recorded("b"))), List.of(), 0, 0, NOW);
            assertThat(reader.counts().of(State.SENDING, State.RECORDED)).isEqualTo(2);
            assertThat(WordFile.states(reader).get(2)).isEqualTo(State.RECORDED);
            assertThat(reader.plan()).isEqualTo(ledger.plan());
            assertThat(reader.owner()).isEqualTo(WordFile.OWNER);
        }
    }

    @Test
    void a_ledger_opened_to_read_refuses_to_write() throws LedgerException {
        try (Ledger reader = Ledger.openToRead(folder)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> reader.recover("dead"))
                    .withMessageContaining("read-only");
        }
    }

    @Test
    void hands_out_rows_in_the_order_of_the_file_a_few_at_a_time_and_each_once() throws LedgerException {
        List<String> handedOut = new ArrayList<>();
        try (Outbox outbox = ledger.outbox()) {
            for (int size : List.of(2, 2, 2)) {
                outbox.exchange(List.of(), List.of(), size, Long.MAX_VALUE, NOW)
                        .forEach(claim -> handedOut.add(WordFile.word(claim.submission())));
            }
            assertThat(outbox.isExhausted()).isTrue();
        }
        assertThat(handedOut).containsExactly("a", "b", "c");
    }

    @Test
    void asks_for_no_rows_and_gets_none() throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 0, Long.MAX_VALUE, NOW))
                    .isEmpty();
            assertThat(outbox.isExhausted()).isFalse();
        }
    }

    @Test
    void stops_at_the_row_with_which_the_bodies_pass_the_bound_but_always_hands_out_one() throws LedgerException {
        int body = WordFile.body("a").length();
        try (Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 3, 1, NOW)).hasSize(1);
            assertThat(outbox.exchange(List.of(), List.of(), 3, body + 1, NOW)).hasSize(2);
            assertThat(outbox.isExhausted()).isTrue();
        }
    }

    @Test
    void a_kind_and_a_body_come_back_as_they_were_planned() throws LedgerException {
        Submission submission = new Submission(Kind.PREFERENCE, "{\"text\":\"é ✓ \uD83D\uDE00 \\u0000 '\"}");
        try (PlanWriter writer = ledger.beginPlan()) {
            writer.addPlanned(7, 3, 9, RowKey.of(submission.kind(), submission.body()), 1, submission);
            writer.finish("sha", "basis", 1, 4, DuplicatePolicy.SEND);
        }
        try (Outbox outbox = ledger.outbox()) {
            assertThat(outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, NOW))
                    .extracting(Claim::submission)
                    .containsExactly(submission);
        }
        assertThat(ledger.plan()).contains(new Plan(2, "sha", "basis", 1, 4));
        assertThat(WordFile.entries(ledger)).containsExactly(new Entry(7, 3, 9, State.SENDING, null, null, 0, null));
    }

    @Test
    void a_row_that_came_back_is_claimed_again_in_the_commit_that_writes_its_answer() throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            Claim a = outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, NOW)
                    .get(0);
            var unused =
                    outbox.exchange(List.of(new Result(a.id(), new Outcome.NotSent("refused"))), List.of(a), 0, 0, NOW);
            assertThat(WordFile.entries(ledger).get(0))
                    .isEqualTo(new Entry(2, 0, 2, State.SENDING, null, null, 1, "refused"));

            var unusedToo = outbox.exchange(List.of(new Result(a.id(), WordFile.recorded("a"))), List.of(), 0, 0, NOW);
            assertThat(WordFile.entries(ledger).get(0))
                    .isEqualTo(new Entry(2, 0, 2, State.RECORDED, "id of a", 201, 2, null));
        }
    }

    @Test
    void a_released_row_was_never_attempted_and_a_later_run_hands_it_out() throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            outbox.release(outbox.exchange(List.of(), List.of(), 2, Long.MAX_VALUE, NOW));
        }
        assertThat(WordFile.entries(ledger).get(0)).isEqualTo(new Entry(2, 0, 2, State.PLANNED, null, null, 0, null));
        assertThat(WordFile.deliver(ledger, WordFile::recorded)).containsExactly("a", "b", "c");
    }

    @Test
    void an_answer_for_a_row_that_is_not_on_its_way_is_refused_and_nothing_of_its_commit_stays()
            throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            List<Claim> claims = outbox.exchange(List.of(), List.of(), 2, Long.MAX_VALUE, NOW);
            Result a = new Result(claims.get(0).id(), WordFile.recorded("a"));
            Result b = new Result(claims.get(1).id(), WordFile.recorded("b"));
            var unused = outbox.exchange(List.of(a), List.of(), 0, 0, NOW);

            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> outbox.exchange(List.of(b, a), List.of(), 1, Long.MAX_VALUE, NOW))
                    .withMessageContaining("Nothing more is sent");
        }
        assertThat(WordFile.states(ledger))
                .containsExactly(State.RECORDED, State.INVALID, State.SENDING, State.SKIPPED, State.PLANNED);
    }

    @Test
    void a_row_that_was_recorded_cannot_be_claimed_again() throws LedgerException {
        try (Outbox outbox = ledger.outbox()) {
            Claim a = outbox.exchange(List.of(), List.of(), 1, Long.MAX_VALUE, NOW)
                    .get(0);
            Result recorded = new Result(a.id(), WordFile.recorded("a"));
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> outbox.exchange(List.of(recorded), List.of(a), 0, 0, NOW));
        }
        assertThat(WordFile.states(ledger).get(0)).isEqualTo(State.SENDING);
    }

    private static List<String> claimed(Ledger ledger, int sends) throws LedgerException {
        try (Outbox outbox = ledger.outbox(sends, any -> null, Integer.MAX_VALUE)) {
            List<Claim> claims = outbox.exchange(List.of(), List.of(), 10, Long.MAX_VALUE, NOW);
            var unused = outbox.exchange(
                    claims.stream()
                            .map(claim -> new Result(claim.id(), new Outcome.NotSent("refused")))
                            .toList(),
                    List.of(),
                    0,
                    0,
                    NOW);
            return claims.stream()
                    .map(claim -> WordFile.word(claim.submission()) + " after " + claim.sends())
                    .toList();
        }
    }

    @Test
    void a_row_that_was_sent_so_often_is_not_handed_out_until_another_process_counts_anew() throws Exception {
        assertThat(claimed(ledger, 2)).containsExactly("a after 0", "b after 0", "c after 0");
        assertThat(ledger.plannedAndSentFewerThan(2)).isEqualTo(3);
        assertThat(claimed(ledger, 2)).containsExactly("a after 1", "b after 1", "c after 1");
        assertThat(ledger.plannedAndSentFewerThan(2)).isZero();
        assertThat(claimed(ledger, 2)).isEmpty();
        assertThat(claimed(ledger, 3)).containsExactly("a after 2", "b after 2", "c after 2");

        ledger.close();
        try (Ledger next = Ledger.open(folder, WordFile.OWNER)) {
            assertThat(next.plannedAndSentFewerThan(2)).isEqualTo(3);
            assertThat(claimed(next, 2)).containsExactly("a after 0", "b after 0", "c after 0");
        }
    }
}
