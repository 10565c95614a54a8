package feedbackuploader.delivery;

/** @param perSecond above 0 */
public record Rate(double perSecond) {

    public Rate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("a rate is above 0");
        }
    }
}
