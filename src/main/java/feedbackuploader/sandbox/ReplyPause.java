package feedbackuploader.sandbox;

import java.time.Duration;

/** How latency passes; a test's own lets none pass and keeps count. */
@FunctionalInterface
interface ReplyPause {

    void sleep(Duration duration) throws InterruptedException;

    static void real(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    }
}
