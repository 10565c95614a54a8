package feedbackuploader.delivery;

import feedbackuploader.ledger.WordFile;
import feedbackuploader.server.Allowance;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Recorder;
import feedbackuploader.server.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers as the script says, and remembers what it was sent and when. */
final class ScriptedServer implements Recorder {

    /** {@code attempt} counts the requests for this word, from 1. */
    record Request(String word, int attempt, Duration at) {}

    /** An answer after some time; with neither outcome nor failure there is never one. */
    record Answer(
            Duration after,
            @Nullable Outcome outcome,
            @Nullable RuntimeException failure,
            @Nullable Allowance allowance) {

        static Answer of(Outcome outcome) {
            return new Answer(Duration.ofMillis(20), outcome, null, null);
        }

        static Answer recorded(Request request) {
            return of(new Outcome.Recorded(201, "id of " + request.word()));
        }

        static Answer notSent() {
            return of(new Outcome.NotSent("refused"));
        }

        static Answer overloaded(Duration retryAfter) {
            return of(new Outcome.NotProcessed(
                    429, Outcome.NotProcessed.Cause.TOO_MANY_REQUESTS, retryAfter, "too many"));
        }

        static Answer ambiguous() {
            return of(new Outcome.Ambiguous(504, "gateway"));
        }

        static Answer never() {
            return new Answer(Duration.ZERO, null, null, null);
        }

        static Answer failed(RuntimeException failure) {
            return new Answer(Duration.ofMillis(20), null, failure, null);
        }

        Answer after(Duration wait) {
            return new Answer(wait, outcome, failure, allowance);
        }

        Answer with(Allowance taken) {
            return new Answer(after, outcome, failure, taken);
        }
    }

    @FunctionalInterface
    interface Script {
        Answer answer(Request request);
    }

    private final HandSetTime time;
    private final Script script;
    private final List<Request> requests = new ArrayList<>();
    private Consumer<Request> onRequest = request -> {};
    private int inFlight;
    private int mostInFlight;
    private @Nullable Allowance allowance;

    ScriptedServer(HandSetTime time, Script script) {
        this.time = time;
        this.script = script;
    }

    /** Called from inside {@link #record}, before anything is answered. */
    void onRequest(Consumer<Request> witness) {
        onRequest = witness;
    }

    List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    List<String> words() {
        return requests.stream().map(Request::word).toList();
    }

    int mostInFlight() {
        return mostInFlight;
    }

    @Override
    public CompletableFuture<Outcome> record(Submission submission) {
        String word = WordFile.word(submission);
        Request request = new Request(word, 1 + Collections.frequency(words(), word), time.elapsed());
        requests.add(request);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        onRequest.accept(request);
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        Answer answer = script.answer(request);
        if (answer.after().isZero()) {
            complete(future, answer);
        } else {
            time.after(answer.after(), () -> complete(future, answer));
        }
        return future;
    }

    @Override
    public Optional<Allowance> newAllowance() {
        Optional<Allowance> last = Optional.ofNullable(allowance);
        allowance = null;
        return last;
    }

    private void complete(CompletableFuture<Outcome> future, Answer answer) {
        if (answer.allowance() != null) {
            allowance = answer.allowance();
        }
        if (answer.outcome() != null) {
            inFlight--;
            future.complete(answer.outcome());
        } else if (answer.failure() != null) {
            inFlight--;
            future.completeExceptionally(answer.failure());
        }
    }
}
