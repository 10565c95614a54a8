package feedbackuploader.web.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalServerTest extends LocalServerCase {

    private static final Duration BEAT = LocalServer.BEAT;

    @Test
    void records_are_read_and_written_in_snake_case() throws Exception {
        assertThat(body(post("/api/thing", "application/json; charset=utf-8", "{\"large_number\":7}")))
                .isEqualTo("{\"large_number\":7}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                    | The request's body is not the JSON",
                "''                   | The request's body is not the JSON",
                "null                 | The request's body is null.",
                "{\"large\":1}        | The request's body is not the JSON",
                "{\"large_number\":\"x\"} | The request's body is not the JSON",
                "{\"large_number\":1}{} | The request's body is not the JSON"
            })
    void a_body_of_another_form_is_refused_with_the_reason(String json, String reason) throws Exception {
        String answer = post("/api/thing", "application/json", json);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"" + reason);
        assertThat(changes).isEmpty();
    }

    @Test
    void a_list_with_a_hole_is_refused_with_the_reason() throws Exception {
        assertThat(post("/api/things", "application/json", "{\"names\":[\"a\",null]}"))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"error\":\"The request's body is not the JSON");
        assertThat(changes).isEmpty();
    }

    @Test
    void a_dropped_file_is_read_as_it_comes_with_its_name() throws Exception {
        String answer = post(
                "/api/drop?name=M%C3%BCller+%26+Co.csv&name=other", "application/octet-stream", "x".repeat(2_000_000));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(changes).containsExactly("drop of 2000000 as Müller & Co.csv");
    }

    @Test
    void a_dropped_file_that_is_refused_is_answered_although_nobody_reads_it() throws Exception {
        assertThat(post("/api/refused", "application/octet-stream", "x".repeat(5_000_000)))
                .startsWith("HTTP/1.1 507 ")
                .endsWith("{\"error\":\"There is no room for it.\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/things/a-1/rows/12, '{\"id\":\"a-1\",\"row\":\"12\"}'",
        "/api/rows, '{\"from\":7}'",
        "/api/rows?from=60, '{\"from\":60}'",
        "/api/rows?from=-1, '{\"error\":\"\\\"from\\\" in the address is not a whole number from 0 on.\"}'",
        "/api/rows?from, '{\"error\":\"\\\"from\\\" in the address is not a whole number from 0 on.\"}'"
    })
    void a_route_is_told_what_stands_in_the_address(String target, String json) throws Exception {
        assertThat(body(get(target))).isEqualTo(json);
    }

    @Test
    void a_port_that_is_taken_is_named() {
        assertThatThrownBy(() -> LocalServer.start(
                        new LocalServer.Settings(server.port(), IDLE, () -> false, "/"), new Routes(), new Events()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on port " + server.port() + " of 127.0.0.1");
    }

    @Test
    void two_links_of_one_program_have_different_secrets_of_256_bits() throws Exception {
        try (LocalServer real =
                LocalServer.start(new LocalServer.Settings(0, IDLE, () -> false, "/"), new Routes(), new Events())) {
            String first = real.link().getRawQuery();

            assertThat(first).matches("token=[A-Za-z0-9_-]{43}");
            assertThat(real.link().getRawQuery()).isNotEqualTo(first);
        }
    }

    @Test
    void open_pages_are_told_what_happens() throws Exception {
        try (Socket first = listen();
                Socket second = listen()) {
            events.publish("file", Map.of("id", "a", "text", "one\ntwo"));

            for (Socket page : List.of(first, second)) {
                assertThat(RawBrowser.readTo("}\n\n", page))
                        .contains("event: file\ndata: {")
                        .contains("\"text\":\"one\\ntwo\"");
            }
        }
    }

    @Test
    void open_pages_are_told_now_and_then_that_the_server_lives() throws Exception {
        try (Socket page = listen()) {
            pulse.pass(BEAT);

            assertThat(RawBrowser.readTo(": \n\n", page)).isNotEmpty();
        }
    }

    @Test
    void the_page_that_has_listened_longest_makes_room() throws Exception {
        List<Socket> pages = new ArrayList<>();
        try {
            for (int i = 0; i <= Events.MOST_STREAMS; i++) {
                pages.add(listen());
            }

            String oldest = new String(pages.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(oldest).contains("retry: 10000\n\n");
            assertThat(events.count()).isEqualTo(Events.MOST_STREAMS);
        } finally {
            for (Socket page : pages) {
                page.close();
            }
        }
    }

    @Test
    void a_page_that_is_gone_is_told_nothing_more() throws Exception {
        Socket page = listen();
        page.setSoLinger(true, 0); // the server's first word to it is refused
        page.close();

        events.comment();

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (events.count() > 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(events.count()).isZero();
    }

    @Test
    void a_page_that_does_not_listen_keeps_nobody_waiting_and_is_cut_off() throws Exception {
        try (Socket page = listen()) {
            String text = "x".repeat(50_000);
            for (int i = 0; i < 600 && events.count() > 0; i++) {
                events.publish("file", Map.of("text", text));
            }

            assertThat(get("/api/thing")).contains(KEPT);
            assertThat(page.getInputStream().readAllBytes().length).isLessThan(25_000_000);
        }
    }

    @Test
    void it_ends_when_nobody_has_asked_for_anything_for_long() throws Exception {
        pulse.pass(IDLE.minus(BEAT));
        get("/api/thing");
        pulse.pass(IDLE.minus(BEAT));
        assertThat(server.hasEnded()).isFalse();

        pulse.pass(BEAT);

        assertThat(server.awaitEnd()).isEqualTo(LocalServer.End.IDLE);
    }

    @Test
    void a_stranger_does_not_keep_it_from_ending() throws Exception {
        try (Socket slow = browser.begin("POST / HTTP/1.1\r\n" + host() + "\r\nContent-Length: 60000\r\n\r\n")) {
            RawBrowser.readTo("403", slow);
            pulse.pass(IDLE);
            browser.send("GET", "/", List.of(host()), "");
            pulse.pass(BEAT);

            assertThat(server.hasEnded()).isTrue();
        }
    }

    @Test
    void it_stays_as_long_as_a_page_listens() throws Exception {
        try (Socket page = listen()) {
            pulse.pass(IDLE.multipliedBy(2));
            pulse.pass(BEAT);

            assertThat(page.isConnected()).isTrue();
            assertThat(server.hasEnded()).isFalse();
        }
    }

    @Test
    void it_stays_as_long_as_there_is_work_and_then_for_a_while() {
        busy.set(true);
        pulse.pass(IDLE.multipliedBy(2));
        busy.set(false);
        pulse.pass(BEAT);
        assertThat(server.hasEnded()).isFalse();

        pulse.pass(IDLE);

        assertThat(server.hasEnded()).isTrue();
    }

    @Test
    void pages_that_listen_see_its_end() throws Exception {
        try (Socket page = listen()) {
            server.close();

            assertThat(page.getInputStream().read()).isLessThan(128);
            assertThat(server.awaitEnd()).isEqualTo(LocalServer.End.CLOSED);
        }
    }

    private Socket listen() throws IOException {
        Socket page = browser.begin("GET " + HOME + "/api/events HTTP/1.1\r\n" + host() + "\r\n" + cookie()
                + "\r\nConnection: close\r\n\r\n");
        assertThat(RawBrowser.readTo("retry: 1000\n\n", page)).containsIgnoringCase("text/event-stream");
        return page;
    }

    @Test
    void a_file_that_was_made_for_one_answer_is_deleted_after_it() throws Exception {
        assertThat(get("/api/report?once")).contains(KEPT);
        for (int look = 0; look < 100 && Files.exists(folder.resolve("report.html")); look++) {
            Thread.sleep(50); // the answer is there before the server has ended it
        }
        assertThat(folder.resolve("report.html")).doesNotExist();
    }
}
