package feedbackuploader.cli;

import feedbackuploader.feedback.Printable;
import feedbackuploader.report.Progress;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress: on a terminal one line that is written over, elsewhere a line every few seconds. Whatever else goes to
 * the same stream meanwhile goes through {@link #say}, so that the two do not run into each other.
 */
final class ProgressPrinter {

    private static final long TERMINAL_MS = 200;
    private static final long ELSEWHERE_MS = 5_000;

    /** A longer line would wrap in a narrow terminal, and then could not be written over. */
    private static final int WIDTH = 58;

    /** Back to the start of the line, and clear to its end (ECMA-48). */
    private static final String NEW_LINE_OVER_OLD = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isTerminal;
    private final LongSupplier nanos;
    private final Ticker ticker;

    /** Stops the ticking; null while there is no progress to show. */
    private @Nullable Runnable stop;

    /** Does a task again and again, so that a test can own the time between. */
    @FunctionalInterface
    interface Ticker {
        /** @return ends it */
        Runnable every(long millis, Runnable task);
    }

    ProgressPrinter(PrintStream err, boolean isTerminal, LongSupplier nanos, Ticker ticker) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.nanos = nanos;
        this.ticker = ticker;
    }

    static ProgressPrinter on(PrintStream err, boolean isTerminal) {
        return new ProgressPrinter(err, isTerminal, System::nanoTime, ProgressPrinter::tick);
    }

    private static Runnable tick(long millis, Runnable task) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
        return timer::shutdownNow;
    }

    synchronized void start(Progress progress) {
        stop = ticker.every(isTerminal ? TERMINAL_MS : ELSEWHERE_MS, () -> print(progress));
    }

    private synchronized void print(Progress progress) {
        if (stop == null) {
            return; // stopped meanwhile
        }
        String line = progress.line(nanos.getAsLong());
        if (isTerminal) {
            err.print(NEW_LINE_OVER_OLD + Printable.of(line, WIDTH));
            err.flush();
        } else {
            err.println(line);
        }
    }

    /** A line of its own, above the progress. */
    synchronized void say(String sentence) {
        clear();
        err.println(sentence);
    }

    synchronized void stop() {
        clear();
        if (stop != null) {
            stop.run();
            stop = null;
        }
    }

    private void clear() {
        if (isTerminal && stop != null) {
            err.print(NEW_LINE_OVER_OLD);
            err.flush();
        }
    }
}
