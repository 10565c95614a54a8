package feedbackuploader.mapping;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What {@link FuzzTest} does, a million times, and without a leak. A failure names its seed: {@code -Dseed=N
 * -Dinputs=1} runs that input alone.
 */
@Isolated("it measures the heap")
@Tag("long")
class FuzzLongTest {

    @Test
    void a_million_inputs() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        new FuzzRun(seed, Integer.getInteger("inputs", 1_000_000)).toItsEndLeavingNothing();
    }
}
