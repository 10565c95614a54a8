package feedbackuploader.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.RowWindows;
import feedbackuploader.ledger.SentPiece;
import feedbackuploader.report.RunHistory;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the run folder of one upload says, also while it runs. Opening a ledger checks all of it, so it is kept open as long
 * as it is the same file. What takes a walk over the whole plan is asked again only once the last walk has paid for itself.
 */
final class LedgerView implements AutoCloseable {

    /** As seldom as no one would notice. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(300).toNanos();

    /** At most this part of the time goes into walks. */
    private static final int PART = 20;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * What was seen when it was looked at last.
     *
     * @param status null when there is no upload
     * @param summary what the last run came to; null when there is none that is true
     * @param sha256 of the file as it was planned; null without a plan
     * @param damage why the ledger cannot be read; null when it can
     */
    record Seen(
            @Nullable RunStatus status,
            long runs,
            @Nullable JsonNode summary,
            @Nullable String sha256,
            @Nullable String damage) {

        static final Seen NOTHING = new Seen(null, 0, null, null, null);
    }

    /** Some rows of a sort, by their numbers. */
    record Numbers(long total, List<Long> rows) {}

    /** An open ledger, and the file that it is. */
    private record Opened(Ledger ledger, @Nullable Object key) {}

    private final RunFolder folder;
    private final Time time;
    private @Nullable Opened opened;
    private @Nullable RowWindows windows;
    private @Nullable Seen seen;
    private final Pace seenPace = new Pace();

    /** When something was done last, and what it cost. */
    private static final class Pace {
        long doneNanos;
        long costNanos;

        boolean isDue(long nowNanos) {
            return nowNanos - doneNanos >= Math.max(SHORTEST_NANOS, PART * costNanos);
        }

        void note(long fromNanos, long toNanos) {
            doneNanos = toNanos;
            costNanos = toNanos - fromNanos;
        }
    }

    LedgerView(RunFolder folder, Time time) {
        this.folder = folder;
        this.time = time;
    }

    RunFolder folder() {
        return folder;
    }

    /**
     * Closes an upload that holds the same ledger. Nobody reads it meanwhile, so that SQLite brings the log into the file and
     * a copy of the file is whole.
     */
    synchronized void close(OpenedUpload upload) throws LedgerException {
        close();
        upload.close();
    }

    /** Something has happened there that is to be seen at once. */
    synchronized void forget() {
        seen = null;
    }

    synchronized Seen look() {
        @Nullable Seen last = seen;
        long now = time.nanos();
        if (last == null || seenPace.isDue(now)) {
            last = lookAgain();
            seen = last;
            seenPace.note(now, time.nanos());
        }
        return last;
    }

    private Seen lookAgain() {
        try {
            @Nullable Ledger ledger = ledger();
            if (ledger == null) {
                return Seen.NOTHING;
            }
            RunStatus status = RunStatus.of(ledger, folder);
            windows = null; // the next ones know what the status has just counted
            return new Seen(
                    status,
                    RunHistory.count(folder.history()),
                    summary(),
                    ledger.plan().map(Plan::sha256).orElse(null),
                    null);
        } catch (LedgerException e) {
            close();
            return new Seen(null, 0, null, null, e.getMessage());
        }
    }

    /** Null when there is none. */
    private @Nullable Ledger ledger() throws LedgerException {
        if (!Ledger.existsIn(folder.path())) {
            close();
            return null;
        }
        @Nullable Object key = key();
        @Nullable Opened known = opened;
        if (known == null || !Objects.equals(known.key(), key)) {
            close();
            known = new Opened(Ledger.openToRead(folder.path()), key);
            opened = known;
        }
        return known.ledger();
    }

    private @Nullable Object key() throws LedgerException {
        try {
            return Files.readAttributes(folder.path().resolve("ledger.db"), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            throw new LedgerException("The ledger in " + folder.path() + " cannot be read.", e);
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

    /** Empty unless the ledger has a plan of the file as it is now: else its rows are others. */
    private Optional<RowWindows> windows(String sha256) throws LedgerException {
        @Nullable Ledger ledger = ledger();
        Optional<Plan> plan = ledger == null ? Optional.empty() : ledger.plan();
        if (ledger == null || plan.isEmpty() || !plan.get().sha256().equals(sha256)) {
            return Optional.empty();
        }
        @Nullable RowWindows known = windows;
        if (known == null || known.generation() != plan.get().generation()) {
            known = ledger.windows(plan.get());
            windows = known;
        }
        return Optional.of(known);
    }

    /** The same, once they know what has happened since {@link #forget}. */
    private Optional<RowWindows> countedWindows(String sha256) throws LedgerException {
        if (seen == null) {
            var unused = look();
        }
        return windows(sha256);
    }

    /** What is known of these rows: their pieces; nothing of one that was not planned. */
    synchronized List<List<Piece>> rows(String sha256, List<Long> numbers) throws LedgerException {
        Optional<RowWindows> rows = windows(sha256);
        if (rows.isEmpty() || numbers.isEmpty()) {
            return List.of();
        }
        return rows.get().rows(numbers);
    }

    /** Some rows in which a piece has one of these statuses, the first of them at {@code from} among all of them. */
    synchronized Numbers rowsOf(String sha256, List<Status> statuses, long from, int count) throws LedgerException {
        Optional<RowWindows> rows = countedWindows(sha256);
        if (rows.isEmpty()) {
            return new Numbers(0, List.of());
        }
        return new Numbers(rows.get().total(statuses), rows.get().rowsOf(statuses, from, count));
    }

    /** The place of {@code row} among the rows of these statuses. */
    synchronized long placeOf(String sha256, List<Status> statuses, long row) throws LedgerException {
        Optional<RowWindows> rows = countedWindows(sha256);
        return rows.isEmpty() ? 0 : rows.get().placeOf(statuses, row);
    }

    synchronized List<SentPiece> row(String sha256, long number) throws LedgerException {
        Optional<RowWindows> rows = windows(sha256);
        return rows.isEmpty() ? List.of() : rows.get().row(number);
    }

    @Override
    public synchronized void close() {
        @Nullable Opened known = opened;
        opened = null;
        windows = null;
        if (known != null) {
            try {
                known.ledger().close();
            } catch (LedgerException e) {
                System.getLogger("feedbackuploader.web")
                        .log(System.Logger.Level.WARNING, "a ledger that was only read", e);
            }
        }
    }
}
