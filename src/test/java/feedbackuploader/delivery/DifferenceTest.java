package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of feedback that is shown otherwise than it was sent; null of what is not. */
class DifferenceTest {

    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(1, 2);
    private static final Instant SHOWN_AT = Instant.parse("2026-03-01T12:00:00.789Z");

    private static @Nullable String between(Kind kind, MatchKey sent, boolean isTied, MatchKey shown) {
        return between(kind, sent, isTied, shown, null);
    }

    private static @Nullable String between(
            Kind kind, MatchKey sent, boolean isTied, MatchKey shown, @Nullable String dated) {
        return Difference.between(
                new Recorded(
                        2L,
                        0,
                        "id",
                        null,
                        dated == null ? null : Instant.parse(dated),
                        new Trace.At(kind, A, sent, isTied),
                        Set.of()),
                new ObservedFeedback("id", SHOWN_AT, shown));
    }

    private static MatchKey rating(String words) {
        String[] parts = words.split(" ", -1);
        return MatchKey.OfMetric.of(
                parts[0],
                Double.parseDouble(parts[1]),
                parts[2].equals("-") ? null : parts[2],
                parts[3].equals("-") ? null : new UUID(2, Long.parseLong(parts[3])));
    }

    @ParameterizedTest(name = "{0}; shown {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "quality 4 fine 1   | quality 4 fine 1   | ",
                "quality 4 fine 1   | quality 4 fine -   | ",
                "quality 4 fine -   | quality 4 fine 1   | ",
                "quality 4 fine 1   | quality 4 fine 2   | user sent: ID1, shown: ID2.",
                "quality 4 fine -   | quality 5 fine -   | value sent: 4, shown: 5.",
                "quality 4.25 - -   | quality 4 - -      | value sent: 4.25, shown: 4.",
                "quality 4 fine -   | quality 4 - -      | details sent: \"fine\", shown: none.",
                "quality 4 - -      | quality 4 more -   | details sent: none, shown: \"more\".",
                "quality 4 fine -   | speed 4 fine -     | metric sent: quality, shown: speed.",
                "quality 4 fine 1   | speed 5 - 2        | metric sent: quality, shown: speed; value sent: 4, shown: 5; details sent: \"fine\", shown: none; user sent: ID1, shown: ID2.",
            })
    void of_a_rating(String sent, String shown, @Nullable String expected) {
        @Nullable String difference = between(Kind.METRIC, rating(sent), false, rating(shown));

        assertThat(difference == null ? null : difference.replaceAll("0{8}-0{4}-0002-0{4}-0*", "ID"))
                .isEqualTo(expected);
    }

    @Test
    void of_a_preference() {
        MatchKey sent = new MatchKey.OfPreference("better", A, B);
        MatchKey swapped = new MatchKey.OfPreference("better", B, A);

        assertThat(between(Kind.PREFERENCE, sent, false, sent)).isNull();
        assertThat(between(Kind.PREFERENCE, sent, true, swapped)).isNull();
        assertThat(between(Kind.PREFERENCE, sent, false, swapped))
                .isEqualTo("preferred completion sent: " + A + ", shown: " + B + "; other completion sent: " + B
                        + ", shown: " + A + ".");
        assertThat(between(Kind.PREFERENCE, sent, false, new MatchKey.OfPreference("better", A, null)))
                .isEqualTo("other completion sent: " + B + ", shown: none.");
        assertThat(between(Kind.PREFERENCE, sent, false, rating("better 1 - -")))
                .isEqualTo("it is feedback of another kind.");
    }

    private static MatchKey completion(String words) {
        String[] parts = words.split(" ", -1);
        return new MatchKey.OfInteraction(
                parts[0],
                parts[1].equals("-") ? null : parts[1],
                parts[2].equals("-") ? Map.of() : Map.of("source", parts[2], "own", "1"),
                !parts[3].equals("text"));
    }

    @ParameterizedTest(name = "{0}; shown {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Hello gpt-4 chat whole | Hello gpt-4 chat whole | ",
                "Hello - - whole        | Hello gpt-4 chat whole | ",
                "Hello gpt-4 chat whole | Hello - - text         | ",
                "Hello gpt-4 chat whole | Bye - - text           | text sent: \"Hello\", shown: \"Bye\".",
                "Hello gpt-4 chat whole | Hello gpt-3 chat whole | model sent: gpt-4, shown: gpt-3.",
                "Hello gpt-4 chat whole | Hello - chat whole     | model sent: gpt-4, shown: none.",
                "Hello 00000000-0000-0001-0000-000000000001 - whole | Hello gpt-4 - whole | ",
                "Hello gpt-4 chat whole | Hello gpt-4 mail whole | label source sent: \"chat\", shown: \"mail\".",
                "Hello gpt-4 chat whole | Hello gpt-4 - whole    | label own sent: \"1\", shown: none; label source sent: \"chat\", shown: none.",
            })
    void of_a_completion(String sent, String shown, @Nullable String expected) {
        assertThat(between(Kind.INTERACTION, completion(sent), false, completion(shown)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "sent {0}")
    @CsvSource({
        "2026-03-01T12:00:00Z, ",
        "2026-03-01T12:00:00.123Z, ",
        "'', ",
        "2024-02-21T09:51:03Z, 'date sent: 2024-02-21T09:51:03Z, shown: 2026-03-01T12:00:00Z.'",
    })
    void of_dates_to_the_second_where_one_was_sent(String sent, @Nullable String expected) {
        assertThat(between(
                        Kind.METRIC,
                        rating("quality 4 - -"),
                        false,
                        rating("quality 4 - -"),
                        sent.isEmpty() ? null : sent))
                .isEqualTo(expected);
    }
}
