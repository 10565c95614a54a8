package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Verification;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.ledger.Verdict;
import feedbackuploader.ledger.Verdicts;
import feedbackuploader.ledger.Verified;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import feedbackuploader.support.JsonText;
import feedbackuploader.upload.ExitStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a verification came to, for people and as JSON. What is kept in memory does not grow with the upload. */
final class VerifiedPieces implements Verification.Sink {

    private static final int SHOWN = 20;

    private record Deviation(Recorded piece, Verified verified, String why) {

        @Nullable
        String completion() {
            return piece.trace() instanceof Trace.At at ? at.completion().toString() : null;
        }

        String line() {
            String row = piece.row() == null ? "A row that is gone from the file" : "Row " + piece.row();
            boolean isCompletion = Objects.equals(piece.uploadId(), completion());
            return row + (piece.uploadId() == null || isCompletion ? "" : ", feedback " + piece.uploadId())
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

    /** How much can be read back nowhere, by the reason. */
    private final Map<String, Long> nowhere = new LinkedHashMap<>();

    private final Verdicts verdicts;
    private long more;

    VerifiedPieces(Verdicts verdicts) {
        this.verdicts = verdicts;
        for (Verified verified : Verified.values()) {
            counts.put(verified, 0L);
        }
    }

    @Override
    public void take(Recorded piece, Verdict verdict) throws LedgerException {
        counts.merge(verdict.verified(), 1L, Long::sum);
        verdicts.note(piece, verdict);
        if (verdict.why() == null) {
            return;
        }
        if (deviations.size() < SHOWN) {
            deviations.add(new Deviation(piece, verdict.verified(), verdict.why()));
        } else {
            more++;
        }
    }

    void shownNowhere(Recorded piece) throws LedgerException {
        String why = piece.trace() instanceof Trace.Nowhere nothing ? nothing.why() : "";
        nowhere.merge(why, 1L, Long::sum);
        verdicts.note(piece, new Verdict(Verified.NOT_READ_BACK, why));
    }

    private long count(Verified verified) {
        return Objects.requireNonNull(counts.get(verified));
    }

    /** Nothing that was not read back passes for something that is there. */
    ExitStatus status(@Nullable Ending ending) {
        if (ending instanceof Ending.Interrupted) {
            return ExitStatus.INTERRUPTED;
        } else if (ending instanceof Ending.Stopped stopped) {
            boolean isRefused = stopped.cause().needsAChange() && stopped.cause() != StopReason.CANNOT_READ_BACK;
            return isRefused ? ExitStatus.UNUSABLE : ExitStatus.STOPPED;
        } else if (count(Verified.CHANGED) + count(Verified.GONE) > 0) {
            return ExitStatus.SOME_FAILED;
        } else if (count(Verified.NOT_READ_BACK) > 0) {
            return ExitStatus.SOME_UNKNOWN;
        }
        return count(Verified.RECORDED) == 0 && !nowhere.isEmpty() ? ExitStatus.SOME_UNKNOWN : ExitStatus.DONE;
    }

    /**
     * @param hasParts whether a row holds several pieces, so that those are what is counted
     * @param sample what was read back of how much, a sentence; null for all of it
     * @param notCompared what was sent that the server does not show
     */
    void show(
            Surroundings surroundings,
            boolean json,
            boolean hasParts,
            @Nullable String sample,
            Collection<String> notCompared,
            @Nullable Ending ending) {
        @Nullable String stopped = ending instanceof Ending.Stopped early ? early.reason() : null;
        if (stopped != null) {
            surroundings.say("Stopped: " + stopped);
        }
        long all = nowhere.values().stream().mapToLong(Long::longValue).sum();
        Map<Verified, Long> sums = new EnumMap<>(counts);
        sums.merge(Verified.NOT_READ_BACK, all, Long::sum);
        if (json) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            sums.forEach((verified, count) -> object.put(verified.label(), count));
            object.put("sample", sample);
            object.put("deviations", deviations.stream().map(Deviation::object).toList());
            object.put("more_deviations", more);
            object.put("nowhere", nowhere);
            object.put("not_compared", notCompared);
            object.put("stopped", stopped);
            object.put("exit_code", status(ending).code());
            surroundings.out().println(JsonText.forTerminal(object));
            return;
        }
        deviations.stream().map(Deviation::line).forEach(surroundings::show);
        if (more > 0) {
            surroundings.show("… and " + Amount.of(more) + " more; --output FILE lists all.");
        }
        nowhere.forEach((why, count) -> surroundings.show(
                "Not read back, " + (hasParts ? Amount.ofFeedback(count) : Amount.of(count, "row")) + ": " + why));
        if (!notCompared.isEmpty()) {
            surroundings.show(
                    "Not compared, since the server does not show it: " + String.join(", ", notCompared) + ".");
        }
        if (sample != null) {
            surroundings.show(sample);
        }
        sums.forEach((verified, count) -> {
            if (count > 0 || (verified == Verified.RECORDED && stopped == null)) {
                surroundings.out().printf("%10s %s%n", Amount.of(count), verified.label());
            }
        });
    }
}
