package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Server;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server that was in trouble whether it is well again, with growing waits: by the harmless read, never with a row.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #await}.
 */
public final class Recovery {

    private final Server server;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final EventLoop<Integer> loop;
    private boolean interrupted;
    private @Nullable CatalogueAnswer answer;

    /** @param options how long an answer may take */
    public Recovery(Server server, DeliveryOptions options, Backoff backoff, Time time) {
        this.server = server;
        this.retryPolicy = new RetryPolicy(options.maxAttempts(), backoff);
        this.time = time;
        this.loop = new EventLoop<>(options.answerWithin(), time);
    }

    /** Ends the waiting at once: nothing is in flight that matters. Any thread. */
    public void interrupt() {
        loop.post(() -> interrupted = true);
    }

    /** @return null once the server answers, else why the run ends */
    public @Nullable Ending await() throws LedgerException, InterruptedException {
        String why = "";
        int probe = 1;
        for (Optional<Duration> wait = retryPolicy.beforeProbe(probe);
                wait.isPresent();
                wait = retryPolicy.beforeProbe(++probe)) {
            pause(wait.get());
            ask(probe);
            if (interrupted) {
                return new Ending.Interrupted();
            } else if (answer instanceof CatalogueAnswer.Stopped stopped) {
                return new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
            } else if (answer != null && !(answer instanceof CatalogueAnswer.Unreachable)) {
                return null;
            }
            why = answer instanceof CatalogueAnswer.Unreachable unreachable ? unreachable.why() : "No answer came.";
        }
        return new Ending.Stopped(StopReason.SERVER_DOWN, "The server does not recover: " + why);
    }

    private void pause(Duration wait) throws LedgerException, InterruptedException {
        long untilNanos = time.nanos() + Nanos.of(wait);
        while (!interrupted && untilNanos - time.nanos() > 0) {
            loop.await(untilNanos - time.nanos());
        }
    }

    private void ask(int probe) throws LedgerException, InterruptedException {
        answer = null;
        if (interrupted) {
            return;
        }
        loop.ask(
                probe,
                server::askForMetrics,
                bug -> new CatalogueAnswer.Unreachable("The request failed unexpectedly: " + bug),
                (answered, latency) -> answer = answered);
        while (!interrupted && !loop.isNothingInFlight()) {
            loop.await(loop.nanosToOverdue());
            loop.takeOverdue();
        }
    }
}
