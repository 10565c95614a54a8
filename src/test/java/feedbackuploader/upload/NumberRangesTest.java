package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangesTest {

    private static List<MetricSurvey.Range> of(List<BigDecimal> numbers) {
        Map<BigDecimal, Long> first = new HashMap<>();
        numbers.subList(0, 11).forEach(number -> first.merge(number, 1L, Long::sum));
        NumberRanges ranges = new NumberRanges(first);
        numbers.subList(11, numbers.size()).forEach(number -> ranges.add(number, 1));
        return ranges.list();
    }

    private static List<BigDecimal> numbers(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(BigDecimal::valueOf).toList();
    }

    @Test
    void numbers_are_counted_in_round_ranges_without_a_gap() {
        List<MetricSurvey.Range> ranges = of(IntStream.range(0, 1_000)
                .mapToObj(i -> BigDecimal.valueOf(i, 3))
                .filter(number -> number.doubleValue() < 0.2 || number.doubleValue() >= 0.3)
                .toList());

        assertThat(ranges)
                .hasSize(10)
                .allSatisfy(
                        range -> assertThat(range.to().subtract(range.from())).isEqualByComparingTo("0.1"));
        assertThat(ranges.get(0).from()).isEqualByComparingTo("0");
        assertThat(ranges)
                .extracting(MetricSurvey.Range::count)
                .containsExactly(100L, 100L, 0L, 100L, 100L, 100L, 100L, 100L, 100L, 100L);
    }

    /** Whatever comes: no number is lost, and what is kept stays small. */
    @ParameterizedTest
    @ValueSource(doubles = {1e300, -1e300, 1e-300, 5e9, 0})
    void one_number_far_away_makes_the_ranges_wide(double outlier) {
        double[] near = IntStream.range(0, 40).mapToDouble(i -> 1 + i / 7.0).toArray();

        List<MetricSurvey.Range> ranges = of(DoubleStream.concat(DoubleStream.of(near), DoubleStream.of(outlier))
                .mapToObj(BigDecimal::valueOf)
                .toList());

        assertThat(ranges).hasSizeBetween(1, 12);
        assertThat(ranges.stream().mapToLong(MetricSurvey.Range::count).sum()).isEqualTo(41);
        assertThat(ranges).anySatisfy(range -> {
            assertThat(range.from().doubleValue()).isLessThanOrEqualTo(Math.nextUp(outlier));
            assertThat(range.to().doubleValue()).isGreaterThanOrEqualTo(Math.nextDown(outlier));
        });
    }

    @Test
    void numbers_that_a_double_cannot_tell_apart_are_one_range() {
        List<BigDecimal> close = IntStream.range(0, 20)
                .mapToObj(i -> new BigDecimal("1.00000000000000000000000" + (10 + i)))
                .toList();

        assertThat(of(close).stream().mapToLong(MetricSurvey.Range::count).sum())
                .isEqualTo(20);
    }

    @Test
    void negative_numbers_are_counted_below_zero() {
        List<MetricSurvey.Range> ranges = of(numbers(-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5));

        assertThat(ranges.get(0).from()).isEqualByComparingTo("-5");
        assertThat(ranges.stream().mapToLong(MetricSurvey.Range::count).sum()).isEqualTo(11);
    }
}
