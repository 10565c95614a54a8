package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RatingHashTest {

    private static final UUID COMPLETION = new UUID(1, 2);
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private static MetricFeedback rating(String value, String details) {
        return new MetricFeedback("quality", COMPLETION, new Value.Scalar(new BigDecimal(value)), details, null);
    }

    @Test
    void the_same_rating_has_the_same() {
        assertThat(RatingHash.of(rating("1.0", "good"))).isEqualTo(RatingHash.of(rating("1", "good")));
    }

    @Test
    void ratings_that_differ_in_one_thing_have_others() {
        Value one = new Value.Scalar(BigDecimal.ONE);
        List<MetricFeedback> ratings = List.of(
                new MetricFeedback("quality", COMPLETION, one, null, null, null),
                new MetricFeedback("qualitz", COMPLETION, one, null, null, null),
                new MetricFeedback("quality", new UUID(2, 1), one, null, null, null),
                new MetricFeedback("quality", COMPLETION, new Value.Bool(true), null, null, null),
                new MetricFeedback("quality", COMPLETION, new Value.Scalar(BigDecimal.TEN), null, null, null),
                new MetricFeedback("quality", COMPLETION, one, "", null, null),
                new MetricFeedback("quality", COMPLETION, one, "ab", null, null),
                new MetricFeedback("quality", COMPLETION, one, "ba", null, null),
                new MetricFeedback("quality", COMPLETION, one, null, TIME, null),
                new MetricFeedback("quality", COMPLETION, one, null, TIME.plusNanos(1), null),
                new MetricFeedback("quality", COMPLETION, one, null, null, COMPLETION));

        assertThat(ratings.stream().map(RatingHash::of)).doesNotHaveDuplicates();
    }

    @Test
    void a_hundred_thousand_that_are_alike_have_each_its_own() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            UUID completion = new UUID(0, i / 10);
            hashes.add(RatingHash.of(new MetricFeedback(
                    "quality", completion, new Value.Scalar(BigDecimal.valueOf(i % 10)), null, null)));
        }

        assertThat(hashes).hasSize(100_000);
    }
}
