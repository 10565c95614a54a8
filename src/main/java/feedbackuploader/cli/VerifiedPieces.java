package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Verification;
import feedbackuploader.delivery.Verified;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import feedbackuploader.support.JsonText;
import feedbackuploader.upload.ExitStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a verification came to, for people and as JSON. */
final class VerifiedPieces implements Verification.Sink {

    private static final int SHOWN = 20;

    private record Deviation(Recorded piece, Verified verified, String why) {

        @Nullable
        String completion() {
            return piece.trace() instanceof Trace.At at ? at.completion().toString() : null;
        }

        String line() {
            String row = piece.row() == null ? "A row that is gone from the file" : "Row " + piece.row();
            return row + (piece.uploadId() == null ? "" : ", feedback " + piece.uploadId())
                    + (completion() == null ? "" : ", completion " + completion()) + ": " + verified.label() + ". "
                    + why;
        }

        Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            put(object, "row", piece.row());
            put(object, "upload_id", piece.uploadId());
            put(object, "completion_id", completion());
            object.put("verified", verified.label());
            object.put("reason", why);
            return object;
        }

        private static void put(Map<String, Object> object, String key, @Nullable Object value) {
            if (value != null) {
                object.put(key, value);
            }
        }
    }

    private final Map<Verified, Long> counts = new EnumMap<>(Verified.class);
    private final List<Deviation> deviations = new ArrayList<>();

    VerifiedPieces() {
        for (Verified verified : Verified.values()) {
            counts.put(verified, 0L);
        }
    }

    @Override
    public void take(Recorded piece, Verified verified, @Nullable String why) {
        counts.merge(verified, 1L, Long::sum);
        if (why != null) {
            deviations.add(new Deviation(piece, verified, why));
        }
    }

    void shownNowhere(Recorded piece) {
        take(piece, Verified.NOT_CHECKABLE, piece.trace() instanceof Trace.Nowhere nowhere ? nowhere.why() : "");
    }

    private long count(Verified verified) {
        return Objects.requireNonNull(counts.get(verified));
    }

    ExitStatus status(@Nullable Ending ending) {
        if (ending instanceof Ending.Interrupted) {
            return ExitStatus.INTERRUPTED;
        } else if (ending instanceof Ending.Stopped stopped) {
            boolean isRefused = stopped.cause().needsAChange() && stopped.cause() != StopReason.CANNOT_READ_BACK;
            return isRefused ? ExitStatus.UNUSABLE : ExitStatus.STOPPED;
        } else if (count(Verified.CHANGED) + count(Verified.GONE) > 0) {
            return ExitStatus.SOME_FAILED;
        }
        return count(Verified.THERE) == 0 && count(Verified.NOT_CHECKABLE) > 0 ? ExitStatus.STOPPED : ExitStatus.DONE;
    }

    void show(Surroundings surroundings, boolean json, @Nullable Ending ending, ExitStatus status) {
        @Nullable String stopped = ending instanceof Ending.Stopped early ? early.reason() : null;
        if (stopped != null) {
            surroundings.err().println("Stopped: " + stopped);
        }
        if (json) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            counts.forEach((verified, count) -> object.put(verified.label(), count));
            object.put("deviations", deviations.stream().map(Deviation::object).toList());
            object.put("stopped", stopped);
            object.put("exit_code", status.code());
            surroundings.out().println(JsonText.forTerminal(object));
            return;
        }
        deviations.stream().limit(SHOWN).map(Deviation::line).forEach(surroundings.out()::println);
        if (deviations.size() > SHOWN) {
            surroundings
                    .out()
                    .println("… and " + Amount.of(deviations.size() - (long) SHOWN) + " more; --json lists all.");
        }
        counts.forEach((verified, count) -> {
            if (count > 0 || verified == Verified.THERE) {
                surroundings.out().printf("%10s %s%n", Amount.of(count), verified.label());
            }
        });
    }
}
