package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.Field;
import feedbackuploader.report.page.FileUnderstood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedUnderstandingTest {

    private static final String METRIC = "quality";

    private static MetricSurvey metric(String name, List<Value> values) {
        MetricTally tally = new MetricTally(name, Kind.METRIC);
        values.forEach(value -> tally.add(new MetricFeedback(name, new UUID(1, 1), value, null, null)));
        return tally.survey();
    }

    private static FileUnderstood shard(List<String> notices, long others, MetricSurvey... metrics) {
        return new FileUnderstood(
                "CSV",
                List.of(new FileUnderstood.FieldFrom(Field.VALUE.label(), List.of("v"), List.of())),
                List.of("note"),
                1,
                Stream.of(metrics).map(PageFacts::metric).toList(),
                others,
                List.of(new FileUnderstood.Body(notices.size() + 2, "metric feedback", "{}")),
                notices);
    }

    private static List<Value> numbers(Random random, int count, double width) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        (Value) new Value.Scalar(BigDecimal.valueOf(Math.round(random.nextDouble() * width * 1000), 3)))
                .toList();
    }

    /** Whether a shard told each number or ranges of its own width, every number is in the range that it is told in. */
    @ParameterizedTest
    @ValueSource(ints = {4, 40, 400})
    void numbers_that_shards_counted_apart_are_counted_together(int most) {
        Random random = new Random(most);
        List<Value> all = new ArrayList<>();
        List<FileUnderstood> shards = new ArrayList<>();
        for (double width : new double[] {0.03, 1, 7, 450}) {
            List<Value> own = numbers(random, 1 + random.nextInt(most), width);
            all.addAll(own);
            shards.add(shard(List.of(), 0, metric(METRIC, own)));
        }

        FileUnderstood.MetricValues merged =
                MergedUnderstanding.of(shards).metrics().get(0);

        assertThat(merged.count()).isEqualTo(all.size());
        List<BigDecimal> numbers = all.stream()
                .map(value -> ((Value.Scalar) value).number())
                .sorted()
                .toList();
        assertThat(new BigDecimal(String.valueOf(merged.min()))).isEqualByComparingTo(numbers.get(0));
        assertThat(new BigDecimal(String.valueOf(merged.max()))).isEqualByComparingTo(numbers.get(numbers.size() - 1));
        assertThat(merged.values()).hasSizeBetween(1, 13);
        assertThat(merged.values().stream()
                        .mapToLong(FileUnderstood.ValueCount::count)
                        .sum())
                .isEqualTo(all.size());
        merged.values()
                .forEach(told -> PageFacts.rangeIn(told)
                        .ifPresent(range -> assertThat(numbers.stream()
                                        .filter(number ->
                                                number.compareTo(range.from()) >= 0 && number.compareTo(range.to()) < 0)
                                        .count())
                                .as(told.value())
                                .isEqualTo(told.count())));
    }

    @Test
    void few_different_values_are_added_one_by_one() {
        Value yes = new Value.Bool(true);
        Value two = new Value.Scalar(BigDecimal.valueOf(2));
        Value ten = new Value.Scalar(BigDecimal.TEN);

        FileUnderstood merged = MergedUnderstanding.of(List.of(
                shard(List.of(), 0, metric(METRIC, List.of(ten, two))),
                shard(List.of(), 0, metric(METRIC, List.of(two, yes)), metric("taste", List.of(yes)))));

        assertThat(merged.metrics())
                .extracting(FileUnderstood.MetricValues::metric)
                .containsExactly(METRIC, "taste");
        assertThat(merged.metrics().get(0).values())
                .containsExactly(
                        new FileUnderstood.ValueCount("true", 1),
                        new FileUnderstood.ValueCount("2", 2),
                        new FileUnderstood.ValueCount("10", 1));
        assertThat(merged.otherMetrics()).isZero();
    }

    @Test
    void what_is_not_known_of_every_shard_is_left_out() {
        Value one = new Value.Scalar(BigDecimal.ONE);

        FileUnderstood merged = MergedUnderstanding.of(List.of(
                shard(List.of("of all", "of the first"), 0, metric(METRIC, List.of(one)), metric("rare", List.of(one))),
                shard(List.of("of all"), 5, metric(METRIC, List.of(one)))));

        assertThat(merged.metrics())
                .extracting(FileUnderstood.MetricValues::metric)
                .containsExactly(METRIC);
        assertThat(merged.otherMetrics()).isEqualTo(6);
        assertThat(merged.notices()).containsExactly("of all");
        assertThat(merged.first()).extracting(FileUnderstood.Body::row).containsExactly(3L, 4L);
        assertThat(merged.fields()).hasSize(1);
        assertThat(merged.notUploaded()).containsExactly("note");
    }
}
