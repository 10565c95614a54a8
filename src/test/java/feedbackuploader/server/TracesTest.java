package feedbackuploader.server;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

    private static final String A = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";
    private static final String B = "b605d837-febe-5144-bd12-933e4d206daa";
    private static final String ID = "11111111-2222-3333-4444-555555555555";
    private static final MetricCatalogue CATALOGUE = new MetricCatalogue(List.of(new Metric(ID, "quality", null)));

    @ParameterizedTest(name = "value {0}, details {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {"true,,1,", "false,,0,", "4.5,,4.5,", "1e-3,,0.001,", "1,good\\nwork,1,`good\nwork`"})
    void metric_feedback_shows_on_its_completion(
            String value, @Nullable String details, double number, @Nullable String words) {
        String body = "{\"value\":" + value + ",\"metric\":\"quality\",\"completion_id\":\"" + A + "\""
                + (details == null ? "" : ",\"details\":\"" + details + "\"") + ",\"user_id\":\"" + B + "\"}";

        assertThat(trace(Kind.METRIC, body, CATALOGUE))
                .isEqualTo(new Trace.At(
                        Kind.METRIC,
                        UUID.fromString(A),
                        MatchKey.OfMetric.of("quality", number, words, UUID.fromString(B))));
    }

    /** A server shows the key, whichever of the two the request named. */
    @ParameterizedTest(name = "metric {0}, catalogue {1}")
    @CsvSource({
        "quality, known, quality",
        ID + ", known, quality",
        "11111111-2222-3333-4444-55555555555F, known, ",
        "speed, known, ",
        "speed, unknown, speed",
        ID + ", unknown, "
    })
    void what_cannot_be_told_by_its_key_shows_nowhere(String metric, String catalogue, @Nullable String key) {
        Trace trace = trace(
                Kind.METRIC,
                "{\"value\":1,\"metric\":\"" + metric + "\",\"completion_id\":\"" + A + "\"}",
                catalogue.equals("known") ? CATALOGUE : null);

        if (key == null) {
            assertThat(trace).isInstanceOf(Trace.Nowhere.class);
            assertThat(trace.toString())
                    .contains(
                            catalogue.equals("known")
                                    ? "no longer, on the deployment's list of metrics"
                                    : "Without the deployment's list of metrics");
        } else {
            assertThat(trace)
                    .isEqualTo(new Trace.At(Kind.METRIC, UUID.fromString(A), MatchKey.OfMetric.of(key, 1, null, null)));
        }
    }

    @Test
    void a_preference_shows_on_the_preferred_completion() {
        assertThat(preference("\"" + A + "\"", "\"" + B + "\""))
                .isEqualTo(new Trace.At(
                        Kind.PREFERENCE,
                        UUID.fromString(A),
                        new MatchKey.OfPreference("quality", UUID.fromString(A), UUID.fromString(B)),
                        true));
    }

    @Test
    void a_preference_over_a_text_shows_without_the_other_side() {
        assertThat(preference("\"" + A + "\"", "{\"text\":\"t\",\"model\":\"m\"}"))
                .isEqualTo(new Trace.At(
                        Kind.PREFERENCE,
                        UUID.fromString(A),
                        new MatchKey.OfPreference("quality", UUID.fromString(A), null),
                        true));
    }

    @Test
    void a_preferred_text_shows_nowhere() {
        assertThat(preference("{\"text\":\"t\",\"model\":\"m\"}", "\"" + B + "\""))
                .isEqualTo(new Trace.Nowhere(
                        "The row gives its preferred completion as text, so there is no id to look for."));
    }

    @Test
    void what_differs_only_in_who_rated_or_in_a_tie_looks_alike() {
        String rating = "{\"value\":1,\"metric\":\"m\",\"completion_id\":\"" + A + "\"%s}";
        Object plain = Traces.lookOf(new Submission(Kind.METRIC, rating.formatted("")));
        String pair = "{\"metric\":\"m\",\"preferred_completion\":\"" + A + "\",\"other_completion\":\"" + B + "\"%s}";
        Object chosen = Traces.lookOf(new Submission(Kind.PREFERENCE, pair.formatted("")));

        assertThat(Traces.lookOf(new Submission(Kind.METRIC, rating.formatted(",\"user_id\":\"" + B + "\""))))
                .isEqualTo(plain);
        assertThat(Traces.lookOf(
                        new Submission(Kind.METRIC, rating.formatted(",\"details\":\",\\\"user_id\\\":\\\"x\""))))
                .isNotEqualTo(plain);
        assertThat(Traces.lookOf(new Submission(Kind.PREFERENCE, pair.formatted(",\"tied\":\"good\""))))
                .isEqualTo(chosen);
        assertThat(Traces.lookOf(
                        new Submission(Kind.PREFERENCE, pair.replace(B, ID).formatted(""))))
                .isNotEqualTo(chosen);
    }

    private static Trace preference(String preferred, String other) {
        return trace(
                Kind.PREFERENCE,
                "{\"metric\":\"quality\",\"preferred_completion\":" + preferred + ",\"other_completion\":" + other
                        + ",\"tied\":\"good\",\"project\":\"demo\"}",
                CATALOGUE);
    }

    private static Trace trace(Kind kind, String body, @Nullable MetricCatalogue catalogue) {
        return Traces.of(new Submission(kind, body), catalogue);
    }
}
