package feedbackuploader.upload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ranges in which the numbers of each shard were counted, put together: so wide that each falls into one as a whole, and
 * no more of them than {@link NumberRanges} tells.
 */
final class MergedRanges {

    private MergedRanges() {}

    /**
     * @param ranges at least one; each is 1, 2 or 5 times a power of ten wide, and begins at a multiple of that
     * @param numbers that were counted one by one
     */
    static List<MetricSurvey.Range> of(Collection<MetricSurvey.Range> ranges, Map<BigDecimal, Long> numbers) {
        TreeMap<BigDecimal, Long> counts = new TreeMap<>(numbers);
        ranges.forEach(range -> counts.merge(range.from(), range.count(), Long::sum));
        List<BigDecimal> widths =
                ranges.stream().map(range -> range.to().subtract(range.from())).toList();
        BigDecimal width = widths.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ONE);
        while (!holdsWhole(width, widths) || places(counts, width) > NumberRanges.TOLD) {
            width = wider(width);
        }
        TreeMap<BigDecimal, Long> places = new TreeMap<>();
        for (Map.Entry<BigDecimal, Long> one : counts.entrySet()) {
            places.merge(place(one.getKey(), width), one.getValue(), Long::sum);
        }
        List<MetricSurvey.Range> merged = new ArrayList<>();
        for (BigDecimal at = places.firstKey(); at.compareTo(places.lastKey()) <= 0; at = at.add(BigDecimal.ONE)) {
            merged.add(new MetricSurvey.Range(
                    at.multiply(width), at.add(BigDecimal.ONE).multiply(width), places.getOrDefault(at, 0L)));
        }
        return merged;
    }

    private static boolean holdsWhole(BigDecimal width, List<BigDecimal> widths) {
        return widths.stream().allMatch(one -> width.remainder(one).signum() == 0);
    }

    private static double places(SortedMap<BigDecimal, Long> counts, BigDecimal width) {
        return place(counts.lastKey(), width)
                .subtract(place(counts.firstKey(), width))
                .add(BigDecimal.ONE)
                .doubleValue();
    }

    /** The number of the range that {@code number} is in, counted from the one that begins at 0. */
    private static BigDecimal place(BigDecimal number, BigDecimal width) {
        return number.divide(width, MathContext.DECIMAL128)
                .setScale(0, RoundingMode.FLOOR)
                .stripTrailingZeros();
    }

    /** From 1 to 2, from 2 to 5, from 5 to 10. */
    private static BigDecimal wider(BigDecimal width) {
        boolean isTwo = width.stripTrailingZeros().unscaledValue().intValue() == 2;
        return isTwo ? width.multiply(new BigDecimal("2.5")) : width.add(width);
    }
}
