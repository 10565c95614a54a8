package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.FoundCompletion;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for lists of completions, at the user's pace, and as often as a server that does not answer is asked. */
final class ListQuestions {

    private final AwaitedRead read;
    private final RetryPolicy retryPolicy;
    private final ReadPace pace;
    private ReadBack.@Nullable Answer obstacle;

    ListQuestions(ReadBack readBack, DeliveryOptions options, Backoff backoff, Time time) {
        this.read = new AwaitedRead(readBack, options.answerWithin(), time);
        this.retryPolicy = new RetryPolicy(options.maxAttempts(), backoff);
        this.pace = new ReadPace(options.rate(), time);
    }

    /** From now on nothing is found. Any thread. */
    void interrupt() {
        read.interrupt();
    }

    void giveUpAt(long nanos) {
        read.giveUpAt(nanos);
    }

    boolean isInterrupted() {
        return read.isInterrupted();
    }

    /** Why the last question found nothing out; null when it did. */
    ReadBack.@Nullable Answer obstacle() {
        return obstacle;
    }

    void pause(long nanos) throws LedgerException, InterruptedException {
        read.pause(nanos);
    }

    /** What the server lists; empty with an {@link #obstacle}. */
    Optional<List<FoundCompletion>> ask(Supplier<CompletableFuture<ReadBack.Answer>> question)
            throws LedgerException, InterruptedException {
        for (int unanswered = 1; !isInterrupted(); unanswered++) {
            read.pause(Math.max(0, pace.nanosLeft()));
            pace.asked();
            ReadBack.Answer answer = read.await(question);
            if (answer instanceof ReadBack.Answer.Listed listed) {
                obstacle = null;
                return Optional.of(listed.completions());
            }
            obstacle = answer;
            Optional<Duration> wait = answer instanceof ReadBack.Answer.NotNow notNow
                    ? retryPolicy.nextRead(unanswered).map(next -> longer(next, notNow.retryAfter()))
                    : Optional.empty();
            if (wait.isEmpty()) {
                return Optional.empty();
            }
            read.pause(Nanos.of(wait.get()));
        }
        return Optional.empty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
