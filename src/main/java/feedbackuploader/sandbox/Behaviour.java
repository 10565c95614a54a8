package feedbackuploader.sandbox;

import java.time.Duration;

/**
 * In what deployments differ, as far as a sandbox can be told.
 *
 * @param tellsUsers whether a read-back may ask who rated, as from v0.5.1 on; else that question is refused
 * @param isStrict whether only those completions exist that were created here; else every UUID is one
 * @param hasFeedback whether {@code /api/v1/feedback} is there; the description of v0.14 lists it no longer
 * @param visibleAfter how long after its creation a completion is shown
 * @param labelFilter how the list of completions understands labels
 */
public record Behaviour(
        boolean tellsUsers, boolean isStrict, boolean hasFeedback, Duration visibleAfter, LabelFilter labelFilter) {

    public static final Behaviour USUAL = new Behaviour(true, false, true, Duration.ZERO, LabelFilter.ANY);

    public Behaviour {
        if (visibleAfter.isNegative()) {
            throw new IllegalArgumentException("a completion cannot be shown before it is created");
        }
    }
}
