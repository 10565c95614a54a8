package feedbackuploader.adaptive;

import feedbackuploader.adaptive.connection.SealablePublisher;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer within one time-out. HttpRequest's own time-out ends with the response's headers: a body
 * that stalls would hold its permit for ever. This one covers all of it, and closes the connection when it strikes.
 */
final class Exchange {

    private final SealablePublisher request;
    private final CappedBody response;
    private final CompletableFuture<ExchangeResult> ending = new CompletableFuture<>();
    private volatile @Nullable Future<?> sent;

    private Exchange(SealablePublisher request, CappedBody response) {
        this.request = request;
        this.response = response;
    }

    /**
     * Sends {@code body} once.
     *
     * @param template everything of the request but its body; not changed
     * @param cap how many bytes of the answer's body to keep
     * @return completes within {@code timeout}, never exceptionally
     */
    static CompletableFuture<ExchangeResult> start(
            HttpClient http,
            HttpRequest.Builder template,
            byte[] body,
            int cap,
            ScheduledExecutorService timer,
            Duration timeout) {
        Exchange exchange = new Exchange(new SealablePublisher(body), new CappedBody(cap));
        Future<?> alarm;
        try {
            alarm = timer.schedule(exchange::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            exchange.fail(new IllegalStateException("the client was closed", e));
            return exchange.ending;
        }
        try {
            HttpRequest request = template.copy().POST(exchange.request).build();
            exchange.follow(http.sendAsync(request, exchange.response), alarm);
        } catch (RuntimeException e) {
            alarm.cancel(false);
            exchange.fail(e);
        }
        return exchange.ending;
    }

    private void follow(CompletableFuture<HttpResponse<Void>> future, Future<?> alarm) {
        sent = future;
        if (ending.isDone()) {
            future.cancel(true); // the time-out struck before there was anything to cancel
        }
        var unused = future.whenComplete((answer, thrown) -> {
            alarm.cancel(false);
            if (thrown == null) {
                ending.complete(new ExchangeResult.Answered(response.soFar()
                        // A proxy's 407 comes without ever asking for a body handler.
                        .orElseGet(() -> new HttpAnswer(answer.statusCode(), answer.headers(), new byte[0]))));
            } else {
                fail(thrown);
            }
        });
    }

    private void timeOut() {
        fail(new TimeoutException());
        Future<?> running = sent;
        if (running != null) {
            running.cancel(true); // only on the future that sendAsync returned itself does this close the connection
        }
    }

    /** The order matters: seal, so that the facts are final; look for a status; only then judge by the bytes. */
    private void fail(Throwable thrown) {
        request.seal();
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        ending.complete(response.soFar()
                .<ExchangeResult>map(ExchangeResult.Answered::new)
                .orElseGet(() ->
                        new ExchangeResult.Unanswered(cause, request.subscriptions(), request.isProvedIncomplete())));
    }
}
