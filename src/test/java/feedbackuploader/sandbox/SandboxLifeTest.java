package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_FEEDBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, taking time, and stopping. */
@Timeout(30)
class SandboxLifeTest {

    /** Lets no time pass; notes how long each pause was, and how much was recorded by then. */
    private static final class NotingPause implements ReplyPause {
        private final List<String> notes = new ArrayList<>();
        private volatile LongSupplier recorded = () -> -1;

        @Override
        public synchronized void sleep(Duration duration) {
            notes.add(duration.toMillis() + " ms with " + recorded.getAsLong() + " recorded");
        }
    }

    @ParameterizedTest
    @CsvSource({"none, 1", "500-after=100%, 1", "drop-after=100%, 1", "429=100%, 0", "drop-before=100%, 0"})
    void recording_happens_half_way_through_the_latency(String faults, int recorded) throws Exception {
        NotingPause pause = new NotingPause();
        try (Sandbox sandbox = Sandbox.start(
                options().withLatency(Latency.of(Duration.ofMillis(21))).withFaults(Faults.parse(faults)), pause)) {
            pause.recorded = sandbox::recordedCount;
            try (Socket socket = new SandboxClient(sandbox).connect()) {
                socket.getOutputStream()
                        .write(new SandboxClient(sandbox).rawPost(FEEDBACK, GOOD_FEEDBACK, GOOD_FEEDBACK.length()));
                assertThat(socket.getInputStream().read()).isIn((int) 'H', -1);
            }
        }
        assertThat(pause.notes).containsExactly("10 ms with 0 recorded", "10 ms with " + recorded + " recorded");
    }

    @Test
    void a_timeout_is_recorded_and_answered_after_the_stall() throws Exception {
        NotingPause pause = new NotingPause();
        SandboxOptions options = options()
                .withLatency(Latency.of(Duration.ofMillis(20)))
                .withFaults(Faults.parse("timeout=100%,stall=3s"));
        try (Sandbox sandbox = Sandbox.start(options, pause)) {
            pause.recorded = sandbox::recordedCount;
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(client.post(FEEDBACK, GOOD_FEEDBACK).statusCode()).isEqualTo(201);
            assertThat(client.stats().path("faults").path("timeout").intValue()).isEqualTo(1);
        }
        assertThat(pause.notes)
                .containsExactly("10 ms with 0 recorded", "3000 ms with 1 recorded", "10 ms with 1 recorded");
    }

    /** A process that is killed may leave its connections closed or reset. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_begun_is_recorded_though_its_client_is_gone(boolean isReset) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch recorded = new CountDownLatch(1);
        ReplyPause pause = duration -> {
            (begun.getCount() == 0 ? recorded : begun).countDown();
            gone.await();
        };
        try (Sandbox sandbox = Sandbox.start(options(), pause)) {
            try (Socket socket = new SandboxClient(sandbox).connect()) {
                if (isReset) {
                    socket.setSoLinger(true, 0);
                }
                socket.getOutputStream()
                        .write(new SandboxClient(sandbox).rawPost(FEEDBACK, GOOD_FEEDBACK, GOOD_FEEDBACK.length()));
                begun.await();
            }
            assertThat(sandbox.recordedCount()).isZero();
            gone.countDown();
            recorded.await();

            assertThat(sandbox.recordedCount()).isEqualTo(1);
        }
    }

    @Test
    void hundreds_of_slow_requests_are_at_work_at_once() throws Exception {
        int count = 400;
        CountDownLatch allBegun = new CountDownLatch(count);
        ReplyPause pause = duration -> {
            allBegun.countDown();
            allBegun.await();
        };
        try (Sandbox sandbox = Sandbox.start(options(), pause)) {
            SandboxClient client = new SandboxClient(sandbox);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(client.sendAsync(client.request(FEEDBACK).POST(BodyPublishers.ofString(GOOD_FEEDBACK))));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(201);
            }
            assertThat(sandbox.recordedCount()).isEqualTo(count);
        }
    }

    @Test
    void other_routes_take_no_time() throws Exception {
        NotingPause pause = new NotingPause();
        try (Sandbox sandbox = Sandbox.start(options().withLatency(Latency.of(Duration.ofMillis(20))), pause)) {
            SandboxClient client = new SandboxClient(sandbox);
            client.get("/health");
            client.graphQl("{metrics{key}}", "{}");
            client.listing();
        }
        assertThat(pause.notes).isEmpty();
    }

    @Test
    void latency_is_real_unless_a_test_says_otherwise() throws Exception {
        try (Sandbox sandbox = Sandbox.start(options().withLatency(Latency.of(Duration.ofMillis(30))))) {
            long start = System.nanoTime();
            new SandboxClient(sandbox).post(FEEDBACK, GOOD_FEEDBACK);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        }
    }

    @Test
    void closing_cuts_off_a_request_in_flight_before_it_is_recorded() throws Exception {
        CountDownLatch inFlight = new CountDownLatch(1);
        Sandbox sandbox = Sandbox.start(options(), duration -> {
            inFlight.countDown();
            new CountDownLatch(1).await();
        });
        try (Socket socket = new SandboxClient(sandbox).connect()) {
            socket.getOutputStream()
                    .write(new SandboxClient(sandbox).rawPost(FEEDBACK, GOOD_FEEDBACK, GOOD_FEEDBACK.length()));
            inFlight.await();

            sandbox.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sandbox.recordedCount()).isZero();
    }

    @Test
    void closing_is_quick_frees_the_port_and_leaves_no_thread_that_keeps_a_program_alive() throws Exception {
        Set<Thread> before = threads();
        Sandbox sandbox = Sandbox.start(options());
        SandboxClient client = new SandboxClient(sandbox);
        client.post(FEEDBACK, GOOD_FEEDBACK);

        long start = System.nanoTime();
        sandbox.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));

        assertThat(threads()).filteredOn(thread -> !thread.isDaemon()).isSubsetOf(before);
        assertThatThrownBy(() -> client.get("/health")).isInstanceOf(IOException.class);
        sandbox.close();
    }

    @Test
    void a_port_in_use_is_named_with_what_to_do() throws Exception {
        try (Sandbox first = Sandbox.start(options())) {
            int port = first.root().getPort();

            assertThatThrownBy(() -> Sandbox.start(options().withPort(port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void the_port_asked_for_is_the_port_taken() throws Exception {
        int port;
        try (Sandbox first = Sandbox.start(options())) {
            port = first.root().getPort();
        }
        try (Sandbox second = Sandbox.start(options().withPort(port))) {
            assertThat(second.root().getPort()).isEqualTo(port);
        }
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> options().withPort(65_536)).hasMessageContaining("port 65536 does not exist");
        assertThatThrownBy(() -> SandboxOptions.withKey(" ")).hasMessageContaining("API key");
        assertThatThrownBy(() -> MetricKind.parse("float")).hasMessageContaining("expected bool or scalar");
        assertThat(MetricKind.parse("Bool")).isEqualTo(MetricKind.BOOL);
        assertThat(MetricKind.parse(" scalar ")).isEqualTo(MetricKind.SCALAR);
    }

    @Test
    void the_options_do_not_print_the_key() {
        assertThat(options().toString()).doesNotContain(SandboxClient.KEY).contains("stars");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static SandboxOptions options() {
        return SandboxOptions.withKey(SandboxClient.KEY).withMetrics(Map.of("stars", MetricKind.SCALAR));
    }
}
