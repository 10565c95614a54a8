package feedbackuploader.cli.console;

import feedbackuploader.report.DeliveryStats;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows how a delivery goes, again and again for as long as it lasts. */
abstract class ProgressView {

    private final long everyMillis;
    private final Ticker ticker;
    private @Nullable DeliveryStats shown;
    private @Nullable Runnable stop;

    /** Does a task again and again, so that a test can own the time between. */
    @FunctionalInterface
    interface Ticker {
        /** @return ends it */
        Runnable every(long millis, Runnable task);
    }

    ProgressView(long everyMillis, Ticker ticker) {
        this.everyMillis = everyMillis;
        this.ticker = ticker;
    }

    static Runnable tick(long millis, Runnable task) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
        return timer::shutdownNow;
    }

    abstract void show(DeliveryStats stats);

    synchronized void start(DeliveryStats stats) {
        shown = stats;
        stop = ticker.every(everyMillis, this::showAgain);
    }

    private synchronized void showAgain() {
        if (shown != null) { // not stopped meanwhile
            show(shown);
        }
    }

    synchronized boolean isStarted() {
        return shown != null;
    }

    /** The delivery is over; may be called without a start. */
    synchronized void stop() {
        if (stop != null) {
            stop.run();
            stop = null;
            shown = null;
        }
    }
}
