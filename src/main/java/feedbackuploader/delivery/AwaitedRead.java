package feedbackuploader.delivery;

import feedbackuploader.feedback.Kind;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.server.ReadBack;
import java.time.Duration;
import java.util.UUID;

/** One read-back that its caller waits for: until its answer, its last moment or an interrupt. */
public final class AwaitedRead {

    private final ReadBack readBack;
    private final EventLoop<UUID> loop;
    private boolean interrupted;
    private ReadBack.Answer answer = new ReadBack.Answer.NotNow("No answer came.");

    /** @param answerWithin after which no answer is expected any more */
    public AwaitedRead(ReadBack readBack, Duration answerWithin, Time time) {
        this.readBack = readBack;
        this.loop = new EventLoop<>(answerWithin, time);
    }

    /** Ends the waiting. Any thread. */
    public void interrupt() {
        loop.post(() -> interrupted = true);
    }

    public ReadBack.Answer await(Kind kind, UUID completion) throws LedgerException, InterruptedException {
        loop.ask(
                completion,
                () -> readBack.read(kind, completion),
                bug -> new ReadBack.Answer.NotNow("The check failed unexpectedly: " + bug),
                (shown, latency) -> answer = shown);
        while (!interrupted && !loop.isNothingInFlight()) {
            loop.await(loop.nanosToOverdue());
            loop.takeOverdue();
        }
        return answer;
    }
}
