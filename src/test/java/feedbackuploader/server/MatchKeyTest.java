package feedbackuploader.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchKeyTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    @ParameterizedTest(name = "{0} sent, {1} shown: {2}")
    @CsvSource({
        "1, 1.0, true",
        "0, -0.0, true",
        "0.1, 0.10000000149011612, true", // kept as a float, shown as a double
        "16777217, 16777216, true", // as a float both are 2^24
        "1e39, Infinity, true",
        "-1e39, Infinity, false",
        "0.1, 0.1001, false",
        "1, 0, false",
        "1, -1, false"
    })
    void values_are_the_same_when_a_float_cannot_tell_them_apart(double sent, double shown, boolean same) {
        MatchKey one = MatchKey.OfMetric.of("quality", sent, null, null);
        MatchKey other = MatchKey.OfMetric.of("quality", shown, null, null);

        assertThat(one.equals(other)).isEqualTo(same);
        assertThat(one.mayBe(other)).isEqualTo(same);
    }

    @ParameterizedTest(name = "\"{0}\" sent, \"{1}\" shown: equal {2}, perhaps {3}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "good,good,true,true",
                "' good ',good,true,true",
                "'one\r\ntwo','one\ntwo',true,true",
                "'one\rtwo','one\ntwo',true,true",
                "cafe\u0301,caf\u00e9,true,true",
                "'',,true,true", // no details and empty ones
                ",'',true,true",
                "' ',,true,true",
                "good work,good,false,true", // cut off
                "good work,,false,true", // not shown at all
                "good,good work,false,false",
                "good,Good,false,true", // folded
                "a < b,a&lt;b,false,true",
                "&quot;a&quot;,'&amp;quot;a&amp;quot;',false,true",
                "good,bad,false,false"
            })
    void details_may_be_stored_a_little_otherwise_or_cut_off(
            @Nullable String sent, @Nullable String shown, boolean equal, boolean perhaps) {
        MatchKey one = MatchKey.OfMetric.of("quality", 1, sent, null);
        MatchKey other = MatchKey.OfMetric.of("quality", 1, shown, null);

        assertThat(one.equals(other)).isEqualTo(equal);
        assertThat(one.mayBe(other)).isEqualTo(perhaps);
    }

    @Test
    void another_metric_is_never_the_same() {
        assertThat(MatchKey.OfMetric.of("quality", 1, null, null).mayBe(MatchKey.OfMetric.of("speed", 1, null, null)))
                .isFalse();
        assertThat(new MatchKey.OfPreference("quality", A, B).mayBe(new MatchKey.OfPreference("speed", A, B)))
                .isFalse();
    }

    @Test
    void metric_feedback_is_never_a_preference() {
        MatchKey rating = MatchKey.OfMetric.of("quality", 1, null, null);
        MatchKey preference = new MatchKey.OfPreference("quality", A, B);

        assertThat(rating.mayBe(preference)).isFalse();
        assertThat(preference.mayBe(rating)).isFalse();
    }

    /** A side that is null was given as text, or is not named by the server. */
    @ParameterizedTest(name = "{0} over {1} sent, {2} over {3} shown: {4}")
    @CsvSource({
        "A, B, A, B, true",
        "A, B, B, A, true", // a tie
        "A, B, A, C, false",
        "A, B, C, B, false",
        "A,  , A,  , true",
        "A,  , A, B, true", // the server gave the text an id
        "A,  , C, B, false",
        "A, B, A,  , true",
        "A, B,  , B, true",
        "A, B,  ,  , true",
        "A, B,  , C, false"
    })
    void a_side_that_is_not_named_may_be_any(
            String preferred,
            @Nullable String other,
            @Nullable String shownPreferred,
            @Nullable String shownOther,
            boolean perhaps) {
        MatchKey sent = new MatchKey.OfPreference("m", completion(preferred), completion(other));

        assertThat(sent.mayBe(new MatchKey.OfPreference("m", completion(shownPreferred), completion(shownOther))))
                .isEqualTo(perhaps);
    }

    private static @Nullable UUID completion(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "A" -> A;
            case "B" -> B;
            default -> C;
        };
    }
}
