package feedbackuploader.adaptive.connection;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A request body that knows how much of itself it handed to HttpClient, and that can be sealed: afterwards not one byte
 * more leaves. Without the seal, "fewer bytes than Content-Length were handed over" would be a guess about a moving
 * number; with it, it is the proof that no server can have read the request whole.
 */
public final class SealablePublisher implements HttpRequest.BodyPublisher {

    private static final int CHUNK = 16 * 1024;

    private final byte[] body;
    private int subscriptions;
    private long handedOver;
    private boolean sealed;

    /** @param body never empty: of an empty body, nothing could ever be proved */
    public SealablePublisher(byte[] body) {
        this.body = body;
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Reading reading = new Reading(subscriber);
        boolean tooLate;
        synchronized (this) {
            subscriptions++;
            tooLate = sealed;
        }
        subscriber.onSubscribe(reading);
        if (tooLate) {
            subscriber.onError(new IOException("the request was given up before its body was asked for"));
        }
    }

    /** When this returns, the facts below are final, whatever HttpClient may still ask for. */
    public synchronized void seal() {
        sealed = true;
    }

    public synchronized int subscriptions() {
        return subscriptions;
    }

    /** Whether no server can have seen the whole body: true is a proof, and only once the body is sealed. */
    public synchronized boolean isProvedIncomplete() {
        return sealed && subscriptions <= 1 && handedOver < body.length;
    }

    private final class Reading implements Flow.Subscription {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private int position;
        private long demand;
        private boolean emitting;
        private boolean finished;

        Reading(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            synchronized (SealablePublisher.this) {
                if (n <= 0) {
                    finished = true;
                } else {
                    demand = Math.addExact(demand, Math.min(n, Long.MAX_VALUE - demand));
                }
                if (emitting) {
                    return; // the loop below, further up this very stack or on another thread, sees the new demand
                }
                emitting = true;
            }
            if (n <= 0) {
                subscriber.onError(new IllegalArgumentException("asked for " + n + " buffers"));
                return;
            }
            for (ByteBuffer chunk = next(); chunk != null; chunk = next()) {
                subscriber.onNext(chunk);
            }
            if (finishes()) {
                subscriber.onComplete();
            }
        }

        /** Counts a chunk before it leaves, so that the count is never behind what has left. */
        private @Nullable ByteBuffer next() {
            synchronized (SealablePublisher.this) {
                int size = Math.min(CHUNK, body.length - position);
                if (sealed || finished || demand == 0 || size == 0) {
                    emitting = false;
                    return null;
                }
                ByteBuffer chunk = ByteBuffer.wrap(body, position, size).slice();
                position += size;
                handedOver += size;
                demand--;
                return chunk;
            }
        }

        private boolean finishes() {
            synchronized (SealablePublisher.this) {
                boolean last = !finished && position == body.length;
                finished |= last;
                return last;
            }
        }

        @Override
        public void cancel() {
            synchronized (SealablePublisher.this) {
                finished = true;
            }
        }
    }
}
