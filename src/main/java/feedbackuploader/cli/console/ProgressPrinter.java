package feedbackuploader.cli.console;

import feedbackuploader.report.Progress;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.ProgressLine;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress: as one line that is written over, or as a line every few seconds. Whatever else goes to
 * the same stream meanwhile goes through {@link #say}, so that the two do not run into each other.
 */
final class ProgressPrinter implements ProgressView {

    private static final long BAR_MS = 200;
    private static final long LINES_MS = 5_000;

    /** Back to the start of the line, and clear to its end (ECMA-48). */
    private static final String NEW_LINE_OVER_OLD = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isBar;
    private final IntSupplier columns;
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

    /** @param columns of the terminal, where a longer line would wrap and could not be written over */
    ProgressPrinter(PrintStream err, boolean isBar, IntSupplier columns, LongSupplier nanos, Ticker ticker) {
        this.err = err;
        this.isBar = isBar;
        this.columns = columns;
        this.nanos = nanos;
        this.ticker = ticker;
    }

    static ProgressPrinter on(PrintStream err, boolean isBar) {
        return new ProgressPrinter(err, isBar, TerminalWidth.ofProcess(), System::nanoTime, ProgressPrinter::tick);
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

    @Override
    public synchronized void start(DeliveryStats stats) {
        stop = ticker.every(isBar ? BAR_MS : LINES_MS, () -> print(stats));
    }

    private synchronized void print(DeliveryStats stats) {
        if (stop == null) {
            return; // stopped meanwhile
        }
        Progress now = stats.progress(nanos.getAsLong());
        if (isBar) {
            // The last column is left free: some terminals wrap as soon as it is written.
            err.print(NEW_LINE_OVER_OLD + ProgressLine.within(columns.getAsInt() - 1, now));
            err.flush();
        } else {
            err.println(ProgressLine.inFull(now));
        }
    }

    /** A line of its own, above the progress. */
    synchronized void say(String sentence) {
        clear();
        err.println(sentence);
    }

    @Override
    public synchronized void stop() {
        clear();
        if (stop != null) {
            stop.run();
            stop = null;
        }
    }

    synchronized boolean showsBar() {
        return isBar && stop != null;
    }

    private void clear() {
        if (isBar && stop != null) {
            err.print(NEW_LINE_OVER_OLD);
            err.flush();
        }
    }
}
