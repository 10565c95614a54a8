package feedbackuploader.upload;

import feedbackuploader.adaptive.AdaptiveClient;
import feedbackuploader.delivery.Settling;
import feedbackuploader.feedback.ReadBack;
import feedbackuploader.feedback.Sighting;
import feedbackuploader.ledger.Control;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What must be known before rows go by the dozen: that one was recorded just now, by which a read-back can be judged if
 * the answers of others are lost, and whether a read-back shows who rated.
 */
final class FirstRow {

    private final Ledger ledger;
    private final AdaptiveClient client;

    FirstRow(Ledger ledger, AdaptiveClient client) {
        this.ledger = ledger;
        this.client = client;
    }

    /** Whether a row is known to be recorded, and lately. */
    boolean isRecorded() throws LedgerException {
        @Nullable Instant now = client.now().latest();
        return ledger.controls(client::traceOf).stream()
                .anyMatch(control -> now != null && !control.answeredAt().isBefore(now.minus(Settling.LONGEST_LAG)));
    }

    /**
     * Whether the server shows of a recorded row who rated. Without such a row it is not known.
     *
     * @param interruptible is told how to end the waiting
     */
    boolean isShownWithUser(Consumer<Runnable> interruptible) throws LedgerException, InterruptedException {
        Optional<Control> withUser = ledger.controls(client::traceOf).stream()
                .filter(control -> control.trace().likeness().user() != null)
                .findFirst();
        if (withUser.isEmpty()) {
            return false;
        }
        BlockingQueue<ReadBack.Answer> answers = new LinkedBlockingQueue<>();
        interruptible.accept(() -> answers.add(new ReadBack.Answer.NotNow("interrupted")));
        Control control = withUser.get();
        var unused = client.read(control.trace().kind(), control.trace().completion())
                .thenAccept(answers::add);
        List<Sighting> shown = answers.take() instanceof ReadBack.Answer.Shown all ? all.sightings() : List.of();
        @Nullable Object user = control.trace().likeness().user();
        return control.find(shown)
                .map(sighting -> sighting.likeness().user())
                .filter(seen -> seen.equals(user))
                .isPresent();
    }
}
