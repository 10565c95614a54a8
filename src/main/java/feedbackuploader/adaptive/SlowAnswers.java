package feedbackuploader.adaptive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells that a question waits for its answer: once, until an answer comes quickly again. Any thread. */
final class SlowAnswers {

    /** A server under load takes a second or two. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private final String sentence;
    private final AtomicBoolean isTold = new AtomicBoolean();
    private volatile Consumer<String> listener = told -> {};

    SlowAnswers(ScheduledExecutorService timer, String sentence) {
        this.timer = timer;
        this.sentence = sentence;
    }

    /** From now on {@code listener} hears of it, on the timer's thread. */
    void tell(Consumer<String> listener) {
        this.listener = listener;
    }

    /** @return {@code question} */
    <T> CompletableFuture<T> watch(CompletableFuture<T> question) {
        Future<?> alarm;
        try {
            alarm = timer.schedule(this::tellOnce, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return question; // which has failed at once
        }
        return question.whenComplete((answer, thrown) -> {
            if (alarm.cancel(false)) {
                isTold.set(false);
            }
        });
    }

    private void tellOnce() {
        if (isTold.compareAndSet(false, true)) {
            listener.accept(sentence);
        }
    }
}
