package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RecordedPieces;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.ledger.RecordedPieces.Shown;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what is recorded and compares it with what was sent. A server that shows none of it proves nothing, and
 * neither does one that may not show it yet.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class Verification {

    /** Hears of each piece, once. */
    @FunctionalInterface
    public interface Sink {

        /** @param why a sentence; null for what is there */
        void take(Recorded piece, Verified verified, @Nullable String why);
    }

    private record Missing(Recorded piece, Trace.At trace) {}

    /** A server may show ratings and no preferences, or all preferences but ties. */
    private record Sort(Kind kind, boolean isTied) {
        static Sort of(Trace.At trace) {
            return new Sort(trace.kind(), trace.isTied());
        }
    }

    /** If none of what the first completions have is shown, up to this number, nothing will be. */
    private static final int MOST_IN_VAIN = 100;

    private final RecordedPieces recorded;
    private final BulkReads<Shown> reads;
    private final ServerClock clock;
    private final RandomGenerator random;
    private final Sink sink;
    private final List<Missing> missing = new ArrayList<>();
    private final Map<Sort, Instant> reachesTo = new HashMap<>();
    private long inVain;
    private @Nullable String whyHidden;
    private long completionsLeft;
    private long toRead;

    /**
     * @param sample how many completions to read back, chosen at random; all of them if there are fewer
     * @param random for the choice
     */
    public Verification(
            RecordedPieces recorded,
            ReadBack readBack,
            ServerClock clock,
            DeliveryOptions options,
            Backoff backoff,
            Time time,
            long sample,
            RandomGenerator random,
            Sink sink)
            throws LedgerException {
        this.recorded = recorded;
        this.reads = new BulkReads<>(readBack, options, backoff, time);
        this.clock = clock;
        this.random = random;
        this.sink = sink;
        this.completionsLeft = recorded.completions();
        this.toRead = Math.min(sample, completionsLeft);
    }

    /** Asks a running verification to end. Any thread. */
    public void interrupt() {
        reads.interrupt();
    }

    /** @return why it ended early, or null when all was compared that was to be */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        reads.run(this::next, this::take, () -> {});
        if (reachesTo.isEmpty() && inVain > 0) {
            reads.end(showsNothing());
        }
        if (reads.ending() == null) {
            missing.forEach(this::judge);
        }
        return reads.ending();
    }

    /** Each completion is chosen with the same chance, without knowing them beforehand (Knuth's algorithm S). */
    private List<Shown> next() throws LedgerException {
        while (toRead > 0) {
            List<Shown> next = recorded.next();
            boolean isChosen = random.nextDouble() * completionsLeft < toRead;
            completionsLeft--;
            if (next.isEmpty() || isChosen) {
                toRead--;
                return next;
            }
        }
        return List.of();
    }

    private void take(Shown completion, ReadBack.Answer answer) {
        if (answer instanceof ReadBack.Answer.Hidden hidden) {
            whyHidden = whyHidden == null ? hidden.why() : whyHidden;
            inVain++;
            completion.pieces().forEach(piece -> sink.take(piece, Verified.NOT_CHECKABLE, hidden.why()));
        } else if (answer instanceof ReadBack.Answer.Shown shown) {
            compare(
                    completion,
                    new ArrayList<>(shown.observed()),
                    shown.observed().size());
        }
        if (reachesTo.isEmpty() && inVain >= MOST_IN_VAIN) {
            reads.end(showsNothing());
        }
    }

    private Ending showsNothing() {
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The upload cannot be read back: the server shows none of what it has recorded, which proves nothing."
                        + " Check the use case or project."
                        + (whyHidden == null ? "" : " The first completion: " + whyHidden));
    }

    /** By the id that the server gave, then by what it looks like, then by what it may have been changed to. */
    private void compare(Shown completion, List<ObservedFeedback> left, int listed) {
        List<Recorded> unseen = new ArrayList<>();
        for (Recorded piece : completion.pieces()) {
            @Nullable
            ObservedFeedback own = left.stream()
                    .filter(shown -> shown.id().equals(piece.uploadId()))
                    .findFirst()
                    .orElse(null);
            if (own == null) {
                unseen.add(piece);
            } else {
                left.remove(own);
                seen(piece, own);
            }
        }
        List<Recorded> unlike = new ArrayList<>();
        for (Recorded piece : unseen) {
            @Nullable
            ObservedFeedback same = left.stream()
                    .filter(shown -> Difference.between(at(piece), shown.matchKey()) == null)
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                unlike.add(piece);
            } else {
                left.remove(same);
                seen(piece, same);
            }
        }
        for (Recorded piece : unlike) {
            @Nullable
            ObservedFeedback like = left.stream()
                    .filter(shown -> at(piece).matchKey().mayBe(shown.matchKey()))
                    .findFirst()
                    .orElse(null);
            if (like != null) {
                left.remove(like);
                seen(piece, like);
            } else if (Listing.isLikeAPage(listed)) {
                inVain++;
                sink.take(
                        piece,
                        Verified.NOT_CHECKABLE,
                        "The server shows " + listed
                                + " pieces of feedback on this completion. There may be more that it does not show.");
            } else {
                inVain++;
                missing.add(new Missing(piece, at(piece)));
            }
        }
    }

    private static Trace.At at(Recorded piece) {
        return (Trace.At) piece.trace();
    }

    private void seen(Recorded piece, ObservedFeedback shown) {
        Instant recordedAt = Objects.requireNonNullElse(piece.recordedAt(), Instant.EPOCH);
        reachesTo.merge(Sort.of(at(piece)), recordedAt, (one, other) -> one.isAfter(other) ? one : other);
        @Nullable String difference = Difference.between(at(piece), shown.matchKey());
        sink.take(piece, difference == null ? Verified.THERE : Verified.CHANGED, difference);
    }

    private void judge(Missing one) {
        @Nullable Instant reached = reachesTo.get(Sort.of(one.trace()));
        if (reached == null) {
            sink.take(
                    one.piece(),
                    Verified.NOT_CHECKABLE,
                    "The server shows no recorded feedback of this sort, which proves nothing.");
        } else if (mayBeShownLater(one.piece(), reached)) {
            sink.take(
                    one.piece(),
                    Verified.NOT_CHECKABLE,
                    "The server does not show it yet. It was recorded at "
                            + one.piece().recordedAt() + ", after all that is shown: verify again later.");
        } else {
            sink.take(one.piece(), Verified.GONE, "The server shows its completion without it.");
        }
    }

    private boolean mayBeShownLater(Recorded piece, Instant reached) {
        @Nullable Instant now = clock.now().earliest();
        return piece.recordedAt() != null
                && now != null
                && reached.isBefore(piece.recordedAt())
                && now.isBefore(piece.recordedAt().plus(Reconciler.LONGEST_LAG));
    }
}
