package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers to rows that were read whole, cut after every single byte: an outcome of before the head's last byte, and
 * another one from then on.
 */
class CutAnswerTest {

    private static final String JSON = "\r\nContent-Type: application/json\r\n";
    private static final String ID = "{\"feedback_id\":\"f-1\"}";
    private static final String CREATED = "HTTP/1.1 201 Created" + JSON + "Content-Length: 21\r\n\r\n" + ID;
    private static final String CHUNKS = "Transfer-Encoding: chunked\r\n\r\n15\r\n" + ID + "\r\n0\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int REPETITIONS = 100;

    static Stream<Arguments> answers() {
        String error = "Content-Length: 15\r\n\r\n{\"error\":\"bad\"}";
        return Stream.of(
                answer("201", CREATED, Outcome.Recorded.class),
                answer("201 in chunks", "HTTP/1.1 201 Created" + JSON + CHUNKS, Outcome.Recorded.class),
                answer("201 of HTTP/1.0", "HTTP/1.0 201 Created" + JSON + "\r\n" + ID, Outcome.Recorded.class),
                answer("422", "HTTP/1.1 422 Unprocessable" + JSON + error, Outcome.Rejected.class),
                answer("503", "HTTP/1.1 503 Busy" + JSON + "Retry-After: 7\r\n" + error, Outcome.NotProcessed.class),
                answer("401", "HTTP/1.1 401 Who" + JSON + error, Outcome.Stopped.class));
    }

    private static Arguments answer(String name, String text, Class<?> outcome) {
        return Arguments.of(name, text, outcome);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void cut_after_every_byte(String name, String answer, Class<?> outcome) throws IOException {
        cutEverywhere(answer, CLOSE, outcome, Given.LONG);
        cutEverywhere(answer, HALF_CLOSE, outcome, Given.LONG);
    }

    @Test
    void silence_after_every_byte() throws IOException {
        cutEverywhere(CREATED, SILENCE, Outcome.Recorded.class, PATIENCE);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void cut_after_every_byte_again_and_again(String name, String answer, Class<?> outcome) throws IOException {
        for (int i = 0; i < REPETITIONS; i++) {
            cutEverywhere(answer, CLOSE, outcome, Given.LONG);
            cutEverywhere(answer, RESET, outcome, Given.LONG);
            cutEverywhere(answer, SILENCE, outcome, PATIENCE);
        }
    }

    private static void cutEverywhere(String answer, Act then, Class<?> outcome, Duration timeout) throws IOException {
        int head = answer.indexOf("\r\n\r\n") + 4;
        int cuts = then == SILENCE ? answer.length() : answer.length() + 1; // a whole one is kept alive
        try (RawServer server = RawServer.that(
                        Reading.WHOLE, connection -> rawRecord(answer, then).on(connection));
                AdaptiveClient client = Given.client(server.url(), timeout)) {
            Map<Integer, CompletableFuture<Outcome>> running = new LinkedHashMap<>();
            for (int rawRecord = 0; rawRecord < cuts; rawRecord++) {
                running.put(rawRecord, client.record(Given.rating(String.valueOf(rawRecord))));
                if (timeout.equals(Given.LONG)) {
                    Given.await(running.get(rawRecord));
                }
            }
            running.forEach((rawRecord, future) -> {
                Class<?> whole = outcome == Outcome.Recorded.class && rawRecord < answer.indexOf(ID) + ID.length()
                        ? Outcome.Unconfirmed.class // an id that was cut proves nothing
                        : outcome;
                boolean mayComeTooLate = then == RESET || (then == SILENCE && whole == Outcome.NotProcessed.class);
                Class<?>[] allowed = rawRecord < head
                        ? new Class<?>[] {Outcome.Ambiguous.class}
                        : mayComeTooLate ? new Class<?>[] {whole, Outcome.Ambiguous.class} : new Class<?>[] {whole};
                assertThat(Given.await(future))
                        .as("cut after %d bytes", rawRecord)
                        .isInstanceOfAny(allowed);
            });
            assertThat(server.fired()).isEqualTo(cuts);
            assertThat(server.whole()).hasSize(cuts);
            server.heal();
            Given.assertStillRecords(client);
        }
    }

    /** Each row says where its answer is to be cut. */
    private static Act rawRecord(String answer, Act then) {
        return connection -> send(answer.substring(0, Integer.parseInt(connection.completion())), then)
                .on(connection);
    }
}
