package feedbackuploader.cli;

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

    /** Back to the start of the line, and clear to its end (ECMA-48). */
    private static final String NEW_LINE_OVER_OLD = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isTerminal;
    private final LongSupplier nanos;
    private @Nullable ScheduledExecutorService timer;

    ProgressPrinter(PrintStream err, boolean isTerminal, LongSupplier nanos) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.nanos = nanos;
    }

    synchronized void start(Progress progress) {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        long period = isTerminal ? TERMINAL_MS : ELSEWHERE_MS;
        var unused = started.scheduleAtFixedRate(() -> print(progress), period, period, TimeUnit.MILLISECONDS);
        timer = started;
    }

    private synchronized void print(Progress progress) {
        if (timer == null) {
            return; // stopped meanwhile
        }
        String line = progress.line(nanos.getAsLong());
        if (isTerminal) {
            err.print(NEW_LINE_OVER_OLD + line);
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
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    private void clear() {
        if (isTerminal && timer != null) {
            err.print(NEW_LINE_OVER_OLD);
            err.flush();
        }
    }
}
