package feedbackuploader.adaptive.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealablePublisherTest {

    /** Takes buffers only when told, and counts what it got. */
    private static final class Taker implements Flow.Subscriber<ByteBuffer> {
        private final AtomicLong bytes = new AtomicLong();
        private Flow.@Nullable Subscription subscription;
        private int buffers;
        private boolean complete;
        private @Nullable Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        void take(long n) {
            if (subscription == null) {
                throw new AssertionError("not subscribed");
            }
            subscription.request(n);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            buffers++;
            bytes.addAndGet(buffer.remaining());
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    private static SealablePublisher publisher(int size) {
        return new SealablePublisher(new byte[size]);
    }

    private static Taker subscribe(SealablePublisher publisher) {
        Taker taker = new Taker();
        publisher.subscribe(taker);
        return taker;
    }

    @Test
    void hands_over_what_is_asked_for_and_then_ends() {
        SealablePublisher publisher = publisher(40_000);
        Taker taker = subscribe(publisher);
        taker.take(1);
        assertThat(taker.bytes).hasValue(16_384);
        assertThat(taker.complete).isFalse();
        taker.take(Long.MAX_VALUE);
        taker.take(Long.MAX_VALUE);
        assertThat(taker.bytes).hasValue(40_000);
        assertThat(taker.buffers).isEqualTo(3);
        assertThat(taker.complete).isTrue();
        publisher.seal();
        assertThat(publisher.isProvedIncomplete()).isFalse();
    }

    @Test
    void hands_nothing_over_once_sealed() {
        SealablePublisher publisher = publisher(40_000);
        Taker taker = subscribe(publisher);
        taker.take(1);
        assertThat(publisher.isProvedIncomplete())
                .as("not a proof while more may leave")
                .isFalse();
        publisher.seal();
        taker.take(10);
        assertThat(taker.bytes).hasValue(16_384);
        assertThat(taker.complete).isFalse();
        assertThat(publisher.isProvedIncomplete()).isTrue();
    }

    @Test
    void one_that_was_never_asked_is_incomplete_and_refuses_to_be_asked_later() {
        SealablePublisher publisher = publisher(1);
        publisher.seal();
        assertThat(publisher.isProvedIncomplete()).isTrue();
        Taker late = subscribe(publisher);
        late.take(1);
        assertThat(late.bytes).hasValue(0);
        assertThat(late.failure).isNotNull();
    }

    @Test
    void asked_for_twice_nothing_is_proved() {
        SealablePublisher publisher = publisher(40_000);
        subscribe(publisher).take(1);
        subscribe(publisher).take(1);
        publisher.seal();
        assertThat(publisher.subscriptions()).isEqualTo(2);
        assertThat(publisher.isProvedIncomplete()).isFalse();
    }

    @Test
    void refuses_a_senseless_demand() {
        Taker taker = subscribe(publisher(1));
        taker.take(0);
        assertThat(taker.failure).isInstanceOf(IllegalArgumentException.class);
        taker.take(1);
        assertThat(taker.bytes).hasValue(0);
    }

    /** The proof itself: seal against a reader in full flight, and see that not a byte arrives that was not counted. */
    @Test
    void a_proof_is_never_contradicted_by_what_leaves_during_the_seal() throws InterruptedException {
        int proofs = 0;
        for (int round = 0; round < 400; round++) {
            int size = 64 * 16_384;
            SealablePublisher publisher = publisher(size);
            Taker taker = subscribe(publisher);
            CountDownLatch started = new CountDownLatch(1);
            Thread reader = new Thread(() -> {
                for (int i = 0; i < 64; i++) {
                    taker.take(1);
                    if (i == 2) {
                        started.countDown();
                    }
                }
            });
            reader.start();
            started.await();
            publisher.seal();
            boolean proved = publisher.isProvedIncomplete();
            reader.join();
            proofs += proved ? 1 : 0;
            assertThat(taker.bytes.get() < size).isEqualTo(proved);
        }
        assertThat(proofs).as("the race was run").isPositive();
    }
}
