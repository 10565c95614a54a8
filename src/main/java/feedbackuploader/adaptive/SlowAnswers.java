package feedbackuploader.adaptive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a question waits for its answer, and again from time to time as long as it does. Of several questions that
 * wait at once, the first is told; no other until an answer comes quickly again, or {@link #PAUSE} after that one ended. Any
 * thread.
 */
final class SlowAnswers {

    /** A server under load takes a second or two. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Between two words on the same question. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private final ScheduledExecutorService timer;
    private final Function<Duration, String> words;

    /** Null as long as the server is quick. */
    private final AtomicReference<@Nullable CompletableFuture<?>> told = new AtomicReference<>();

    private volatile Consumer<String> listener = sentence -> {};

    /** @param words for a question that has been open so long */
    SlowAnswers(ScheduledExecutorService timer, Function<Duration, String> words) {
        this.timer = timer;
        this.words = words;
    }

    /** From now on {@code listener} hears of it, on the timer's thread. */
    void tell(Consumer<String> listener) {
        this.listener = listener;
    }

    /** @return completes as {@code question} does */
    <T> CompletableFuture<T> watch(CompletableFuture<T> question) {
        Future<?> alarm;
        try {
            alarm = timer.schedule(() -> isSlow(question), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return question; // which has failed at once
        }
        return question.whenComplete((answer, thrown) -> {
            if (alarm.cancel(false)) {
                told.set(null);
            }
        });
    }

    private void isSlow(CompletableFuture<?> question) {
        if (told.compareAndSet(null, question)) {
            tellOf(question, PATIENCE);
        }
    }

    private void tellOf(CompletableFuture<?> question, Duration open) {
        if (question.isDone()) {
            told.compareAndSet(question, null);
        }
        if (told.get() != question) {
            return;
        }
        listener.accept(words.apply(open));
        try {
            var unused =
                    timer.schedule(() -> tellOf(question, open.plus(PAUSE)), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            told.set(null); // nothing is asked any more
        }
    }
}
