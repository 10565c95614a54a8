package feedbackuploader.upload;

import feedbackuploader.server.Server;
import feedbackuploader.delivery.Settling;
import feedbackuploader.ledger.Control;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Sighting;
import java.time.Instant;
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
    private final Server server;

    FirstRow(Ledger ledger, Server server) {
        this.ledger = ledger;
        this.server = server;
    }

    /** Whether a row is known to be recorded, and lately. */
    boolean isRecorded() throws LedgerException {
        @Nullable Instant now = server.now().latest();
        return ledger.controls(server::traceOf).stream()
                .anyMatch(control -> now != null && !control.answeredAt().isBefore(now.minus(Settling.LONGEST_LAG)));
    }

    /**
     * Whether the server shows a recorded row, as it was sent. Without such a row it is not known.
     *
     * @param interruptible is told how to end the waiting
     */
    boolean isShownAsSent(Consumer<Runnable> interruptible) throws LedgerException, InterruptedException {
        Optional<Control> last = ledger.controls(server::traceOf).stream().findFirst();
        return last.isPresent()
                && find(last.get(), interruptible)
                        .filter(sighting -> last.get().trace().isShownAs(sighting.likeness()))
                        .isPresent();
    }

    /**
     * Whether the server shows of a recorded row who rated. Without such a row it is not known.
     *
     * @param interruptible is told how to end the waiting
     */
    boolean isShownWithUser(Consumer<Runnable> interruptible) throws LedgerException, InterruptedException {
        Optional<Control> withUser = ledger.controls(server::traceOf).stream()
                .filter(control -> control.trace().likeness().user() != null)
                .findFirst();
        @Nullable
        Object user = withUser.map(control -> control.trace().likeness().user()).orElse(null);
        return user != null
                && find(withUser.get(), interruptible)
                        .filter(sighting -> user.equals(sighting.likeness().user()))
                        .isPresent();
    }

    private Optional<Sighting> find(Control control, Consumer<Runnable> interruptible) throws InterruptedException {
        BlockingQueue<ReadBack.Answer> answers = new LinkedBlockingQueue<>();
        interruptible.accept(() -> answers.add(new ReadBack.Answer.NotNow("interrupted")));
        var unused = server.read(control.trace().kind(), control.trace().completion())
                .thenAccept(answers::add);
        return answers.take() instanceof ReadBack.Answer.Shown shown
                ? control.find(shown.sightings())
                : Optional.empty();
    }
}
