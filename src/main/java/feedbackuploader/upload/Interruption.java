package feedbackuploader.upload;

import feedbackuploader.delivery.Time;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asked for on any thread, it ends what is running at that time, and nothing begins that was not begun before. */
final class Interruption {

    private final Time time;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private volatile long askedNanos;
    private volatile @Nullable Runnable running;

    Interruption(Time time) {
        this.time = time;
    }

    void ask() {
        askedNanos = time.nanos();
        asked.complete(null);
        Runnable ended = running;
        if (ended != null) {
            ended.run();
        }
    }

    boolean isAsked() {
        return asked.isDone();
    }

    /** Completes when it is asked for. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** When it was asked for, if it was. */
    long askedNanos() {
        return askedNanos;
    }

    /** From now on it ends this; at once if it has been asked for. */
    void ends(Runnable what) {
        running = what;
        if (isAsked()) { // between the look of the other thread and the assignment, too
            what.run();
        }
    }

    void endsNothing() {
        running = null;
    }
}
