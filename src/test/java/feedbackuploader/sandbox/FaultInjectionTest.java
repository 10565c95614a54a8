package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GOOD_COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.GOOD_FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultInjectionTest {

    @ParameterizedTest
    @CsvSource({"429, 429, 0", "503, 503, 0", "500, 500, 0", "500-after, 500, 2"})
    void an_error_is_answered_on_both_routes_and_recorded_or_not(String fault, int status, int recorded)
            throws Exception {
        try (Sandbox sandbox = start(fault + "=100%")) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(client.post(FEEDBACK, GOOD_FEEDBACK).statusCode()).isEqualTo(status);
            assertThat(client.post(COMPARISON, GOOD_COMPARISON).statusCode()).isEqualTo(status);

            assertThat(client.listing()).hasSize(recorded);
            assertThat(client.stats().path("faults").path(fault).intValue()).isEqualTo(2);
            assertThat(client.stats()
                            .path("answers")
                            .path(String.valueOf(status))
                            .intValue())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"drop-before, 0", "drop-after, 1"})
    void a_drop_closes_the_connection_without_a_byte(String fault, int recorded) throws Exception {
        try (Sandbox sandbox = start(fault + "=100%")) {
            SandboxClient client = new SandboxClient(sandbox);
            try (Socket socket = client.connect()) {
                socket.getOutputStream().write(client.rawPost(FEEDBACK, GOOD_FEEDBACK, GOOD_FEEDBACK.length()));

                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(client.listing()).hasSize(recorded);
            assertThat(client.stats().path("faults").path(fault).intValue()).isEqualTo(1);
            assertThat(client.stats().path("answers").path("201").intValue()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-before", "drop-after"})
    void a_drop_reaches_an_http_client_as_no_bytes_received(String fault) throws Exception {
        try (Sandbox sandbox = start(fault + "=100%")) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThatThrownBy(() -> client.post(FEEDBACK, GOOD_FEEDBACK))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("received no bytes");
            assertThat(client.stats().path("requests").path(FEEDBACK).intValue())
                    .as("sent once, and not again by the client")
                    .isEqualTo(1);
        }
    }

    @Test
    void a_429_says_how_long_to_wait() throws Exception {
        try (Sandbox sandbox = start("429=100%,retry-after=7s")) {
            HttpResponse<String> answer = new SandboxClient(sandbox).post(FEEDBACK, GOOD_FEEDBACK);

            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    @Test
    void recorded_or_not_a_500_looks_the_same() throws Exception {
        try (Sandbox before = start("500=100%");
                Sandbox after = start("500-after=100%")) {
            assertThat(new SandboxClient(before).post(FEEDBACK, GOOD_FEEDBACK).body())
                    .isEqualTo(new SandboxClient(after)
                            .post(FEEDBACK, GOOD_FEEDBACK)
                            .body());
        }
    }

    @Test
    void only_the_recording_routes_meet_faults() throws Exception {
        try (Sandbox sandbox = start("drop-before=100%")) {
            SandboxClient client = new SandboxClient(sandbox);

            assertThat(client.get("/health").statusCode()).isEqualTo(200);
            assertThat(client.graphQl("{metrics{key}}", "{}").has("data")).isTrue();
        }
    }

    @Test
    void a_request_that_is_refused_is_not_met_by_a_fault_after_recording() throws Exception {
        try (Sandbox sandbox = start("drop-after=100%")) {
            SandboxClient client = new SandboxClient(sandbox);

            HttpResponse<String> answer = client.post(FEEDBACK, "{}");

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer.body()).has("error")).isTrue();
            assertThat(client.stats().path("faults").path("drop-after").intValue())
                    .isZero();
        }
    }

    private static Sandbox start(String faults) throws IOException {
        return Sandbox.start(SandboxOptions.withKey(SandboxClient.KEY)
                .withMetrics(Map.of("stars", MetricKind.SCALAR, "liked", MetricKind.BOOL))
                .withFaults(Faults.parse(faults)));
    }
}
