package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtCreations.Known;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How soon a server lists a completion that it has just created: found out once, by the first one of a run. */
public final class ListingDelay {

    private final LabelSearch search;
    private final Time time;

    public ListingDelay(ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.search = new LabelSearch(readBack, options, backoff, time);
        this.time = time;
    }

    /** Ends the waiting. Any thread. */
    public void interrupt() {
        search.interrupt();
    }

    /**
     * Waits for it, half a minute at most.
     *
     * @param sentNanos when it was sent, by {@link Time#nanos}
     * @return null when the server does not list it
     */
    public @Nullable Duration of(Known created, long sentNanos) throws LedgerException, InterruptedException {
        return search.awaits(created) ? Duration.ofNanos(time.nanos() - sentNanos) : null;
    }
}
