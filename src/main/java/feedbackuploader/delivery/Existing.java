package feedbackuploader.delivery;

import feedbackuploader.ledger.Candidates;
import feedbackuploader.ledger.Candidates.Candidate;
import feedbackuploader.ledger.Candidates.Group;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for planned rows on the server before any is sent: one that it shows already is left out, as often as it shows
 * it. A row of which it is unknown is not sent.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class Existing {

    /** @param unclear rows that are not sent, since it is unknown whether the server has them */
    public record Tally(long existing, long unclear) {}

    private record Shown(Group group, List<ObservedFeedback> observed) {}

    private record Hidden(Group group, String why) {}

    /** If none of the first completions is shown, up to this number, the use case or project is wrong. */
    private static final int MOST_HIDDEN_AT_FIRST = 100;

    private static final int GROUPS_A_COMMIT = 500;

    private final Candidates candidates;
    private final BulkReads<Group> reads;
    private final List<Shown> unjudged = new ArrayList<>();
    private final List<Hidden> hidden = new ArrayList<>();

    private boolean showsSomething;
    private long existing;
    private long unclear;

    public Existing(Candidates candidates, ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.candidates = candidates;
        this.reads = BulkReads.of(readBack, options, backoff, time);
    }

    /** Asks a running look to end; nothing may be sent then. Any thread. */
    public void interrupt() {
        reads.interrupt();
    }

    /** @return why nothing may be sent, or null when all rows were looked for */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        reads.run(candidates::next, this::take, this::commitIfDue);
        if (!showsSomething && !hidden.isEmpty()) {
            reads.end(showsNothing());
        }
        if (reads.ending() == null) {
            commit();
        }
        return reads.ending();
    }

    private void commitIfDue() throws LedgerException {
        if (showsSomething && unjudged.size() + hidden.size() >= GROUPS_A_COMMIT) {
            commit();
        }
    }

    public Tally tally() {
        return new Tally(existing, unclear + candidates.hidden());
    }

    private void take(Group group, ReadBack.Answer answer) {
        if (answer instanceof ReadBack.Answer.Hidden nothing) {
            hidden.add(new Hidden(group, nothing.why()));
            if (!showsSomething && hidden.size() >= MOST_HIDDEN_AT_FIRST) {
                reads.end(showsNothing());
            }
        } else if (answer instanceof ReadBack.Answer.Shown shown) {
            showsSomething = true;
            unjudged.add(new Shown(group, shown.observed()));
        }
    }

    private Ending showsNothing() {
        return new Ending.Stopped(
                StopReason.CANNOT_READ_BACK,
                "The server shows none of the completions in this file, so the rows that it has cannot be detected."
                        + " Check the use case or project. The first completion, "
                        + hidden.get(0).group().completion() + ": "
                        + hidden.get(0).why());
    }

    private void commit() throws LedgerException {
        candidates.commit(() -> {
            for (Shown one : unjudged) {
                judge(one.group(), one.observed());
            }
            for (Hidden one : hidden) {
                for (Candidate row : one.group().rows()) {
                    refuse(row, "It is unknown whether the server has this row: " + one.why());
                }
            }
        });
        unjudged.clear();
        hidden.clear();
    }

    /** Of rows with the same match key, the server has as many as it shows: the first ones. */
    private void judge(Group group, List<ObservedFeedback> observed) throws LedgerException {
        List<ObservedFeedback> left = new ArrayList<>();
        for (ObservedFeedback observedFeedback : observed) {
            if (!candidates.isOwned(observedFeedback.id())) {
                left.add(observedFeedback);
            }
        }
        List<Candidate> unseen = new ArrayList<>();
        for (Candidate row : group.rows()) {
            @Nullable ObservedFeedback same = take(left, row, true);
            if (same == null) {
                unseen.add(row);
            } else {
                candidates.leaveOut(row, same.id());
                existing++;
            }
        }
        for (Candidate row : unseen) {
            @Nullable ObservedFeedback similar = take(left, row, false);
            if (similar != null) {
                refuse(
                        row,
                        "The server shows feedback that may be this row, shortened or without its text: " + similar.id()
                                + ".");
            } else if (Listing.isLikeAPage(observed.size())) {
                refuse(
                        row,
                        "The server shows " + observed.size()
                                + " pieces of feedback on this completion. There may be more that it does not show.");
            }
        }
    }

    private static @Nullable ObservedFeedback take(List<ObservedFeedback> observed, Candidate row, boolean equal) {
        for (ObservedFeedback observedFeedback : observed) {
            if (equal
                    ? observedFeedback.matchKey().equals(row.matchKey())
                    : row.matchKey().mayBe(observedFeedback.matchKey())) {
                observed.remove(observedFeedback);
                return observedFeedback;
            }
        }
        return null;
    }

    private void refuse(Candidate row, String why) throws LedgerException {
        candidates.refuse(row, why);
        unclear++;
    }
}
