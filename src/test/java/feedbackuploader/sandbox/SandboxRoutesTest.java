package feedbackuploader.sandbox;

import static feedbackuploader.sandbox.SandboxClient.COMPARISON;
import static feedbackuploader.sandbox.SandboxClient.FEEDBACK;
import static feedbackuploader.sandbox.SandboxClient.GRAPHQL;
import static feedbackuploader.sandbox.SandboxClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxRoutesTest extends SandboxCase {

    @Override
    SandboxOptions options() {
        return with(Map.of("stars", MetricKind.SCALAR));
    }

    @Test
    void health_needs_no_key() throws Exception {
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sandbox/feedback", "/sandbox/stats"})
    void what_was_recorded_is_shown_to_those_with_the_key(String path) throws Exception {
        HttpRequest.Builder keyless = HttpRequest.newBuilder(sandbox.root().resolve(path));

        assertThat(client.send(keyless).statusCode()).isEqualTo(401);
        assertThat(client.send(keyless.header("Authorization", "Bearer other")).statusCode())
                .isEqualTo(401);
        assertThat(client.get(path).statusCode()).isEqualTo(200);
    }

    /** A web page may give its own name this computer's address, and then read whatever answers to that name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:{port}",
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example:{port}",
                "Host: localhost.evil.example:{port}",
                "Host: 127.0.0.1:1",
                "Host: localhost",
                "Host: evil@127.0.0.1:{port}",
                "Host: 0.0.0.0:{port}",
                "Host:",
                "Host: 127.0.0.1:{port}\r\nHost: evil.example",
                ""
            })
    void no_route_answers_to_another_name(String host) throws Exception {
        String header = host.isEmpty() ? "" : host.replace("{port}", port()) + "\r\n";
        for (String path :
                List.of(FEEDBACK, COMPARISON, GRAPHQL, "/health", "/sandbox/feedback", "/sandbox/stats", "/x")) {
            String answer = client.get(path, header);

            assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 40[03] .*");
            assertThat(answer).as(path).doesNotContain("recorded\":");
        }
        assertThat(client.get("/health", "Host: evil.example\r\n"))
                .contains("The sandbox answers only to 127.0.0.1:" + port() + ", localhost:" + port() + " and [::1]:"
                        + port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LocalHost", "[::1]"})
    void it_answers_to_the_names_of_this_computer(String name) throws Exception {
        assertThat(client.get("/sandbox/stats", "Host: " + name + ":" + port() + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    private String port() {
        return String.valueOf(sandbox.root().getPort());
    }

    @Test
    void every_answer_is_dated() throws Exception {
        assertThat(client.get("/health").headers().firstValue("Date")).isPresent();
        assertThat(client.get("/nothing").headers().firstValue("Date")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {FEEDBACK, COMPARISON, GRAPHQL})
    void the_api_refuses_a_request_without_the_key(String path) throws Exception {
        assertUnauthorized(HttpRequest.newBuilder(sandbox.root().resolve(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer other", "Bearer ", "sandbox-key", "Basic sandbox-key", "Bearer sandbox-key2"})
    void the_api_refuses_a_wrong_key(String authorization) throws Exception {
        assertUnauthorized(
                HttpRequest.newBuilder(sandbox.root().resolve(FEEDBACK)).header("Authorization", authorization));
    }

    private void assertUnauthorized(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.POST(BodyPublishers.ofString(SandboxClient.GOOD_FEEDBACK)));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer.body()).path("error").asText()).contains("API key");
        assertThat(sandbox.recordedCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/feedback/", "/api/v1/interaction", "/api/v1/api/v1/feedback", "/healthz"})
    void an_unknown_route_is_not_found_and_not_in_json(String path) throws Exception {
        HttpResponse<String> answer = client.post(path, SandboxClient.GOOD_FEEDBACK);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).doesNotContain("error");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/feedback, POST",
        "PUT, /api/v1/comparison, POST",
        "HEAD, /api/graphql, POST",
        "POST, /health, GET",
        "DELETE, /sandbox/feedback, GET"
    })
    void a_known_route_says_which_method_it_takes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = client.send(client.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(answer.body()).doesNotContain("error");
    }

    @Test
    void a_body_may_have_eight_mebibytes() throws Exception {
        String body = SandboxClient.GOOD_FEEDBACK + " ".repeat((8 << 20) - SandboxClient.GOOD_FEEDBACK.length());

        assertThat(client.post(FEEDBACK, body).statusCode()).isEqualTo(201);

        HttpResponse<String> answer = client.post(FEEDBACK, body + " ");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer.body()).path("error").asText()).contains("8388608 bytes");
        assertThat(sandbox.recordedCount()).isEqualTo(1);
    }

    @Test
    void half_a_request_is_not_recorded() throws Exception {
        String body = SandboxClient.GOOD_FEEDBACK;
        try (Socket socket = client.connect()) {
            socket.getOutputStream().write(client.rawPost(FEEDBACK, body, body.length() + 1));
            socket.shutdownOutput();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sandbox.recordedCount()).isZero();
    }

    @Test
    void a_connection_serves_one_request_after_another() throws Exception {
        String body = SandboxClient.GOOD_FEEDBACK;
        byte[] request = client.rawPost(FEEDBACK, body, body.length());
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request);
                StringBuilder answer = new StringBuilder();
                while (answer.indexOf("}") < 0) {
                    answer.append((char) socket.getInputStream().read());
                }
                assertThat(answer).startsWith("HTTP/1.1 201 ");
            }
        }
        assertThat(sandbox.recordedCount()).isEqualTo(3);
    }

    @Test
    void the_statistics_count_requests_answers_and_what_was_recorded() throws Exception {
        client.post(FEEDBACK, SandboxClient.GOOD_FEEDBACK);
        client.post(FEEDBACK, "{}");
        client.post(GRAPHQL, "{\"query\":\"{metrics{key}}\"}");
        client.get("/nowhere");
        client.get("/sandbox/feedback");

        JsonNode stats = client.stats();

        assertThat(stats.path("requests"))
                .isEqualTo(json("{\"/api/graphql\":1,\"/api/v1/comparison\":0,\"/api/v1/feedback\":2,"
                        + "\"/api/v1/interactions\":0,\"/api/v1/outcome\":0,\"/health\":0,"
                        + "\"/sandbox/feedback\":1,\"/sandbox/stats\":1,\"other\":1}"));
        assertThat(stats.path("answers")).isEqualTo(json("{\"200\":2,\"201\":1,\"404\":1,\"422\":1}"));
        assertThat(stats.path("faults"))
                .isEqualTo(json("{\"429\":0,\"500\":0,\"500-after\":0,\"503\":0,\"drop-after\":0,\"drop-before\":0,"
                        + "\"timeout\":0,\"unlisted\":0}"));
        assertThat(stats.path("recorded").intValue()).isEqualTo(1);
    }

    @Test
    void the_root_is_on_this_machine_only_and_has_no_slash_at_the_end() {
        URI root = sandbox.root();

        assertThat(root.toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
    }
}
