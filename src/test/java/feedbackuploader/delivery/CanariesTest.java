package feedbackuploader.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.Canary;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a server by what it shows of rows that it certainly recorded. */
class CanariesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(1, 2);
    private static final UUID ANN = new UUID(7, 1);
    private static final UUID BOB = new UUID(7, 2);
    private static final MatchKey A_OVER_B = new MatchKey.OfPreference("m", A, B);
    private static final MatchKey B_OVER_A = new MatchKey.OfPreference("m", B, A);

    @Test
    void a_tie_may_be_shown_with_its_sides_swapped_and_a_choice_may_not() {
        assertThat(shown(preference(true), B_OVER_A).of(preference(true)).isExact())
                .isTrue();
        assertThat(shown(preference(true), A_OVER_B).of(preference(true)).isExact())
                .isTrue();
        assertThat(shown(preference(false), B_OVER_A).of(preference(false)).isExact())
                .isFalse();
    }

    /** It may be listed under the other completion alone. */
    @Test
    void a_tie_proves_nothing_by_what_a_choice_shows() {
        Canaries canaries = shown(preference(false), A_OVER_B);

        assertThat(canaries.of(preference(false)).whyUnproved(NOON)).isNull();
        assertThat(canaries.of(preference(true)).whyUnproved(NOON)).isNotNull();
    }

    @ParameterizedTest(name = "sent by {0}, shown as {1}: {2}")
    @CsvSource({"ann, ann, true", "ann, bob, false", "ann, , false", ", , false", ", ann, false"})
    void a_server_shows_users_when_it_shows_the_one_that_was_sent(
            @Nullable String sent, @Nullable String shown, boolean isShown) {
        Evidence evidence = shown(rating(1, "good", user(sent)), matchKey(1, "good", user(shown)))
                .of(rating(1, "good", null));

        assertThat(evidence.showsUsers()).isEqualTo(isShown);
        assertThat(evidence.isExact())
                .as("that a user is not shown is no difference")
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1} shown as {2} {3}")
    @CsvSource({
        "0.123456789, good, 0.123457, good",
        "1.5, good, 2, good",
        "1, a<b, 1, a&lt;b",
        "1, Good, 1, good",
        "1, good work, 1, good",
    })
    void words_and_digits_must_be_those_that_were_sent(double sent, String words, double shown, String shownWords) {
        Canaries canaries = shown(rating(sent, words, null), matchKey(shown, shownWords, null));

        assertThat(canaries.of(rating(sent, words, null)).isExact()).isFalse();
        assertThat(canaries.of(rating(3, "", null)).isExact())
                .as("known of all")
                .isFalse();
    }

    /** It may round one metric and not another. */
    @Test
    void a_number_that_is_kept_under_one_metric_is_not_known_to_be_kept_under_another() {
        MatchKey half = MatchKey.OfMetric.of("m", 0.5, "", null);
        Evidence evidence = shown(rating(0.5, "", null), half).of(rating(0.5, "", null));

        assertThat(evidence.mayShow(half, MatchKey.OfMetric.of("m", 1, "", null)))
                .as("it keeps halves of m")
                .isFalse();
        assertThat(evidence.mayShow(MatchKey.OfMetric.of("n", 0.5, "", null), MatchKey.OfMetric.of("n", 1, "", null)))
                .as("it may round halves of n")
                .isTrue();
    }

    private static Canaries shown(Trace.At sent, MatchKey shown) {
        Canary canary = new Canary(sent, "7", NOON, NOON);
        Canaries canaries = new Canaries(List.of(canary));
        canaries.shown(canary, List.of(new ObservedFeedback("7", NOON, shown)));
        return canaries;
    }

    private static Trace.At preference(boolean isTied) {
        return new Trace.At(Kind.PREFERENCE, A, A_OVER_B, isTied);
    }

    private static Trace.At rating(double value, String details, @Nullable UUID user) {
        return new Trace.At(Kind.METRIC, A, matchKey(value, details, user));
    }

    private static MatchKey matchKey(double value, String details, @Nullable UUID user) {
        return MatchKey.OfMetric.of("m", value, details, user);
    }

    private static @Nullable UUID user(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return name.equals("ann") ? ANN : BOB;
    }
}
