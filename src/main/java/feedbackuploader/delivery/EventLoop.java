package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are answered on any thread, and whose answers are taken one by one on a single thread: the one that calls
 * {@link #await}. Everything but {@link #post} happens on that thread. Each request has a last moment, so that an answer
 * that never comes holds no run for ever.
 *
 * @param <T> what a request is for
 */
final class EventLoop<T> {

    /** What happens on the loop's thread because of another thread. */
    @FunctionalInterface
    interface Event {
        void happens() throws LedgerException;
    }

    /** What becomes of an answer. */
    @FunctionalInterface
    interface Taker<A> {

        /** @param latency from the request to its answer */
        void take(A answer, Duration latency) throws LedgerException;
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final InFlight<T> inFlight;
    private final Time time;

    /** @param answerWithin after which a request is given up */
    EventLoop(Duration answerWithin, Time time) {
        this.inFlight = new InFlight<>(Nanos.of(answerWithin));
        this.time = time;
    }

    /** Any thread. */
    void post(Event event) {
        events.add(event);
    }

    /**
     * Starts a request. Its answer is dropped if the request was given up before.
     *
     * @param request returns at once
     * @param unforeseen turns an unexpected exception into an answer, so that other answers are not lost
     */
    <A> void ask(T what, Supplier<CompletableFuture<A>> request, Function<Throwable, A> unforeseen, Taker<A> taker) {
        long askedNanos = time.nanos();
        InFlight.Asked<T> asked = inFlight.add(what, askedNanos);
        var unused = start(request).whenComplete((answer, bug) -> {
            Duration latency = Duration.ofNanos(time.nanos() - askedNanos); // here, not when the loop gets to it
            post(() -> {
                if (inFlight.remove(asked)) {
                    taker.take(bug == null ? answer : unforeseen.apply(bug), latency);
                }
            });
        });
    }

    private static <A> CompletableFuture<A> start(Supplier<CompletableFuture<A>> request) {
        try {
            return request.get();
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    /** Waits at most {@code nanos} for an event, then handles all that are there. */
    void await(long nanos) throws LedgerException, InterruptedException {
        happen(time.poll(events, Math.max(0, nanos)));
    }

    /** Lets happen what is there, without waiting. */
    void happen() throws LedgerException {
        happen(events.poll());
    }

    private void happen(@Nullable Event first) throws LedgerException {
        for (Event event = first; event != null; event = events.poll()) {
            event.happens();
        }
    }

    /** Requests without an answer. */
    int inFlight() {
        return inFlight.size();
    }

    boolean isNothingInFlight() {
        return inFlight.isEmpty();
    }

    /** Whether nothing is in flight and nothing waits to happen. */
    boolean isIdle() {
        return inFlight.isEmpty() && events.isEmpty();
    }

    /** Until the first request is given up; {@link Long#MAX_VALUE} when nothing is in flight. */
    long nanosToOverdue() {
        return inFlight.nanosToOverdue(time.nanos());
    }

    /** Gives up the requests whose answers never come. */
    List<T> takeOverdue() {
        return inFlight.takeOverdue(time.nanos());
    }

    /** Gives up all requests. */
    List<T> takeAll() {
        return inFlight.takeAll();
    }
}
