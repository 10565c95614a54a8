package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OnCompletion;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads many completions back, no faster than user and server allow, and each again as long as no answer comes. It ends
 * early when the server shows nothing in a way that this program understands, or does not answer any more.
 *
 * <p>Everything but {@link #interrupt} happens on the thread that calls {@link #run}.
 */
final class BulkReads<T> {

    /** Gives the next one, alone; none after the last. */
    @FunctionalInterface
    interface Source<T> {
        List<T> next() throws LedgerException;
    }

    /** Hears what is shown, listed or hidden. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T what, ReadBack.Answer answer) throws LedgerException;
    }

    /** What is done between answers. */
    @FunctionalInterface
    interface Step {
        void go() throws LedgerException;
    }

    private record Question<T>(T what, int attempt) {}

    /** Reads use a fixed limit; no need to search for the best one. */
    private static final int MOST_IN_FLIGHT = 32;

    private final Function<T, CompletableFuture<ReadBack.Answer>> asking;
    private final DeliveryOptions options;
    private final @Nullable RetryPolicy retryPolicy;
    private final Time time;
    private final ReadPace pace;
    private final EventLoop<Question<T>> loop;
    private final Retries<Question<T>> retries = new Retries<>();

    private @Nullable Ending ending;
    private boolean isExhausted;

    /** Reads completions. */
    static <T extends OnCompletion> BulkReads<T> of(
            ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        return new BulkReads<>(on(readBack), options, backoff, time);
    }

    /** Reads each once: where no answer comes, it ends. */
    static <T extends OnCompletion> BulkReads<T> inOneRound(ReadBack readBack, DeliveryOptions options, Time time) {
        return new BulkReads<>(on(readBack), options, time, null);
    }

    private static <T extends OnCompletion> Function<T, CompletableFuture<ReadBack.Answer>> on(ReadBack readBack) {
        return what -> readBack.read(what.kind(), what.completion());
    }

    /** @param asking asks a server once */
    BulkReads(
            Function<T, CompletableFuture<ReadBack.Answer>> asking,
            DeliveryOptions options,
            Backoff backoff,
            Time time) {
        this(asking, options, time, new RetryPolicy(options.maxAttempts(), backoff));
    }

    private BulkReads(
            Function<T, CompletableFuture<ReadBack.Answer>> asking,
            DeliveryOptions options,
            Time time,
            @Nullable RetryPolicy retryPolicy) {
        this.asking = asking;
        this.options = options;
        this.retryPolicy = retryPolicy;
        this.time = time;
        this.loop = new EventLoop<>(options.answerWithin(), time);
        this.pace = new ReadPace(options.rate(), time);
    }

    /** Ends it early. Any thread. */
    void interrupt() {
        loop.post(() -> end(new Ending.Interrupted()));
    }

    /** The first reason counts. */
    void end(Ending with) {
        if (ending == null) {
            ending = with;
        }
    }

    /** Why it ended early; null when it did not. */
    @Nullable
    Ending ending() {
        return ending;
    }

    void run(Source<T> source, Taker<T> taker, Step between) throws LedgerException, InterruptedException {
        while (ending == null && !isOver()) {
            ask(source, taker);
            loop.await(nanosToNextEvent());
            loop.takeOverdue().forEach(question -> askLater(question, "No answer came."));
            between.go();
        }
    }

    private boolean isOver() {
        return isExhausted && loop.isNothingInFlight() && retries.isEmpty();
    }

    private long nanosToNextEvent() {
        if (isOver()) {
            return 0;
        }
        long wait = loop.nanosToOverdue();
        if (loop.inFlight() < most()) {
            long paced = pace.nanosLeft();
            wait = retries.isEmpty() ? wait : Math.min(wait, Math.max(paced, retries.nanosToNext(time.nanos())));
            wait = isExhausted ? wait : Math.min(wait, paced);
        }
        return wait;
    }

    private int most() {
        return Math.min(MOST_IN_FLIGHT, options.concurrency().most());
    }

    private void ask(Source<T> source, Taker<T> taker) throws LedgerException {
        while (loop.inFlight() < most() && pace.isOpen()) {
            @Nullable Question<T> question = next(source);
            if (question == null) {
                return;
            }
            pace.asked();
            loop.ask(
                    question,
                    () -> asking.apply(question.what()),
                    bug -> new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug),
                    (answer, latency) -> take(question, answer, taker));
        }
    }

    private @Nullable Question<T> next(Source<T> source) throws LedgerException {
        List<Question<T>> again = retries.takeDue(time.nanos(), 1);
        if (!again.isEmpty()) {
            return again.get(0);
        }
        List<T> next = isExhausted ? List.of() : source.next();
        isExhausted = next.isEmpty();
        return isExhausted ? null : new Question<>(next.get(0), 1);
    }

    private void take(Question<T> question, ReadBack.Answer answer, Taker<T> taker) throws LedgerException {
        if (answer instanceof ReadBack.Answer.Stopped stopped) {
            end(new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason()));
        } else if (answer instanceof ReadBack.Answer.Unavailable unavailable) {
            end(new Ending.Stopped(StopReason.CANNOT_READ_BACK, unavailable.why()));
        } else if (answer instanceof ReadBack.Answer.NotNow notNow) {
            pace.pause(notNow.retryAfter());
            askLater(question, notNow.why());
        } else {
            taker.take(question.what(), answer);
        }
    }

    private void askLater(Question<T> question, String why) {
        Optional<Duration> wait = retryPolicy == null ? Optional.empty() : retryPolicy.nextRead(question.attempt());
        if (wait.isPresent()) {
            retries.add(new Question<>(question.what(), question.attempt() + 1), time.nanos() + Nanos.of(wait.get()));
        } else {
            end(new Ending.Stopped(StopReason.SERVER_DOWN, "The server does not show what it has: " + why));
        }
    }
}
