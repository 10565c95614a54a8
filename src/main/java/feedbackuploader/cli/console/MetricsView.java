package feedbackuploader.cli.console;

import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.MetricsFile;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes the figures of a delivery into a file, every few seconds and at its end. A file that fails stops nothing. */
final class MetricsView extends ProgressView {

    private static final long EVERY_MS = 5_000;

    private final MetricsFile file;
    private final LongSupplier nanos;
    private final Clock clock;
    private final Consumer<String> notices;
    private @Nullable DeliveryStats last;
    private boolean failed;

    /** @param notices hears of the first failure */
    MetricsView(MetricsFile file, LongSupplier nanos, Clock clock, Ticker ticker, Consumer<String> notices) {
        super(EVERY_MS, ticker);
        this.file = file;
        this.nanos = nanos;
        this.clock = clock;
        this.notices = notices;
    }

    @Override
    synchronized void start(DeliveryStats stats) {
        last = stats;
        show(stats);
        super.start(stats);
    }

    @Override
    void show(DeliveryStats stats) {
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
    synchronized void stop() {
        super.stop();
        if (last != null) {
            show(last);
            last = null;
        }
    }
}
