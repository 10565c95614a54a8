package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.RecordedPieces;
import feedbackuploader.ledger.RecordedPieces.Recorded;
import feedbackuploader.ledger.RecordedPieces.Shown;
import feedbackuploader.ledger.Verdict;
import feedbackuploader.ledger.Verified;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.ServerClock;
import feedbackuploader.server.StopReason;
import feedbackuploader.server.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
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
        void take(Recorded piece, Verdict verdict) throws LedgerException;
    }

    /** A server may show ratings and no preferences, or all preferences but ties. */
    private record Sort(Kind kind, boolean isTied) {
        static Sort of(Recorded piece) {
            Trace.At trace = (Trace.At) piece.trace();
            return new Sort(trace.kind(), trace.isTied());
        }
    }

    /** What is not shown, and whether it is, or is on, a completion that this upload created. */
    private record Missing(Recorded piece, boolean isOnCreated) {
        UUID completion() {
            return ((Trace.At) piece.trace()).completion();
        }
    }

    /** By which a shown piece is taken for a recorded one, the surest first. Each takes one. */
    private static final List<BiPredicate<Recorded, ObservedFeedback>> BY_LOOK = List.of(
            (piece, shown) -> Difference.between(piece, shown) == null,
            Difference::isInDatesAlone,
            (piece, shown) -> ((Trace.At) piece.trace()).matchKey().mayBe(shown.matchKey()),
            (piece, shown) -> piece.uploadId() == null && Difference.isOnTheSameMetric(piece, shown));

    private static final String NOT_CREATED = "The server does not show %s completion, which this upload created.";

    /** If none of what the first completions have is shown, up to this number, nothing will be. */
    private static final int MOST_IN_VAIN = 100;

    private final RecordedPieces recorded;
    private final BulkReads<Shown> reads;
    private final ServerClock clock;
    private final Sink sink;
    private final List<Missing> missing = new ArrayList<>();
    private final Map<Sort, Instant> reachesTo = new HashMap<>();
    private final Set<Sort> shownByOurIds = new HashSet<>();
    private final Set<UUID> lost = new HashSet<>();
    private final SortedSet<String> notCompared = new TreeSet<>();
    private final CompletionSample sample;
    private long inVain;
    private @Nullable String whyHidden;

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
        this.reads = BulkReads.of(readBack, options, backoff, time);
        this.clock = clock;
        this.sink = sink;
        this.sample = new CompletionSample(recorded.completions(), sample, random);
    }

    /** Asks a running verification to end. Any thread. */
    public void interrupt() {
        reads.interrupt();
    }

    /** How many completions the upload has something on. */
    public long completions() {
        return sample.completions();
    }

    /** How many of them were chosen. */
    public long chosen() {
        return sample.chosen();
    }

    /** What was sent and is not shown of anything that was found, in words: {@code ties of preferences}. */
    public SortedSet<String> notCompared() {
        return Collections.unmodifiableSortedSet(notCompared);
    }

    /** @return why it ended early, or null when all was compared that was to be */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        reads.run(this::next, this::take, () -> {});
        if (reachesTo.isEmpty() && inVain > 0) {
            reads.end(showsNothing());
        }
        if (reads.ending() == null) {
            for (Missing one : missing) {
                judge(one);
            }
        }
        return reads.ending();
    }

    private List<Shown> next() throws LedgerException {
        List<Shown> next = recorded.next();
        while (!next.isEmpty() && !sample.isChosen(next.get(0).completion())) {
            next = recorded.next();
        }
        return next;
    }

    private void take(Shown completion, ReadBack.Answer answer) throws LedgerException {
        if (answer instanceof ReadBack.Answer.Hidden hidden) {
            whyHidden = whyHidden == null ? hidden.why() : whyHidden;
            for (Recorded piece : completion.pieces()) {
                inVain++;
                if (hidden.isAbsent() && completion.isCreatedHere()) {
                    lost.add(completion.completion());
                    miss(new Missing(piece, true));
                } else {
                    sink.take(piece, new Verdict(Verified.NOT_READ_BACK, hidden.why()));
                }
            }
        } else if (answer instanceof ReadBack.Answer.Shown shown) {
            compare(completion, new ArrayList<>(shown.observed()));
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
    private void compare(Shown completion, List<ObservedFeedback> left) throws LedgerException {
        List<Recorded> pieces = completion.pieces();
        int listed = left.size();
        List<Recorded> unseen =
                matched(pieces, left, (piece, shown) -> shown.id().equals(piece.uploadId()));
        pieces.stream().filter(piece -> !unseen.contains(piece)).map(Sort::of).forEach(shownByOurIds::add);
        List<Recorded> byLook = new ArrayList<>(unseen);
        byLook.removeIf(this::hasAnotherId);
        List<Recorded> unlike = byLook;
        for (BiPredicate<Recorded, ObservedFeedback> rule : BY_LOOK) {
            unlike = matched(unlike, left, rule);
        }
        for (Recorded piece : unseen) {
            if (hasAnotherId(piece) || unlike.contains(piece)) {
                notShown(new Missing(piece, completion.isCreatedHere()), listed);
            }
        }
    }

    /** Where a server is known to show the ids that it gave, what has another one is someone else's, however it looks. */
    private boolean hasAnotherId(Recorded piece) {
        return piece.uploadId() != null && shownByOurIds.contains(Sort.of(piece));
    }

    /** @return those for which nothing is left that {@code rule} takes for them */
    private List<Recorded> matched(
            List<Recorded> pieces, List<ObservedFeedback> left, BiPredicate<Recorded, ObservedFeedback> rule)
            throws LedgerException {
        List<Recorded> unmatched = new ArrayList<>();
        for (Recorded piece : pieces) {
            Optional<ObservedFeedback> match =
                    left.stream().filter(shown -> rule.test(piece, shown)).findFirst();
            if (match.isEmpty()) {
                unmatched.add(piece);
            } else {
                left.remove(match.get());
                seen(piece, match.get());
            }
        }
        return unmatched;
    }

    private void seen(Recorded piece, ObservedFeedback shown) throws LedgerException {
        Instant recordedAt = Objects.requireNonNullElse(piece.recordedAt(), Instant.EPOCH);
        reachesTo.merge(Sort.of(piece), recordedAt, (one, other) -> one.isAfter(other) ? one : other);
        notCompared.addAll(Difference.notCompared(piece, shown));
        @Nullable String difference = Difference.between(piece, shown);
        sink.take(piece, new Verdict(difference == null ? Verified.RECORDED : Verified.CHANGED, difference));
    }

    private void notShown(Missing one, int listed) throws LedgerException {
        inVain++;
        if (Listing.isLikeAPage(listed)) {
            sink.take(
                    one.piece(),
                    new Verdict(
                            Verified.NOT_READ_BACK,
                            "The server shows " + listed
                                    + " pieces of feedback on this completion. There may be more that it does not show."));
        } else {
            if (isCompletion(one)) {
                lost.add(one.completion());
            }
            miss(one);
        }
    }

    private static boolean isCompletion(Missing one) {
        return Sort.of(one.piece()).kind() == Kind.INTERACTION;
    }

    private String why(Missing one) {
        return lost.contains(one.completion())
                ? NOT_CREATED.formatted(isCompletion(one) ? "the" : "its")
                : "The server shows its completion without it.";
    }

    /** Its completion may turn out to be gone, too: answers come in any order. */
    private boolean mayHaveLostItsCompletion(Missing one) {
        return one.isOnCreated() && !isCompletion(one) && !lost.contains(one.completion());
    }

    /** What is gone by what is shown so far is gone by whatever will be shown. The others wait. */
    private void miss(Missing one) throws LedgerException {
        @Nullable Instant reached = reachesTo.get(Sort.of(one.piece()));
        if (reached == null || mayBeShownLater(one.piece(), reached) || mayHaveLostItsCompletion(one)) {
            missing.add(one);
        } else {
            judge(one);
        }
    }

    private void judge(Missing one) throws LedgerException {
        Recorded piece = one.piece();
        @Nullable Instant reached = reachesTo.get(Sort.of(piece));
        if (reached == null) {
            sink.take(
                    piece,
                    new Verdict(
                            Verified.NOT_READ_BACK,
                            "The server shows no recorded feedback of this sort, which proves nothing."));
        } else if (mayBeShownLater(piece, reached)) {
            sink.take(
                    piece,
                    new Verdict(
                            Verified.NOT_READ_BACK,
                            "The server does not show it yet. It was recorded at " + piece.recordedAt()
                                    + ", after all that is shown: verify again later."));
        } else {
            sink.take(piece, new Verdict(Verified.GONE, why(one)));
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
