package feedbackuploader.mapping;

import org.junit.jupiter.api.Test;

/**
 * Files of every kind with random damage, under random options, through reader and mapping: whatever the bytes are,
 * they end in feedback, or in sentences that say where, what was found and what was expected.
 */
class FuzzTest {

    @Test
    void a_few_thousand_inputs() throws Exception {
        new FuzzRun(1, 2_000).toItsEnd();
    }
}
