package feedbackuploader.delivery;

import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses some of many completions, each with the same chance, without knowing them beforehand (Knuth's algorithm S). */
final class CompletionSample {

    private final long completions;
    private final long size;
    private final RandomGenerator random;
    private long passed;
    private long chosen;
    private @Nullable UUID last;
    private boolean isLastChosen;

    /** @param size how many of {@code completions} to choose; all of them if there are fewer */
    CompletionSample(long completions, long size, RandomGenerator random) {
        this.completions = completions;
        this.size = Math.min(size, completions);
        this.random = random;
    }

    /** The same answer as often as it is asked in a row. */
    boolean isChosen(UUID completion) {
        if (!completion.equals(last)) {
            last = completion;
            isLastChosen = random.nextDouble() * (completions - passed) < size - chosen;
            passed++;
            chosen += isLastChosen ? 1 : 0;
        }
        return isLastChosen;
    }

    long completions() {
        return completions;
    }

    long chosen() {
        return chosen;
    }
}
