package feedbackuploader.upload;

import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Time;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.Server;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server that was in trouble whether it is well again, with growing waits: by the harmless read, never with a row.
 *
 * <p>All on one thread but {@link #interrupt}.
 */
final class Recovery {

    /** With the waits between them some two minutes, and as long again for a server that takes its time to answer. */
    private static final int PROBES = 8;

    private final Server server;
    private final Backoff backoff;
    private final Time time;
    private final Duration answerWithin;

    /** @param answer of the server; null for an interrupt */
    private record News(@Nullable CatalogueAnswer answer) {}

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    /** @param answerWithin an answer that has not come after so long never will */
    Recovery(Server server, Backoff backoff, Time time, Duration answerWithin) {
        this.server = server;
        this.backoff = backoff;
        this.time = time;
        this.answerWithin = answerWithin;
    }

    /** Ends the waiting at once: nothing is in flight that matters. Any thread. */
    void interrupt() {
        news.add(new News(null));
    }

    /** @return null once the server answers, else why the run ends */
    @Nullable
    Ending await() throws InterruptedException {
        String why = "";
        for (int probe = 1; probe <= PROBES; probe++) {
            @Nullable News next = time.poll(news, backoff.wait(probe, true).toNanos());
            if (next == null) {
                ask();
                next = time.poll(news, answerWithin.toNanos());
            }
            if (next == null) {
                why = "No answer came.";
            } else if (next.answer() == null) {
                return new Ending.Interrupted();
            } else if (next.answer() instanceof CatalogueAnswer.Stopped stopped) {
                return new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
            } else if (next.answer() instanceof CatalogueAnswer.Unreachable unreachable) {
                why = unreachable.why();
            } else {
                return null;
            }
        }
        return new Ending.Stopped(StopReason.SERVER_DOWN, "The server does not recover: " + why);
    }

    private void ask() {
        var unused = server.askForMetrics()
                .whenComplete((answer, bug) -> news.add(new News(
                        bug == null
                                ? answer
                                : new CatalogueAnswer.Unreachable("The request failed unexpectedly: " + bug))));
    }
}
