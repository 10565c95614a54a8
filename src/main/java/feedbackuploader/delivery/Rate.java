package feedbackuploader.delivery;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** @param perSecond above 0 */
public record Rate(double perSecond) {

    public Rate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("a rate is above 0");
        }
    }

    /** What each of {@code count} may have so that all of them keep this rate together. */
    public Rate sharedBy(int count) {
        return new Rate(perSecond / count);
    }

    /** {@code 62.5/s}, {@code 7.5/min}, {@code 0.0001/h}. */
    @Override
    public String toString() {
        double shown = perSecond;
        String unit = "/s";
        if (shown < 1) {
            shown *= 60;
            unit = "/min";
        }
        if (shown < 1) {
            shown *= 60;
            unit = "/h";
        }
        BigDecimal number = BigDecimal.valueOf(shown);
        return (shown < 1 ? number.round(new MathContext(2)) : number.setScale(2, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString()
                + unit;
    }
}
