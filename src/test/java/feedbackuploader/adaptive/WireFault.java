package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One way in which the wire breaks.
 *
 * @param timeout the client's
 * @param reading how much of the request the server reads before it breaks off
 * @param allowed what the client may make of it: more than one class where it depends on which side is faster
 * @param id what {@link Outcome.Recorded} must carry
 */
record WireFault(
        String name,
        Submission sent,
        Duration timeout,
        Reading reading,
        Act act,
        List<Class<?>> allowed,
        @Nullable String id) {

    /** For faults that only a time-out ends, and long enough for a busy machine to get as far as the fault. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** No socket buffer can hide it. */
    private static final Submission LARGE = Given.ratingOf(6_000_000);

    private static final int MORE_THAN_BUFFERS_HOLD = 32_000_000;
    private static final int LONGEST_PAUSE_MICROS = 2_000;

    /** The server has read the whole request. */
    static WireFault after(String name, Act act, Class<?>... allowed) {
        return at(Reading.WHOLE, name, act, allowed);
    }

    static WireFault at(Reading reading, String name, Act act, Class<?>... allowed) {
        return new WireFault(name, Given.RATING, Given.LONG, reading, act, List.of(allowed), null);
    }

    WireFault large() {
        return new WireFault("large body, " + name, LARGE, timeout, reading, act, allowed, id);
    }

    WireFault endedByTimeOut() {
        return new WireFault(name, sent, PATIENCE, reading, act, allowed, id);
    }

    WireFault withId(String theId) {
        return new WireFault(name, sent, timeout, reading, act, allowed, theId);
    }

    boolean isLarge() {
        return sent.equals(LARGE);
    }

    private boolean needsTimeOut() {
        return timeout.equals(PATIENCE);
    }

    /** Brings it about once. */
    void play() throws IOException {
        play(1, act, () -> {});
    }

    /** Brings it about for several rows at once, at random moments, once each has its connection. */
    void play(int rows, Random random) throws IOException {
        CountDownLatch connected = new CountDownLatch(rows);
        play(
                rows,
                connection -> {
                    connected.countDown();
                    assertThat(RawServer.await(connected)).isTrue();
                    pause(random);
                    act.on(connection);
                },
                () -> pause(random));
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_MICROS) * 1_000L);
    }

    /** Compares the outcomes with the server's own count, and sees that the same client can go on. */
    private void play(int rows, Act acting, Runnable between) throws IOException {
        try (RawServer server = RawServer.that(reading, acting);
                AdaptiveClient client = Given.client(server.url(), timeout)) {
            long start = System.nanoTime();
            List<CompletableFuture<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                running.add(client.record(sent));
                between.run();
            }
            List<Outcome> outcomes = running.stream().map(Given::await).toList();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            server.heal();

            assertThat(server.fired()).as("how often the fault came about").isEqualTo(rows);
            assertThat(server.connections()).as("connections").isEqualTo(rows);
            if (reading == Reading.WHOLE) {
                assertThat(server.whole()).hasSize(rows);
            }
            assertThat(outcomes).allSatisfy(this::assertAllowed);
            assertThat(outcomes)
                    .as("rows not sent, of which the server saw "
                            + server.whole().size() + " whole")
                    .filteredOn(Outcome.NotSent.class::isInstance)
                    .hasSizeLessThanOrEqualTo(rows - server.whole().size());
            assertThat(server.sent()).as("bytes of what never ends").isLessThan(MORE_THAN_BUFFERS_HOLD);
            if (!needsTimeOut()) {
                assertThat(taken).as("ends long before the time-out").isLessThan(timeout.dividedBy(2));
            }
            Given.assertStillRecords(client);
        }
    }

    private void assertAllowed(Outcome outcome) {
        assertThat(outcome).isInstanceOfAny(allowed.toArray(Class<?>[]::new));
        if (outcome instanceof Outcome.Recorded recorded) {
            assertThat(recorded.uploadId()).isEqualTo(id);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
