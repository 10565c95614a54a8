package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One read-back that its caller waits for: until its answer, its last moment or an interrupt. */
public final class AwaitedRead {

    private final ReadBack readBack;
    private final EventLoop<Object> loop;
    private final Time time;
    private boolean interrupted;
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

    public ReadBack.Answer await(Kind kind, UUID completion) throws LedgerException, InterruptedException {
        return await(() -> readBack.read(kind, completion));
    }

    /** Which completions have one of these labels. */
    public ReadBack.Answer find(String label, List<String> values) throws LedgerException, InterruptedException {
        return await(() -> readBack.find(label, values));
    }

    private ReadBack.Answer await(Supplier<CompletableFuture<ReadBack.Answer>> question)
            throws LedgerException, InterruptedException {
        answer = new ReadBack.Answer.NotNow("No answer came.");
        loop.ask(
                question,
                question,
                bug -> new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug),
                (shown, latency) -> answer = shown);
        while (!interrupted && !loop.isNothingInFlight()) {
            loop.await(loop.nanosToOverdue());
            loop.takeOverdue();
        }
        return answer;
    }

    /** Waits, unless it is interrupted before. */
    void pause(long nanos) throws LedgerException, InterruptedException {
        long end = time.nanos() + nanos;
        while (!interrupted && end - time.nanos() > 0) {
            loop.await(end - time.nanos());
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }
}
