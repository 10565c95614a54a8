package feedbackuploader.web.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time as the server sees it, so that a test can own it. */
interface Pulse {

    /** Nanoseconds from some origin; never goes back. */
    long nanos();

    /**
     * Runs {@code task} again and again, never twice at once.
     *
     * @return ends it
     */
    Runnable every(Duration interval, Runnable task);

    static Pulse system() {
        return new Pulse() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable every(Duration interval, Runnable task) {
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
                    Thread thread = new Thread(run, "page-clock");
                    thread.setDaemon(true);
                    return thread;
                });
                ScheduledFuture<?> running =
                        clock.scheduleAtFixedRate(task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
                return () -> {
                    running.cancel(true);
                    clock.shutdownNow();
                };
            }
        };
    }
}
