package feedbackuploader.report;

import feedbackuploader.feedback.Origins;
import feedbackuploader.feedback.SkipCause;
import feedbackuploader.feedback.Status;
import feedbackuploader.input.FilledUp;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowDigest;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.State;
import feedbackuploader.ledger.Verdict;
import feedbackuploader.ledger.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row: of its one piece of feedback, or of its several.
 *
 * @param pieces at least one, all of the same row
 * @param marks words for programs, which stand behind the name of the run: of a row to fix, its {@link Origins} and whether
 *     it was {@link FilledUp}; of a skipped one, its {@link SkipCause}
 * @param ledger the id of the one that knows the row; empty for none
 */
public record RowOutcome(List<Piece> pieces, List<String> marks, String ledger) {

    private static final String KILLED =
            "The upload was killed while this row was being sent. The next run checks whether the server has it.";

    public RowOutcome {
        pieces = List.copyOf(pieces);
        marks = List.copyOf(marks);
    }

    /** Of a row that is not at hand, for someone who knows its ledger. */
    public static RowOutcome of(List<Piece> pieces) {
        return of(pieces, "");
    }

    /** Of a row that is not at hand. */
    static RowOutcome of(List<Piece> pieces, String ledger) {
        @Nullable SkipCause cause = pieces.size() == 1 ? pieces.get(0).skipCause() : null;
        return new RowOutcome(pieces, cause == null ? List.of() : List.of(cause.word()), ledger);
    }

    /**
     * @param columns of the file that holds {@code row}
     * @param ledger the id of the one that knows the row; empty for none
     */
    static RowOutcome of(List<Piece> pieces, Row row, List<String> columns, String ledger) {
        RowOutcome outcome = of(pieces, ledger);
        if (!outcome.isFailed()) {
            return outcome;
        }
        List<String> marks =
                new ArrayList<>(Origins.with(ledger, RowDigest.of(row), Origins.in(RowDigest.run(row, columns))));
        int missing = FilledUp.missing(row, columns);
        if (missing > 0) {
            marks.add(FilledUp.word(missing));
        }
        return new RowOutcome(pieces, marks, ledger);
    }

    private Entry first() {
        return pieces.get(0).entry();
    }

    public long row() {
        return first().row();
    }

    public long line() {
        return first().line();
    }

    /** The most serious of the pieces' statuses; recorded if all that was not left out is. */
    public Status status() {
        Status most = first().state().status();
        for (Piece piece : pieces) {
            Status status = piece.entry().state().status();
            most = status.compareTo(most) > 0 ? status : most;
        }
        return most;
    }

    /** The pieces' ids, with a space between. */
    public @Nullable String uploadId() {
        return joined(piece -> piece.entry().uploadId(), " ");
    }

    /** The ids of the completions that were created for it, with a space between; null for none. */
    public @Nullable String completionId() {
        return joined(Piece::completionId, " ");
    }

    /** The pieces' metrics; null when none is known. */
    public @Nullable String metric() {
        return joined(Piece::metric, ", ");
    }

    /** When the last of the pieces was recorded that are; null when none is, or nobody knows. */
    @Nullable
    Instant recordedAt() {
        @Nullable Instant last = null;
        for (Piece piece : pieces) {
            @Nullable Instant time = piece.recordedAt();
            last = last == null || (time != null && time.isAfter(last)) ? time : last;
        }
        return last;
    }

    /** Of the first piece that has the row's status. */
    public @Nullable Integer httpStatus() {
        Status status = status();
        for (Piece piece : pieces) {
            if (piece.entry().state().status() == status) {
                return piece.entry().httpStatus();
            }
        }
        throw new AssertionError("a row has its status from one of its pieces");
    }

    /** How often a request left for any of the pieces. */
    public int attempts() {
        int attempts = 0;
        for (Piece piece : pieces) {
            attempts += piece.entry().attempts();
        }
        return attempts;
    }

    /** The pieces' reasons, each behind its metric; null when there is nothing to say. */
    @Nullable
    public String reason() {
        return behindMetrics(piece -> reasonOf(piece.entry()));
    }

    /** What is said of a single piece; of several, each behind its metric. */
    private @Nullable String behindMetrics(Function<Piece, @Nullable String> words) {
        if (pieces.size() == 1) {
            return words.apply(pieces.get(0));
        }
        return joined(
                piece -> {
                    @Nullable String said = words.apply(piece);
                    return said == null || piece.metric() == null ? said : piece.metric() + ": " + said;
                },
                " | ");
    }

    /** Null when there is nothing to say. The reporter holds the lock, so {@code sending} means killed. */
    public static @Nullable String reasonOf(Entry entry) {
        return entry.state() == State.SENDING && entry.reason() == null ? KILLED : entry.reason();
    }

    /** The most serious of what reading back showed of its pieces; null where none was to be read back. */
    @Nullable
    String verified() {
        return pieces.stream()
                .map(Piece::verdict)
                .filter(Objects::nonNull)
                .map(Verdict::verified)
                .max(Comparator.naturalOrder())
                .map(Verified::label)
                .orElse(null);
    }

    /** How its pieces are shown otherwise than they were sent, or why they were not read back, each behind its metric. */
    @Nullable
    String difference() {
        return behindMetrics(
                piece -> piece.verdict() == null ? null : piece.verdict().why());
    }

    /** Whether other shards upload all of it. */
    public boolean isOfOtherShards() {
        return pieces.stream().allMatch(piece -> piece.skipCause() == SkipCause.OTHER_SHARD);
    }

    /** Whether a person must fix something before the whole row can be recorded. */
    boolean isFailed() {
        for (Piece piece : pieces) {
            if (piece.entry().state().status().isToFix()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String joined(Function<Piece, @Nullable String> text, String between) {
        Set<String> said = new LinkedHashSet<>();
        for (Piece piece : pieces) {
            @Nullable String one = text.apply(piece);
            if (one != null) {
                said.add(one);
            }
        }
        return said.isEmpty() ? null : String.join(between, said);
    }
}
