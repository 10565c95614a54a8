package feedbackuploader.cli.console;

import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Progress;
import feedbackuploader.report.ProgressLine;
import java.io.PrintStream;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Shows progress: as one line that is written over, or as a line every few seconds. Whatever else goes to
 * the same stream meanwhile goes through {@link #say}, so that the two do not run into each other.
 */
final class ProgressPrinter extends ProgressView {

    private static final long BAR_MS = 200;
    private static final long LINES_MS = 5_000;

    /** Back to the start of the line, and clear to its end (ECMA-48). */
    private static final String NEW_LINE_OVER_OLD = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isBar;
    private final IntSupplier columns;
    private final LongSupplier nanos;

    /** @param columns of the terminal, where a longer line would wrap and could not be written over */
    ProgressPrinter(PrintStream err, boolean isBar, IntSupplier columns, LongSupplier nanos, Ticker ticker) {
        super(isBar ? BAR_MS : LINES_MS, ticker);
        this.err = err;
        this.isBar = isBar;
        this.columns = columns;
        this.nanos = nanos;
    }

    static ProgressPrinter on(PrintStream err, boolean isBar) {
        return new ProgressPrinter(err, isBar, TerminalWidth.ofProcess(), System::nanoTime, ProgressPrinter::tick);
    }

    @Override
    void show(DeliveryStats stats) {
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
    synchronized void stop() {
        clear();
        super.stop();
    }

    synchronized boolean showsBar() {
        return isBar && isStarted();
    }

    private void clear() {
        if (showsBar()) {
            err.print(NEW_LINE_OVER_OLD);
            err.flush();
        }
    }
}
