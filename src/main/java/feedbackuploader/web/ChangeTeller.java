package feedbackuploader.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells that files have new versions, at most four times a second for each. */
final class ChangeTeller implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private static final Duration PULSE = Duration.ofMillis(250);

    private final Supplier<Map<String, OpenFile>> files;
    private final BiConsumer<String, Long> changes;
    private final Map<String, Long> told = new HashMap<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Desk::background);

    /** @param files all that are open at the moment, by their ids */
    ChangeTeller(Supplier<Map<String, OpenFile>> files, BiConsumer<String, Long> changes) {
        this.files = files;
        this.changes = changes;
        var unused =
                pulse.scheduleWithFixedDelay(this::tell, PULSE.toMillis(), PULSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void tell() {
        try {
            for (Map.Entry<String, OpenFile> file : files.get().entrySet()) {
                file.getValue().tick();
                long version = file.getValue().version();
                @Nullable Long before = told.put(file.getKey(), version);
                if (before == null || before != version) {
                    changes.accept(file.getKey(), version);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "pages are not told of a change", e); // or no page would be told again
        }
    }

    /** Tells the last of it. */
    @Override
    public void close() {
        pulse.shutdownNow();
        tell();
    }
}
