package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtCreations.Known;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.InteractionBodies;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for interactions by their label. How a server understands a list of values is found out by rows whose ids are known: any of them, or one at a time.
 */
final class LabelSearch {

    /** Values in one question. */
    static final int MOST = 100;

    /** The first wait for a record that is not shown yet; each next one is twice as long. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);

    /** Half a minute in all. */
    private static final int LOOKS = 8;

    private final ReadBack readBack;
    private final ListQuestions questions;

    LabelSearch(ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.readBack = readBack;
        this.questions = new ListQuestions(readBack, options, backoff, time);
    }

    /** Ends the search: from now on nothing is found. Any thread. */
    void interrupt() {
        questions.interrupt();
    }

    void giveUpAt(long nanos) {
        questions.giveUpAt(nanos);
    }

    boolean isInterrupted() {
        return questions.isInterrupted();
    }

    /** Why the last search found nothing out; null when it did. */
    ReadBack.@Nullable Answer obstacle() {
        return questions.obstacle();
    }

    void pause(long nanos) throws LedgerException, InterruptedException {
        questions.pause(nanos);
    }

    /** What the server lists of them; empty with an {@link #obstacle}. */
    Optional<List<FoundCompletion>> find(List<String> labels) throws LedgerException, InterruptedException {
        return questions.ask(() -> readBack.find(InteractionBodies.LABEL, labels));
    }

    /** Waits until the server lists one that it has. */
    boolean awaits(Known known) throws LedgerException, InterruptedException {
        Duration wait = FIRST_WAIT;
        for (int look = 1; look <= LOOKS && !isInterrupted(); look++) {
            if (find(List.of(known.label())).filter(found -> has(found, known)).isPresent()) {
                return true;
            }
            if (obstacle() != null) {
                return false;
            }
            if (look < LOOKS) {
                pause(Nanos.of(wait));
                wait = wait.multipliedBy(2);
            }
        }
        return false;
    }

    /**
     * How many labels may stand in one question: 1 where a list of values does not mean any of them.
     *
     * @param known that it lists by themselves
     */
    int valuesAtATime(List<Known> known) throws LedgerException, InterruptedException {
        if (known.size() < 2) {
            return 1;
        }
        Optional<List<FoundCompletion>> both =
                find(known.stream().map(Known::label).toList());
        return both.isPresent() && hasAll(both.get(), known) ? MOST : 1;
    }

    static boolean hasAll(List<FoundCompletion> found, List<Known> known) {
        return known.stream().allMatch(one -> has(found, one));
    }

    static boolean has(List<FoundCompletion> found, Known known) {
        return ids(found, known.label()).contains(known.completionId());
    }

    static List<String> ids(List<FoundCompletion> found, String label) {
        List<String> ids = new ArrayList<>();
        for (FoundCompletion one : found) {
            if (label.equals(one.labels().get(InteractionBodies.LABEL))) {
                ids.add(one.id());
            }
        }
        return ids.stream().distinct().toList();
    }
}
