package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One read-back that its caller waits for: until its answer, its last moment or an interrupt. */
public final class AwaitedRead {

    private final ReadBack readBack;
    private final EventLoop<Object> loop;
    private final Time time;
    private boolean interrupted;
    private @Nullable Long giveUpNanos;
    private ReadBack.Answer answer = new ReadBack.Answer.NotNow("No answer came.");

    /** @param answerWithin after which no answer is expected any more */
    public AwaitedRead(ReadBack readBack, Duration answerWithin, Time time) {
        this.readBack = readBack;
        this.time = time;
        this.loop = new EventLoop<>(answerWithin, time);
    }

    /** Ends the waiting. Any thread. */
    public void interrupt() {
        loop.post(() -> interrupted = true);
    }

    /** Ends the waiting at that time, by {@link Time#nanos}. Call it before. */
    void giveUpAt(long nanos) {
        giveUpNanos = nanos;
    }

    public ReadBack.Answer await(Kind kind, UUID completion) throws LedgerException, InterruptedException {
        return await(() -> readBack.read(kind, completion));
    }

    /** Which completions have one of these labels. */
    public ReadBack.Answer find(String label, List<String> values) throws LedgerException, InterruptedException {
        return await(() -> readBack.find(label, values));
    }

    ReadBack.Answer await(Supplier<CompletableFuture<ReadBack.Answer>> question)
            throws LedgerException, InterruptedException {
        answer = new ReadBack.Answer.NotNow("No answer came.");
        loop.ask(
                question,
                question,
                bug -> new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug),
                (shown, latency) -> answer = shown);
        while (!isInterrupted() && !loop.isNothingInFlight()) {
            loop.await(Math.min(loop.nanosToOverdue(), nanosToGiveUp()));
            loop.takeOverdue();
        }
        return answer;
    }

    /** Waits, unless it is interrupted before. */
    void pause(long nanos) throws LedgerException, InterruptedException {
        long end = time.nanos() + nanos;
        while (!isInterrupted() && end - time.nanos() > 0) {
            loop.await(Math.min(end - time.nanos(), nanosToGiveUp()));
        }
    }

    boolean isInterrupted() {
        return interrupted || nanosToGiveUp() <= 0;
    }

    private long nanosToGiveUp() {
        @Nullable Long until = giveUpNanos;
        return until == null ? Long.MAX_VALUE : until - time.nanos();
    }
}
