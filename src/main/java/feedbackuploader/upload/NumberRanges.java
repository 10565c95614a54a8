package feedbackuploader.upload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts numbers in ranges of equal width, a power of ten: as narrow as {@value #KEPT} of them allow, whatever numbers
 * come. Told in at most {@value #TOLD} ranges of 1, 2 or 5 of those.
 */
final class NumberRanges {

    private static final int KEPT = 100;

    static final int TOLD = 12;

    /** Wider than any two numbers that a double holds lie apart. */
    private static final int WIDEST = 308;

    /** The digits that a double tells apart. */
    private static final int DIGITS = 15;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private int exponent;
    private double min;
    private double max;

    /** @param first different numbers, at least two, and how often each came so far */
    NumberRanges(Map<BigDecimal, Long> first) {
        min = first.keySet().stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0);
        max = first.keySet().stream().mapToDouble(BigDecimal::doubleValue).max().orElse(0);
        double width = (max - min) / KEPT;
        double largest = Math.max(Math.abs(min), Math.abs(max));
        int finest = largest > 0 ? (int) Math.ceil(Math.log10(largest)) - DIGITS : -DIGITS;
        exponent = Math.max(-WIDEST, width > 0 ? Math.max(finest, (int) Math.ceil(Math.log10(width))) : finest);
        first.forEach(this::add);
    }

    void add(BigDecimal number, long times) {
        double value = number.doubleValue();
        min = Math.min(min, value);
        max = Math.max(max, value);
        while (exponent < WIDEST && place(max) - place(min) >= KEPT) {
            exponent++;
            TreeMap<Long, Long> wider = new TreeMap<>();
            counts.forEach((place, count) -> wider.merge(Math.floorDiv(place, 10L), count, Long::sum));
            counts.clear();
            counts.putAll(wider);
        }
        counts.merge((long) place(value), times, Long::sum);
    }

    /** Of {@code value} in widths; a number near the edge of a range may be told in the next. */
    private double place(double value) {
        double places = exponent >= 0 ? value / Math.pow(10, exponent) : value * Math.pow(10, -exponent);
        return Math.floor(places + 1e-9 * Math.abs(places));
    }

    /** One after the other without a gap, the empty ones too. */
    List<MetricSurvey.Range> list() {
        long first = counts.firstKey();
        long last = counts.lastKey();
        int together = 1;
        for (int factor : new int[] {1, 2, 5, 10, 20, 50, 100}) {
            together = factor;
            if (Math.floorDiv(last, factor) - Math.floorDiv(first, factor) < TOLD) {
                break;
            }
        }
        int width = together;
        TreeMap<Long, Long> told = new TreeMap<>();
        counts.forEach((place, count) -> told.merge(Math.floorDiv(place, (long) width), count, Long::sum));
        List<MetricSurvey.Range> ranges = new ArrayList<>();
        for (long i = told.firstKey(); i <= told.lastKey(); i++) {
            ranges.add(new MetricSurvey.Range(number(i * width), number((i + 1) * width), told.getOrDefault(i, 0L)));
        }
        return ranges;
    }

    private BigDecimal number(long place) {
        return BigDecimal.valueOf(place).scaleByPowerOfTen(exponent);
    }
}
