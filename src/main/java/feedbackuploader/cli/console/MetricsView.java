package feedbackuploader.cli.console;

import feedbackuploader.report.MetricsFile;
import feedbackuploader.report.DeliveryStats;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes the figures of a delivery into a file, every few seconds and at its end. A file that fails stops nothing. */
final class MetricsView implements ProgressView {

    private static final long EVERY_MS = 5_000;

    private final MetricsFile file;
    private final LongSupplier nanos;
    private final Clock clock;
    private final ProgressPrinter.Ticker ticker;
    private final Consumer<String> notices;
    private @Nullable DeliveryStats shown;
    private @Nullable Runnable stop;
    private boolean failed;

    /** @param notices hears of the first failure */
    MetricsView(
            MetricsFile file,
            LongSupplier nanos,
            Clock clock,
            ProgressPrinter.Ticker ticker,
            Consumer<String> notices) {
        this.file = file;
        this.nanos = nanos;
        this.clock = clock;
        this.ticker = ticker;
        this.notices = notices;
    }

    @Override
    public synchronized void start(DeliveryStats stats) {
        shown = stats;
        write();
        stop = ticker.every(EVERY_MS, this::write);
    }

    private synchronized void write() {
        @Nullable DeliveryStats stats = shown;
        if (stats == null) {
            return; // stopped meanwhile
        }
        try {
            file.write(stats.progress(nanos.getAsLong()), stats.requests(), clock.instant());
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                notices.accept("No metrics: " + e.getMessage() + ".");
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (stop != null) {
            stop.run();
            stop = null;
            write();
            shown = null;
        }
    }
}
