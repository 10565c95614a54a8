package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import feedbackuploader.server.Outcome;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.ServerTime;
import feedbackuploader.server.StopReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows are to be settled, and what a verdict makes of them. */
class InDoubtRowsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Outcome LOST = new Outcome.Ambiguous(504, "gateway");
    private static final Outcome WITHOUT_ID = new Outcome.Unconfirmed(201, "no id", true);

    private final Ledger ledger;

    InDoubtRowsTest(@TempDir Path folder) throws LedgerException {
        ledger = Ledger.open(folder, WordFile.OWNER);
    }

    @AfterEach
    void close() throws LedgerException {
        ledger.close();
    }

    @Test
    void the_rows_of_one_completion_come_together_and_each_comes_once() throws LedgerException {
        WordFile.plan(ledger, "b:one", "a:one", "b:two", "c:one", "a:two", "a:two", "c:known", "c:waiting");
        deliver(word -> word.equals("c:known") ? WordFile.recorded(word) : word.equals("c:waiting") ? notSent() : LOST);

        List<List<String>> completions = new ArrayList<>();
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.ambiguous()).isEqualTo(6);
            for (List<InDoubtRow> next = inDoubtRows.next(); !next.isEmpty(); next = inDoubtRows.next()) {
                completions.add(words(next));
            }
            assertThat(inDoubtRows.next()).isEmpty();
        }

        assertThat(completions)
                .containsExactlyInAnyOrder(
                        List.of("a:one", "a:two", "a:two"), List.of("b:one", "b:two"), List.of("c:one"));
    }

    @Test
    void a_row_that_was_accepted_without_an_id_is_one_of_them() throws LedgerException {
        WordFile.plan(ledger, "a:one", "a:two");
        deliver(word -> word.equals("a:one") ? WITHOUT_ID : LOST);

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.ambiguous()).isEqualTo(2);
            assertThat(inDoubtRows.next()).extracting(InDoubtRow::isAccepted).containsExactly(true, false);
        }
    }

    @Test
    void what_is_seen_nowhere_is_unknown_at_once() throws LedgerException {
        WordFile.plan(ledger, "lost", "without id");
        deliver(word -> word.equals("lost") ? LOST : WITHOUT_ID);

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.ambiguous()).isZero();
            assertThat(inDoubtRows.next()).isEmpty();
        }

        assertThat(WordFile.entries(ledger))
                .extracting(Entry::state, Entry::reason)
                .containsOnly(tuple(State.UNKNOWN, "It is seen nowhere."));
    }

    /** It may have been accepted by a queue that is slower than any read-back. */
    @Test
    void a_row_that_was_accepted_without_an_id_is_never_sent_again_for_not_being_shown() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> WITHOUT_ID);
        settle(new ReadBackVerdict.Absent());
        assertThat(WordFile.states(ledger)).containsExactly(State.UNKNOWN);
        assertThat(WordFile.entries(ledger).get(0).reason()).contains("without the id", "does not show the feedback");

        ledger.planUnknownAgain(); // by the user's own decision, which takes nothing of that back
        deliver(word -> LOST);
        settle(new ReadBackVerdict.Absent());
        assertThat(WordFile.states(ledger)).containsExactly(State.UNKNOWN);
        assertThat(deliver(WordFile::recorded)).isEmpty();
    }

    @Test
    void nor_when_the_next_sending_was_killed() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> WITHOUT_ID);
        ledger.leaveUnknown();
        ledger.planUnknownAgain();
        deliver(word -> null);
        ledger.recover("killed");
        settle(new ReadBackVerdict.Absent());

        assertThat(WordFile.states(ledger)).containsExactly(State.UNKNOWN);
    }

    /** What a row comes to that was sent again after "not processed", or after it was not shown. */
    @ParameterizedTest(name = "{0}, then {1}: {2}, and if it is not there {3}")
    @CsvSource({
        "BUSY,    409, AMBIGUOUS, REJECTED",
        "BUSY,    401, AMBIGUOUS, PLANNED",
        "NOWHERE, 409, AMBIGUOUS, REJECTED",
        "NOWHERE, 401, AMBIGUOUS, PLANNED",
        "REFUSED, 409, REJECTED,",
        "UNSENT,  409, REJECTED,",
        "UNSENT,  401, PLANNED,",
    })
    void a_refusal_is_the_last_word_only_on_a_row_that_cannot_be_there(
            String first, int status, State state, @Nullable State ifAbsent) throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(
                word -> switch (first) {
                    case "BUSY" -> new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "busy");
                    case "REFUSED" -> new Outcome.Rejected(422, "no");
                    case "UNSENT" -> notSent();
                    default -> LOST;
                },
                NOON,
                NOON);
        if (first.equals("NOWHERE")) {
            settle(new ReadBackVerdict.Absent());
        }
        ledger.planRejectedAgain();
        deliver(
                word -> status == 409
                        ? new Outcome.Rejected(409, "exists")
                        : new Outcome.Stopped(401, StopReason.KEY_REFUSED, "who?"),
                NOON.plusSeconds(60),
                NOON.plusSeconds(60));

        assertThat(WordFile.states(ledger)).containsExactly(state);
        if (ifAbsent != null) {
            try (InDoubtRows inDoubtRows = inDoubtRows()) {
                assertThat(inDoubtRows.next()).extracting(InDoubtRow::claimedAt).containsExactly(NOON);
            }
            settle(new ReadBackVerdict.Absent());
            assertThat(WordFile.states(ledger)).containsExactly(ifAbsent);
            assertThat(WordFile.entries(ledger))
                    .extracting(Entry::reason)
                    .containsExactly(status == 409 ? "exists" : "A check showed that the server does not have it.");
        }
    }

    @Test
    void a_row_that_is_there_is_not_refused_for_existing_already() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> new Outcome.NotProcessed(503, Outcome.NotProcessed.Cause.UNAVAILABLE, null, "busy"));
        deliver(word -> new Outcome.Rejected(409, "exists"));
        settle(new ReadBackVerdict.Recorded("id-1", null));

        assertThat(WordFile.entries(ledger)).containsExactly(new Entry(2, 0, 2, State.RECORDED, "id-1", 409, 2, null));
    }

    /** An old refusal says nothing of a row that was on its way when the program was killed. */
    @Test
    void a_killed_sending_forgets_the_refusal_before_it() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> new Outcome.Rejected(422, "no"));
        ledger.planRejectedAgain();
        deliver(word -> null);
        ledger.recover("killed");
        settle(new ReadBackVerdict.Absent());

        assertThat(WordFile.states(ledger)).containsExactly(State.PLANNED);
    }

    /** The server's clock when the last of a completion's rows was answered. */
    @ParameterizedTest(name = "answered {0} s after: {1}")
    @CsvSource({"0, true", "-5, true", "1, false", ", false"})
    void a_completion_waits_for_its_youngest_row(@Nullable Integer secondsAfter, boolean inTime)
            throws LedgerException {
        WordFile.plan(ledger, "a:old", "b:old");
        deliver(word -> LOST, NOON.minusSeconds(100), NOON.minusSeconds(90));
        WordFile.plan(ledger, "a:old", "b:old", "a:young");
        deliver(word -> LOST, NOON.minusSeconds(10), secondsAfter == null ? null : NOON.plusSeconds(secondsAfter));

        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, NOON)) {
            List<String> rows = new ArrayList<>();
            for (List<InDoubtRow> next = inDoubtRows.next(); !next.isEmpty(); next = inDoubtRows.next()) {
                rows.addAll(words(next));
            }
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(
                            inTime ? List.of("a:old", "a:young", "b:old") : List.of("b:old"));
        }
    }

    @Test
    void a_row_brings_the_time_before_which_nothing_of_it_left() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST, NOON, NOON.plusSeconds(20));

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.lastAnsweredAt()).isEqualTo(NOON.plusSeconds(20));
            assertThat(inDoubtRows.next()).extracting(InDoubtRow::claimedAt).containsExactly(NOON);
        }
    }

    @Test
    void without_the_servers_time_neither_is_known() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST);

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.lastAnsweredAt()).isNull();
            assertThat(inDoubtRows.next()).extracting(InDoubtRow::claimedAt).containsOnlyNulls();
        }
    }

    @Test
    void a_row_that_was_sent_in_spite_of_a_doubt_counts_both_from_the_first() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST, NOON, NOON.plusSeconds(20));
        ledger.leaveUnknown();
        ledger.planUnknownAgain();
        WordFile.plan(ledger, "b:new", "a:one"); // between the two, the file was edited
        deliver(
                word -> word.equals("a:one") ? LOST : WordFile.recorded(word),
                NOON.plusSeconds(60),
                NOON.plusSeconds(90));

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.next())
                    .extracting(InDoubtRow::sendings, InDoubtRow::claimedAt)
                    .containsExactly(tuple(2, NOON));
        }
    }

    @Test
    void a_row_that_is_not_there_is_planned_and_without_any_doubt() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST, NOON, NOON);
        ledger.leaveUnknown();
        ledger.planUnknownAgain();
        deliver(word -> LOST, NOON.plusSeconds(60), NOON.plusSeconds(60));
        settle(new ReadBackVerdict.Absent());

        assertThat(WordFile.entries(ledger))
                .containsExactly(new Entry(
                        2, 0, 2, State.PLANNED, null, 504, 2, "A check showed that the server does not have it."));
        assertThat(ledger.leaveUnknown()).as("there is no doubt left").isZero();

        deliver(word -> LOST, NOON.plusSeconds(100), NOON.plusSeconds(100));
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.next())
                    .as("what came in after all is its own, whichever sending it is of")
                    .extracting(InDoubtRow::sendings, InDoubtRow::claimedAt)
                    .containsExactly(tuple(1, NOON));
        }
    }

    @Test
    void a_row_that_is_there_is_recorded_under_its_id() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST);
        settle(new ReadBackVerdict.Recorded("id-1", "a note"));

        assertThat(WordFile.entries(ledger))
                .containsExactly(new Entry(2, 0, 2, State.RECORDED, "id-1", 504, 1, "a note"));
    }

    @Test
    void a_row_that_cannot_be_told_is_unknown_and_keeps_its_doubt() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST, NOON, NOON);
        settle(new ReadBackVerdict.Undecided("It is hidden."));

        assertThat(WordFile.entries(ledger))
                .containsExactly(new Entry(2, 0, 2, State.UNKNOWN, null, 504, 1, "It is hidden."));
        assertThat(ledger.reopenUnknown()).isEqualTo(1);
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.next()).extracting(InDoubtRow::claimedAt).containsExactly(NOON);
        }
    }

    @Test
    void an_id_is_owned_by_the_row_that_has_it_though_it_vanished_from_the_file() throws LedgerException {
        WordFile.plan(ledger, "a:gone", "a:one");
        deliver(word -> word.equals("a:gone") ? WordFile.recorded(word) : LOST);
        WordFile.plan(ledger, "a:one");

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.isOwned("id of a:gone")).isTrue();
            assertThat(inDoubtRows.isOwned("id of a:one")).isFalse();
        }
    }

    @Test
    void rows_that_vanished_from_the_file_are_settled_too_but_never_sent() throws LedgerException {
        WordFile.plan(ledger, "a:gone", "a:stays");
        deliver(word -> LOST);
        WordFile.plan(ledger, "a:stays");
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            List<InDoubtRow> rows = inDoubtRows.next();
            assertThat(words(rows)).containsExactlyInAnyOrder("a:gone", "a:stays");
            inDoubtRows.settle(rows.stream()
                    .map(row -> new Settled(row, new ReadBackVerdict.Absent()))
                    .toList());
        }

        assertThat(deliver(WordFile::recorded)).containsExactly("a:stays");
    }

    @Test
    void verdicts_reach_the_disk_together_or_not_at_all() throws LedgerException {
        WordFile.plan(ledger, "a:one", "a:two");
        deliver(word -> LOST);
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            List<InDoubtRow> rows = inDoubtRows.next();
            inDoubtRows.settle(List.of(new Settled(rows.get(1), new ReadBackVerdict.Absent())));

            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> inDoubtRows.settle(List.of(
                            new Settled(rows.get(0), new ReadBackVerdict.Absent()),
                            new Settled(rows.get(1), new ReadBackVerdict.Absent()))))
                    .withMessageContaining("does not hold row");
        }

        assertThat(WordFile.states(ledger)).containsExactly(State.AMBIGUOUS, State.PLANNED);
    }

    @Test
    void only_what_is_to_be_settled_is_left_unknown() throws LedgerException {
        WordFile.plan(ledger, "a:old");
        deliver(word -> LOST, NOON, NOON);
        WordFile.plan(ledger, "a:old", "b:young");
        deliver(word -> LOST, NOON.plusSeconds(60), NOON.plusSeconds(60));
        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, NOON)) {
            inDoubtRows.leaveUnknown("It cannot be read.");
        }

        assertThat(WordFile.entries(ledger))
                .extracting(Entry::state, Entry::reason)
                .containsExactly(tuple(State.UNKNOWN, "It cannot be read."), tuple(State.AMBIGUOUS, "gateway"));
    }

    /** By whatever state it is kept, a row that a killed run was sending was on its way until now. */
    @Test
    void rows_of_a_killed_run_were_on_their_way_until_the_next_one_began() throws LedgerException {
        WordFile.plan(ledger, "a:killed", "b:known");
        deliver(word -> word.equals("b:known") ? LOST : null, NOON.minusSeconds(60), NOON.minusSeconds(30));
        ledger.recover("killed");
        ledger.leaveUnknown();

        ledger.noteServerTime(NOON);
        ledger.reopenUnknown();

        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, NOON.minusSeconds(1))) {
            assertThat(words(inDoubtRows.next())).containsExactly("b:known");
            assertThat(inDoubtRows.lastAnsweredAt()).isEqualTo(NOON.minusSeconds(30));
        }
        try (InDoubtRows inDoubtRows = ledger.inDoubtRows(WordFile::trace, NOON)) {
            assertThat(inDoubtRows.ambiguous()).isEqualTo(2);
            assertThat(inDoubtRows.lastAnsweredAt()).isEqualTo(NOON);
        }
    }

    @Test
    void a_time_that_lies_ahead_of_the_servers_clock_is_put_right() throws LedgerException {
        WordFile.plan(ledger, "a:one");
        deliver(word -> LOST, NOON, NOON.plusSeconds(1_000_000));

        ledger.noteServerTime(NOON.plusSeconds(60));

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.lastAnsweredAt()).isEqualTo(NOON.plusSeconds(60));
        }
    }

    @Test
    void rows_known_to_be_recorded_serve_as_controls_unless_they_were_sent_twice() throws LedgerException {
        WordFile.plan(ledger, "a:lost", "b:1", "b:2", "b:3", "b:4", "b:without id", "nowhere");
        deliver(
                word -> switch (word) {
                    case "a:lost" -> LOST;
                    case "b:without id" -> WITHOUT_ID;
                    default -> WordFile.recorded(word);
                },
                NOON,
                NOON.plusSeconds(5));

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            assertThat(inDoubtRows.canaries())
                    .extracting(Canary::uploadId)
                    .containsExactly("id of b:4", "id of b:3", "id of b:2");
            assertThat(inDoubtRows.canaries()).allSatisfy(canary -> {
                assertThat(canary.claimedAt()).isEqualTo(NOON);
                assertThat(canary.answeredAt()).isEqualTo(NOON.plusSeconds(5));
            });
        }
    }

    @Test
    void ten_thousand_ambiguous_rows_on_as_many_completions_come_one_after_the_other() throws LedgerException {
        WordFile.plan(
                ledger,
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "completion" + i + ":good")
                        .toArray(String[]::new));
        deliver(word -> LOST);

        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            int completions = 0;
            for (List<InDoubtRow> next = inDoubtRows.next(); !next.isEmpty(); next = inDoubtRows.next()) {
                assertThat(next).hasSize(1);
                completions++;
            }
            assertThat(completions).isEqualTo(10_000);
        }
    }

    private InDoubtRows inDoubtRows() throws LedgerException {
        return ledger.inDoubtRows(WordFile::trace, null);
    }

    private void settle(ReadBackVerdict verdict) throws LedgerException {
        try (InDoubtRows inDoubtRows = inDoubtRows()) {
            inDoubtRows.settle(List.of(new Settled(inDoubtRows.next().get(0), verdict)));
        }
    }

    private List<String> deliver(Function<String, @Nullable Outcome> answers) throws LedgerException {
        return deliver(answers, null, null);
    }

    private List<String> deliver(
            Function<String, @Nullable Outcome> answers, @Nullable Instant claimed, @Nullable Instant answered)
            throws LedgerException {
        return WordFile.deliver(ledger, answers, new ServerTime(claimed, claimed), new ServerTime(answered, answered));
    }

    private static List<String> words(List<InDoubtRow> inDoubtRows) {
        return inDoubtRows.stream()
                .map(inDoubtRow -> WordFile.word(inDoubtRow.submission()))
                .toList();
    }

    private static Outcome notSent() {
        return new Outcome.NotSent("refused");
    }
}
