package feedbackuploader.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.RunHistory;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the run folder of one upload says, looked at again only once the last look has paid for itself. One thread at a time. */
final class LedgerGlance {

    /** As seldom as no one would notice. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(300).toNanos();

    /** At most this part of the time goes into looking. */
    private static final int PART = 20;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * @param status null when there is no upload
     * @param summary what the last run came to; null when there is none that is true
     * @param damage why the ledger cannot be read; null when it can
     */
    record Seen(
            @Nullable RunStatus status,
            long runs,
            @Nullable JsonNode summary,
            @Nullable String damage) {

        static final Seen NOTHING = new Seen(null, 0, null, null);
    }

    private final RunFolder folder;
    private final Time time;
    private @Nullable Seen seen;
    private long seenNanos;
    private long costNanos;

    LedgerGlance(RunFolder folder, Time time) {
        this.folder = folder;
        this.time = time;
    }

    RunFolder folder() {
        return folder;
    }

    /** Something has happened there. */
    void forget() {
        seen = null;
    }

    Seen look() {
        @Nullable Seen last = seen;
        long now = time.nanos();
        if (last != null && now - seenNanos < Math.max(SHORTEST_NANOS, PART * costNanos)) {
            return last;
        }
        Seen next = lookAgain();
        seen = next;
        seenNanos = time.nanos();
        costNanos = seenNanos - now;
        return next;
    }

    private Seen lookAgain() {
        if (!Ledger.existsIn(folder.path())) {
            return Seen.NOTHING;
        }
        try (Ledger ledger = Ledger.openToRead(folder.path())) {
            RunStatus status = RunStatus.of(ledger, folder);
            return new Seen(status, RunHistory.count(folder.history()), summary(), null);
        } catch (LedgerException e) {
            return new Seen(null, 0, null, e.getMessage());
        }
    }

    private @Nullable JsonNode summary() {
        Path file = folder.path().resolve("summary.json");
        try {
            JsonNode summary = Files.exists(file) ? JSON.readTree(Files.readString(file)) : null;
            return summary == null || summary.has("out_of_date") || !summary.isObject() ? null : summary;
        } catch (IOException e) {
            return null; // another run is about to replace it
        }
    }
}
