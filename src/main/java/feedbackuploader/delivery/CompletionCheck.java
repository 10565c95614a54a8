package feedbackuploader.delivery;

import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.NamedCompletions;
import feedbackuploader.ledger.NamedCompletions.Named;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks before anything is sent whether the completions exist that the rows name. A server that knows none of them says
 * that the ids are of another sort, or from elsewhere.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
public final class CompletionCheck {

    /**
     * @param existing completions
     * @param missing completions that do not exist
     * @param firstMissing some of them, those of the first rows
     * @param refused pieces of feedback that are not sent in this run
     */
    public record Tally(long existing, long missing, List<Named> firstMissing, long refused) {
        public Tally {
            firstMissing = List.copyOf(firstMissing);
        }

        public long asked() {
            return existing + missing;
        }
    }

    private record Refused(Named completion, String why) {}

    /** If none of the first completions exists, up to this number, none will. */
    private static final int MOST_IN_VAIN = 100;

    private static final int COMPLETIONS_A_COMMIT = 500;
    private static final int NAMED = 3;

    private final BulkReads.Source<Named> source;
    private final @Nullable NamedCompletions all;
    private final BulkReads<Named> reads;
    private final List<Refused> unjudged = new ArrayList<>();
    private final List<Named> firstMissing = new ArrayList<>();
    private long existing;
    private long missing;
    private long unclear;
    private long refused;

    private CompletionCheck(BulkReads.Source<Named> source, @Nullable NamedCompletions all, BulkReads<Named> reads) {
        this.source = source;
        this.all = all;
        this.reads = reads;
    }

    /** Asks for each once, and concludes nothing from answers that say nothing of a completion. */
    public static CompletionCheck ofSample(
            Collection<Named> sample, ReadBack readBack, DeliveryOptions options, Time time) {
        Iterator<Named> next = sample.iterator();
        return new CompletionCheck(
                () -> next.hasNext() ? List.of(next.next()) : List.of(),
                null,
                BulkReads.inOneRound(readBack, options, time));
    }

    /** Asks for all, and refuses the rows whose completion does not exist or of which it is not known. */
    public static CompletionCheck ofAll(
            NamedCompletions all, ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        return new CompletionCheck(all::next, all, BulkReads.of(readBack, options, backoff, time));
    }

    /** Asks a running check to end; nothing may be sent then. Any thread. */
    public void interrupt() {
        reads.interrupt();
    }

    public Tally tally() {
        return new Tally(existing, missing, firstMissing, refused);
    }

    /** @return why nothing may be sent, or null */
    public @Nullable Ending run() throws LedgerException, InterruptedException {
        reads.run(source, this::take, this::commitIfDue);
        if (existing == 0 && missing + unclear > 0) {
            reads.end(showsNone());
        }
        if (reads.ending() == null) {
            commit();
        }
        return all == null && reads.ending() instanceof Ending.Stopped stopped && !isAboutIds(stopped)
                ? null
                : reads.ending();
    }

    private static boolean isAboutIds(Ending.Stopped stopped) {
        return stopped.cause() == StopReason.UNKNOWN_COMPLETIONS;
    }

    private void take(Named completion, ReadBack.Answer answer) {
        if (answer instanceof ReadBack.Answer.Shown) {
            existing++;
        } else if (answer instanceof ReadBack.Answer.Hidden hidden) {
            if (hidden.isAbsent()) {
                isMissing(completion);
            } else {
                unclear++;
            }
            unjudged.add(new Refused(completion, hidden.why()));
        }
        if (existing == 0 && missing + unclear >= MOST_IN_VAIN) {
            reads.end(showsNone());
        }
    }

    private void isMissing(Named completion) {
        missing++;
        firstMissing.add(completion);
        firstMissing.sort(Comparator.comparingLong(Named::row));
        if (firstMissing.size() > NAMED) {
            firstMissing.remove(NAMED);
        }
    }

    private Ending showsNone() {
        if (unclear > 0) {
            return new Ending.Stopped(
                    StopReason.CANNOT_READ_BACK,
                    "The server shows none of the completions in this file, so their ids cannot be checked."
                            + " The first: " + unjudged.get(0).why());
        }
        Named first = firstMissing.get(0);
        return new Ending.Stopped(
                StopReason.UNKNOWN_COMPLETIONS,
                (missing == 1
                                ? "The completion that the server was asked for does not exist"
                                : "None of the " + Amount.of(missing)
                                        + " completions that the server was asked for exists")
                        + " under this use case or project: " + first.completion() + " (row " + first.row() + ")"
                        + (missing == 1 ? "" : " is the first")
                        + ". The ids may be those of chat responses in place of completions (completion_id), or from"
                        + " another deployment, use case or project: check the column, --url, and --use-case or"
                        + " --project. To send the rows without this check, add --check-ids none.");
    }

    private void commitIfDue() throws LedgerException {
        if (existing > 0 && unjudged.size() >= COMPLETIONS_A_COMMIT) {
            commit();
        }
    }

    private void commit() throws LedgerException {
        if (all != null) {
            all.commit(() -> {
                for (Refused one : unjudged) {
                    refused += all.refuse(one.completion(), one.why());
                }
            });
        }
        unjudged.clear();
    }
}
