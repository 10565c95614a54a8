package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.State;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBackVerdict;
import feedbackuploader.server.Submission;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The decision table. A row is written {@code good#ann@5x2}: its details, its user, the second at which it was claimed
 * ({@code ?} when that is not known) and its sendings; with a {@code +} the server said "done" without an id. What the server shows
 * is written {@code 7:good@5}: its id, its details and its second. {@code ~} is no details at all. A verdict is an id,
 * {@code absent} or {@code ?}.
 */
class MatchRulesTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Evidence SHOWS_ALL = new Evidence(true, true, false, Set.of(), START.plusSeconds(900), "");
    private static final UUID COMPLETION = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final Pattern ROW = Pattern.compile("(\\+?)([~a-z]+)(#[a-z]+)?@(\\?|-?[0-9.]+)(?:x(\\d))?");
    private static final Pattern SEEN = Pattern.compile("(\\d+):([~a-z]+)@(-?[0-9.]+)");

    @ParameterizedTest(name = "{0}: {1} | {2} → {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing is there                  | good@0                        |                              | absent",
                "it is there                       | good@0                        | 7:good@5                     | 7",
                "older ones of others              | good@0                        | 7:bad@-1.001                 | absent",
                // what looks like no row may be any that is shown otherwise
                "other details are there           | good@0                        | 7:bad@5                      | ?",
                "details that are longer           | good@0                        | 7:goodwork@5                 | ?",
                "as early as clocks differ         | good@0                        | 7:bad@-1                     | ?",
                "at an unknown time                | good@?                        | 7:bad@-99999                 | ?",
                "one of two, and another           | good@0 good@1                 | 7:good@5 8:bad@5             | ? ?",
                "both of two, and another          | good@0 good@1                 | 7:good@5 8:good@5 9:bad@5    | 7 8",
                "beside one that is found          | good@0 fine@0                 | 7:good@5 8:bad@5             | 7 ?",
                "more than were sent of another    | good@0 fine@0                 | 7:good@5 8:good@5            | ? ?",
                // rows that are the same count as a multiset
                "one of two is there               | good@0 good@1                 | 7:good@5                     | 7 absent",
                "both are there                    | good@0 good@1                 | 7:good@5 8:good@6            | 7 8",
                "neither is there                  | good@0 good@1                 |                              | absent absent",
                "the oldest goes to the first      | good@1 good@0                 | 8:good@6 7:good@5            | 8 7",
                "of the same age, the smaller id   | good@0 good@1                 | 8:good@5 7:good@5            | 7 8",
                "more than were sent               | good@0                        | 7:good@5 8:good@6            | ?",
                "three of two                      | good@0 good@1                 | 7:good@5 8:good@6 9:good@7   | ? ?",
                // what the server does not show
                "one of two users                  | good#ann@0 good#bob@0         | 7:good@5                     | ? ?",
                "both users                        | good#ann@0 good#bob@0         | 7:good@5 8:good@6            | 7 8",
                "neither user                      | good#ann@0 good#bob@0         |                              | absent absent",
                // accepted without an id
                "it gets its id                    | +good@0                       | 7:good@5                     | 7",
                "it may yet come                   | +good@0                       |                              | ?",
                "and another proves nothing then   | +good@0 good@1                |                              | ? ?",
                "what is there is the accepted one's| good@0 +good@1               | 7:good@5                     | ? 7",
                "whose is it?                      | good#ann@0 +good#bob@1        | 7:good@5                     | ? ?",
                "both                              | good#ann@0 +good#bob@1        | 7:good@5 8:good@6            | 8 7",
                "which of the two others?          | good#a@0 good#b@0 +good#c@1   | 7:good@5 8:good@6            | ? ? ?",
                // one row that was sent again in spite of a doubt
                "sent twice, there once            | good@0x2                      | 7:good@5                     | 7",
                "sent twice, there twice           | good@0x2                      | 7:good@5 8:good@6            | 7",
                "sent twice, there never           | good@0x2                      |                              | absent",
                "sent twice, there three times     | good@0x2                      | 7:good@5 8:good@6 9:good@7   | ?",
                "both may be of one user           | good#ann@0x2 good#bob@0       | 7:good@5 8:good@6            | ? ?",
                "all three                         | good#ann@0x2 good#bob@0       | 7:good@5 8:good@6 9:good@7   | 7 8",
                "the same row, twice there         | good@0x2 good@0               | 7:good@5 8:good@6            | 7 8",
                // times
                "at the claim                      | good@0                        | 7:good@0                     | 7",
                "within the skew                   | good@0                        | 7:good@-1                    | 7",
                "just before                       | good@0                        | 7:good@-1.001                | ?",
                "as old as clocks may be wrong     | good@0                        | 7:good@-600                  | ?",
                "older than that                   | good@0                        | 7:good@-600.001              | absent",
                "an old one beside our own         | good@0                        | 7:good@-60 8:good@5          | 8",
                "an old one in place of one of two | good@0 good@0                 | 7:good@-60 8:good@5          | ? ?",
                "after the first claim of two      | good@0 good@100               | 7:good@5                     | 7 absent",
                "claimed at an unknown time        | good@?                        | 7:good@5                     | ?",
                "however old                       | good@?                        | 7:good@-99999                | ?",
                "it left after the last known one  | good@?                        |                              | ?",
                "one of them at an unknown time    | good@0 good@?                 | 7:good@5 8:good@6            | ? ?",
                // details that a server cut off or does not show
                "cut off                           | goodwork@0                    | 7:good@5                     | ?",
                "not shown                         | goodwork@0                    | 7:~@5                        | ?",
                "cut off, but before the claim     | goodwork@0                    | 7:good@-601                  | absent",
                "cut off, at an unknown time       | goodwork@?                    | 7:good@-601                  | ?",
                "whole, and another one cut off    | goodwork@0                    | 7:goodwork@5 8:good@5        | 7",
                // several likenesses on one completion
                "each its own                      | good@0 bad@0                  | 7:bad@5 8:good@6             | 8 7",
                "one of them                       | good@0 bad@0                  | 7:bad@5                      | absent 7",
                "whose is the shorter one?         | good@0 goodwork@0             | 7:good@5                     | ? ?",
                "the longer one is found           | good@0 goodwork@0             | 7:good@5 8:goodwork@6        | 7 8",
                "the longer one alone              | good@0 goodwork@0             | 8:goodwork@6                 | absent 8",
                "the longer one was sent twice     | good@0 goodwork@0x2           | 7:good@5 8:goodwork@6        | ? ?",
                "the longer one is younger         | good@0 goodwork@900           | 7:good@5                     | 7 absent",
            })
    void is_decided_by_what_the_server_shows(String what, String rows, @Nullable String shown, String verdicts) {
        assertThat(verdicts(MatchRules.of(rows(rows), shown(shown), SHOWS_ALL))).isEqualTo(verdicts);
    }

    /** What the controls showed: nothing, otherwise than it was sent, by another clock, or long before the row. */
    @ParameterizedTest(name = "{0}: {1} | {2} → {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NOTHING   | good@0        |              | ?",
                "NOTHING   | good@0        | 7:bad@-9     | ?",
                "NOTHING   | good@0        | 7:good@5     | 7",
                "NOTHING   | good@0 good@0 | 7:good@5     | 7 ?",
                "OTHERWISE | good@0        |              | absent",
                "OTHERWISE | good@0        | 7:good@5     | ?",
                "OTHERWISE | good@0        | 7:good@-601  | absent",
                "UNDATED   | good@0        |              | absent",
                "UNDATED   | good@0        | 7:good@5     | ?",
                "UNDATED   | good@0        | 7:bad@-9999  | ?",
                "LONG_AGO  | good@0        | 7:good@5     | 7",
                "LONG_AGO  | good@0        |              | ?",
                "KEEPS_BAD | bad@0         | 7:good@5     | absent",
                "KEEPS_BAD | good@0        | 7:bad@5      | ?",
            })
    void no_more_is_concluded_than_the_controls_allow(
            String canaries, String rows, @Nullable String shown, String verdicts) {
        Instant recent = START.plusSeconds(1);
        Set<MatchKey.Part> none = Set.of();
        Evidence evidence = switch (canaries) {
            case "NOTHING" -> Evidence.NONE;
            case "OTHERWISE" -> new Evidence(true, false, false, none, recent, "");
            case "UNDATED" -> new Evidence(false, true, false, none, recent, "");
            case "LONG_AGO" -> new Evidence(true, true, false, none, START.minusSeconds(601), "");
            default -> new Evidence(true, true, false, Set.of(new MatchKey.Part("details", "bad")), recent, "");
        };

        assertThat(verdicts(MatchRules.of(rows(rows), shown(shown), evidence))).isEqualTo(verdicts);
    }

    @Test
    void who_rated_tells_rows_apart_where_the_server_shows_it() {
        Evidence users = new Evidence(true, true, true, Set.of(), START, "");
        UUID ann = new UUID(7, 1);
        UUID bob = new UUID(7, 2);
        List<InDoubtRow> rows = List.of(
                inDoubtRow(1, "ann's", MatchKey.OfMetric.of("m", 1, "", ann), false, START, 1),
                inDoubtRow(2, "bob's", MatchKey.OfMetric.of("m", 1, "", bob), false, START, 1));
        List<ObservedFeedback> bobs = List.of(new ObservedFeedback("7", START, MatchKey.OfMetric.of("m", 1, "", bob)));
        List<ObservedFeedback> nobodys =
                List.of(new ObservedFeedback("7", START, MatchKey.OfMetric.of("m", 1, "", null)));

        assertThat(verdicts(MatchRules.of(rows, bobs, users))).isEqualTo("absent 7");
        assertThat(verdicts(MatchRules.of(rows, bobs, SHOWS_ALL))).isEqualTo("? ?");
        assertThat(verdicts(MatchRules.of(rows, nobodys, users))).isEqualTo("? ?");
        List<ObservedFeedback> aServices =
                List.of(new ObservedFeedback("7", START, MatchKey.OfMetric.of("m", 1, "", new UUID(7, 3))));
        assertThat(verdicts(MatchRules.of(rows, aServices, users)))
                .as("a user who is nobody's among the rows may stand for any")
                .isEqualTo("? ?");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "good@0                | 7:good@5 8:good@6 | The server shows 2 such pieces of feedback, but only 1 was"
                        + " sent: it is unknown which are someone else's.",
                "+good@0               |                   | " + InDoubtRow.ACCEPTED_BUT_NOT_SHOWN,
                "good#ann@0 good#bob@0 | 7:good@5          | The server shows 1 of 2 sent. Their rows differ"
                        + " only in what it does not show, such as the user.",
                "good@0                | 7:good@-60        | The server shows feedback that may be this row's, but this"
                        + " is not certain (id 7, recorded at 2026-03-01T11:59:00Z).",
            })
    void what_is_undecided_says_why(String rows, @Nullable String shown, String why) {
        assertThat(MatchRules.of(rows(rows), shown(shown), SHOWS_ALL))
                .allMatch(settled -> settled.verdict().equals(new ReadBackVerdict.Undecided(why)))
                .isNotEmpty();
    }

    @Test
    void an_id_that_may_be_another_users_has_a_note() {
        assertThat(MatchRules.of(rows("good#ann@0 good#bob@0"), shown("7:good@5 8:good@6"), SHOWS_ALL))
                .extracting(Settled::verdict)
                .containsExactly(
                        new ReadBackVerdict.Recorded(
                                "7",
                                "Recorded; the id may be that of another row that differs only in what the"
                                        + " server does not show, such as the user."),
                        new ReadBackVerdict.Recorded(
                                "8",
                                "Recorded; the id may be that of another row that differs only in what the"
                                        + " server does not show, such as the user."));
        assertThat(MatchRules.of(rows("good@0 good@0"), shown("7:good@5 8:good@6"), SHOWS_ALL))
                .extracting(Settled::verdict)
                .containsExactly(new ReadBackVerdict.Recorded("7", null), new ReadBackVerdict.Recorded("8", null));
    }

    /** {@code -} is a side that was given as text, or that the server does not name. */
    @ParameterizedTest(name = "sent over {0}, shown {1} over {2}: {3}")
    @CsvSource({
        "other, completion, other, recorded",
        "other, other, completion, undecided",
        "other, completion, -, undecided",
        "other, -, other, undecided",
        "-, completion, -, recorded",
        "-, completion, other, undecided",
        "-, other, completion, undecided"
    })
    void preferences_are_told_by_their_pair(String over, String shown, String shownOver, String verdict) {
        InDoubtRow row = inDoubtRow(1, over, new MatchKey.OfPreference("m", COMPLETION, side(over)), false, START, 1);
        ObservedFeedback seen =
                new ObservedFeedback("7", START, new MatchKey.OfPreference("m", side(shown), side(shownOver)));

        assertThat(verdicts(MatchRules.of(List.of(row), List.of(seen), SHOWS_ALL)))
                .isEqualTo(
                        switch (verdict) {
                            case "recorded" -> "7";
                            case "undecided" -> "?";
                            default -> verdict;
                        });
    }

    /** A server may know the text that stands on the other side, and give it the id that it has. */
    @Test
    void a_preference_over_a_text_and_one_over_an_id_may_look_the_same() {
        List<InDoubtRow> rows = List.of(
                inDoubtRow(1, "text", new MatchKey.OfPreference("m", COMPLETION, null), false, START, 1),
                inDoubtRow(2, "id", new MatchKey.OfPreference("m", COMPLETION, OTHER), false, START, 1));

        assertThat(verdicts(MatchRules.of(
                        rows,
                        List.of(new ObservedFeedback("7", START, new MatchKey.OfPreference("m", COMPLETION, OTHER))),
                        SHOWS_ALL)))
                .isEqualTo("? ?");
        assertThat(verdicts(MatchRules.of(rows, List.of(), SHOWS_ALL))).isEqualTo("absent absent");
    }

    @Test
    void ten_thousand_rows_of_one_completion_take_no_time() {
        List<InDoubtRow> rows = new ArrayList<>();
        List<ObservedFeedback> seen = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(inDoubtRow(i, "same", matchKey("good"), false, START, 1));
            if (i % 2 == 0) {
                seen.add(new ObservedFeedback("id " + i, START, matchKey("good")));
            }
        }

        List<Settled> settled = MatchRules.of(rows, seen, SHOWS_ALL);

        assertThat(settled)
                .filteredOn(one -> one.verdict() instanceof ReadBackVerdict.Recorded)
                .hasSize(5_000);
        assertThat(settled)
                .filteredOn(one -> one.verdict() instanceof ReadBackVerdict.Absent)
                .hasSize(5_000);
    }

    private static List<InDoubtRow> rows(String text) {
        List<InDoubtRow> rows = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            Matcher row = match(ROW, word);
            @Nullable Instant claimedAt = row.group(4).equals("?") ? null : second(row.group(4));
            int sendings = row.group(5) == null ? 1 : Integer.parseInt(row.group(5));
            rows.add(inDoubtRow(
                    rows.size(),
                    row.group(2) + row.group(3),
                    matchKey(row.group(2)),
                    !row.group(1).isEmpty(),
                    claimedAt,
                    sendings));
        }
        return rows;
    }

    private static List<ObservedFeedback> shown(@Nullable String text) {
        List<ObservedFeedback> shown = new ArrayList<>();
        for (String word : text == null ? new String[0] : text.split(" ", -1)) {
            Matcher seen = match(SEEN, word);
            shown.add(new ObservedFeedback(seen.group(1), second(seen.group(3)), matchKey(seen.group(2))));
        }
        return shown;
    }

    private static Matcher match(Pattern pattern, String word) {
        Matcher matcher = pattern.matcher(word);
        assertThat(matcher.matches()).as(word).isTrue();
        return matcher;
    }

    private static Instant second(String text) {
        return START.plusMillis(Math.round(Double.parseDouble(text) * 1_000));
    }

    private static MatchKey matchKey(String details) {
        return MatchKey.OfMetric.of("quality", 1, details.equals("~") ? null : details, null);
    }

    private static @Nullable UUID side(String name) {
        return name.equals("-") ? null : name.equals("other") ? OTHER : COMPLETION;
    }

    private static InDoubtRow inDoubtRow(
            long id, String body, MatchKey matchKey, boolean isAccepted, @Nullable Instant claimedAt, int sendings) {
        Kind kind = matchKey instanceof MatchKey.OfMetric ? Kind.METRIC : Kind.PREFERENCE;
        return new InDoubtRow(
                id,
                new Submission(kind, body),
                new Trace.At(kind, COMPLETION, matchKey),
                isAccepted ? State.UNKNOWN : State.PLANNED,
                claimedAt,
                sendings);
    }

    /** In the order of the rows. */
    private static String verdicts(List<Settled> settled) {
        return settled.stream()
                .sorted((one, other) ->
                        Long.compare(one.inDoubtRow().id(), other.inDoubtRow().id()))
                .map(one -> {
                    if (one.verdict() instanceof ReadBackVerdict.Recorded recorded) {
                        return recorded.uploadId();
                    }
                    return one.verdict() instanceof ReadBackVerdict.Absent ? "absent" : "?";
                })
                .collect(Collectors.joining(" "));
    }
}
