package feedbackuploader.sandbox;

import java.time.Duration;

/** Waits for the latency; tests replace it. */
@FunctionalInterface
interface ReplyPause {

    void sleep(Duration duration) throws InterruptedException;

    static void real(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    }
}
