package feedbackuploader.adaptive;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Receives one answer: notes its status and headers the moment they are there, then keeps at most {@code cap} bytes of
 * its body and hangs up on the rest, since an endless body would fill the memory and kill HttpClient's own thread.
 * Whatever happens later, {@link #soFar} has what was seen.
 */
final class CappedBody implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {

    private static final int USUAL_SIZE = 256;

    private final int cap;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(USUAL_SIZE);
    private HttpResponse.@Nullable ResponseInfo head;
    private Flow.@Nullable Subscription subscription;

    CappedBody(int cap) {
        this.cap = cap;
    }

    /** The answer as far as it came; empty while no status was seen. */
    synchronized Optional<HttpAnswer> soFar() {
        if (head == null) {
            return Optional.empty();
        }
        HttpHeaders headers = head.headers();
        return Optional.of(new HttpAnswer(head.statusCode(), headers, kept.toByteArray()));
    }

    @Override
    public synchronized HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
        head = info;
        return this;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        synchronized (this) {
            subscription = given;
        }
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!keep(buffers)) {
            hangUp();
        }
    }

    /** Whether all of it fitted under the cap. */
    private synchronized boolean keep(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), cap - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    private void hangUp() {
        Flow.Subscription current;
        synchronized (this) {
            current = subscription;
        }
        if (current != null) {
            current.cancel();
        }
        end.complete(null);
    }

    @Override
    public void onError(Throwable cause) {
        end.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
