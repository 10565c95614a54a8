package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.STALL;
import static feedbackuploader.adaptive.RawServer.endless;
import static feedbackuploader.adaptive.RawServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which the wire breaks (the table in delivery.md, proxies left out), against the truth on the server. */
class WireFaultTest {

    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";
    private static final String ID = "{\"feedback_id\":\"f-1\"}";
    private static final int LARGE = 24_000_000;

    /** The break may come before HttpClient asked for the body, and is then a proof. */
    private static final Class<?>[] UNPROVED_OR_NOT_SENT = {Outcome.Ambiguous.class, Outcome.NotSent.class};

    static Stream<Arguments> faults() {
        Submission small = Given.RATING;
        return Stream.of(
                fault("accepted, then closed", small, Reading.NOTHING, CLOSE, 0, UNPROVED_OR_NOT_SENT),
                fault("accepted, then reset", small, Reading.NOTHING, RESET, 0, UNPROVED_OR_NOT_SENT),
                fault("small body, closed after headers", small, Reading.HEADERS, CLOSE, 0, UNPROVED_OR_NOT_SENT),
                fault("read whole, closed", small, Reading.WHOLE, CLOSE, 1, Outcome.Ambiguous.class),
                fault("read whole, reset", small, Reading.WHOLE, RESET, 1, Outcome.Ambiguous.class),
                fault("read whole, never answered", small, Reading.WHOLE, SILENCE, 1, Outcome.Ambiguous.class),
                fault(
                        "half a status line",
                        small,
                        Reading.WHOLE,
                        send("HTTP/1.1 2", CLOSE),
                        1,
                        Outcome.Ambiguous.class),
                fault(
                        "half the headers",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "X: ", RESET),
                        1,
                        Outcome.Ambiguous.class),
                fault(
                        "half the headers, then silence",
                        small,
                        Reading.WHOLE,
                        send(CREATED, SILENCE),
                        1,
                        Outcome.Ambiguous.class),
                fault(
                        "no HTTP at all",
                        small,
                        Reading.WHOLE,
                        send("220 smtp ready\r\n\r\n", CLOSE),
                        1,
                        Outcome.Ambiguous.class),
                fault("garbage", small, Reading.WHOLE, send("\0\1\2\377garbage", CLOSE), 1, Outcome.Ambiguous.class),
                fault(
                        "an interim answer, then nothing",
                        small,
                        Reading.WHOLE,
                        send("HTTP/1.1 102 Processing\r\n\r\n", CLOSE),
                        1,
                        Outcome.Ambiguous.class),
                fault(
                        "201, truncated body",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "Content-Length: 99\r\n\r\n{\"feed", CLOSE),
                        1,
                        Outcome.Recorded.class),
                fault(
                        "201, truncated body, reset",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "Content-Length: 99\r\n\r\n{\"feed", RESET),
                        1,
                        Outcome.class),
                fault(
                        "201, stalled body",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "Content-Length: 99\r\n\r\n{\"feed", SILENCE),
                        1,
                        Outcome.Recorded.class),
                fault(
                        "201, no body at all",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "Content-Length: 99\r\n\r\n", SILENCE),
                        1,
                        Outcome.Recorded.class),
                fault(
                        "201, no length, cut",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "\r\n{\"feedback_id\":\"f-", CLOSE),
                        1,
                        Outcome.Recorded.class),
                fault(
                        "201, broken chunk",
                        small,
                        Reading.WHOLE,
                        send(CREATED + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", CLOSE),
                        1,
                        Outcome.Recorded.class),
                fault("201, endless body", small, Reading.WHOLE, endless(CREATED + "\r\n"), 1, Outcome.Recorded.class),
                fault(
                        "201, endless body of known length",
                        small,
                        Reading.WHOLE,
                        endless(CREATED + "Content-Length: 9999999999\r\n\r\n"),
                        1,
                        Outcome.Recorded.class),
                fault(
                        "large body, reset after headers",
                        Given.ratingOf(LARGE),
                        Reading.HEADERS,
                        RESET,
                        0,
                        Outcome.NotSent.class),
                fault(
                        "large body, closed after headers",
                        Given.ratingOf(LARGE),
                        Reading.HEADERS,
                        CLOSE,
                        0,
                        Outcome.NotSent.class),
                fault(
                        "large body, not read on",
                        Given.ratingOf(LARGE),
                        Reading.HEADERS,
                        STALL,
                        0,
                        Outcome.NotSent.class),
                fault(
                        "large body, read whole, reset",
                        Given.ratingOf(LARGE),
                        Reading.WHOLE,
                        RESET,
                        1,
                        Outcome.Ambiguous.class),
                fault(
                        "large body, answered early",
                        Given.ratingOf(LARGE),
                        Reading.HEADERS,
                        send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", SILENCE),
                        0,
                        Outcome.Rejected.class));
    }

    private static Arguments fault(
            String name, Submission sent, Reading reading, Act act, int whole, Class<?>... expected) {
        return Arguments.of(name, sent, reading, act, whole, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void comes_to_the_outcome_that_the_facts_allow(
            String name, Submission sent, Reading reading, Act act, int whole, Class<?>[] expected) throws IOException {
        boolean large = sent.body().length() == Given.ratingOf(LARGE).body().length();
        try (RawServer server = RawServer.that(reading, act);
                AdaptiveClient client = Given.client(server.url(), large ? Duration.ofSeconds(2) : Given.SHORT)) {
            Outcome outcome = Given.record(client, sent);

            assertThat(server.fired()).as("the fault came about, once").isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.whole()).hasSize(whole);
            assertThat(outcome).isInstanceOfAny(expected);
            if (whole > 0) {
                assertThat(outcome).isNotInstanceOf(Outcome.NotSent.class);
            }
            if (outcome instanceof Outcome.Recorded recorded) {
                assertThat(recorded).isEqualTo(new Outcome.Recorded(201, null));
            }
        }
    }

    @Test
    void keeps_the_id_that_came_whole_before_the_body_stalled() throws IOException {
        try (RawServer server =
                        RawServer.that(Reading.WHOLE, send(CREATED + "Content-Length: 99\r\n\r\n" + ID, SILENCE));
                AdaptiveClient client = Given.client(server.url(), Given.SHORT)) {
            assertThat(Given.record(client, Given.RATING)).isEqualTo(new Outcome.Recorded(201, "f-1"));
        }
    }

    @Test
    void hangs_up_at_the_time_out() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, SILENCE);
                AdaptiveClient client = Given.client(server.url(), Given.SHORT)) {
            Outcome outcome = Given.record(client, Given.RATING);

            assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(outcome.toString()).contains("did not answer within 300 ms");
            assertThat(server.clientHungUp()).as("the connection is closed").isTrue();
        }
    }

    @Test
    void hangs_up_on_a_stalled_body_at_the_time_out() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, send(CREATED + "Content-Length: 9\r\n\r\n{", SILENCE));
                AdaptiveClient client = Given.client(server.url(), Given.SHORT)) {
            assertThat(Given.record(client, Given.RATING)).isEqualTo(new Outcome.Recorded(201, null));
            assertThat(server.clientHungUp()).isTrue();
        }
    }

    @Test
    void hangs_up_on_an_endless_body_long_before_the_time_out() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, endless(CREATED + "\r\n"));
                AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
            long start = System.nanoTime();
            assertThat(Given.record(client, Given.RATING)).isEqualTo(new Outcome.Recorded(201, null));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(server.clientHungUp()).isTrue();
            assertThat(server.sentEndlessly())
                    .as("no more than socket buffers hold")
                    .isLessThan(32_000_000);
        }
    }

    @Test
    void never_says_not_sent_of_a_request_that_the_server_saw_whole() throws IOException {
        Random random = new Random(17);
        int size = 12_000_000; // well beyond what socket buffers take in
        Submission sent = Given.ratingOf(size);
        int length = sent.body().length();
        int notSent = 0;
        int wholes = 0;
        for (int i = 0; i < 24; i++) {
            long cut = i % 3 == 0 ? length : random.nextInt(length);
            Act act = random.nextBoolean() ? RESET : CLOSE;
            try (RawServer server = RawServer.that(l -> Math.min(l, cut), act);
                    AdaptiveClient client = Given.client(server.url(), Given.LONG)) {
                Outcome outcome = Given.record(client, sent);
                assertThat(server.fired()).isEqualTo(1);
                wholes += server.whole().size();
                if (outcome instanceof Outcome.NotSent) {
                    notSent++;
                    assertThat(server.whole()).isEmpty();
                } else {
                    assertThat(outcome).isInstanceOf(Outcome.Ambiguous.class);
                }
            }
        }
        assertThat(notSent).as("the property was put to the test").isPositive();
        assertThat(wholes).isEqualTo(8);
    }

    @Test
    void connection_refused_is_not_sent() throws IOException {
        int port = RawServer.deadPort();
        try (AdaptiveClient client = Given.client("http://127.0.0.1:" + port, Given.LONG)) {
            assertThat(Given.record(client, Given.RATING))
                    .isEqualTo(new Outcome.NotSent("The connection was refused by 127.0.0.1:" + port
                            + ". Check the URL and its port, and that the server runs."));
            assertThat(client.metrics()).isInstanceOf(CatalogueAnswer.Unreachable.class);
        }
    }

    @Test
    void a_host_that_does_not_exist_is_not_sent() {
        try (AdaptiveClient client = Given.client("https://nowhere.invalid", Given.LONG)) {
            assertThat(Given.record(client, Given.RATING))
                    .isEqualTo(new Outcome.NotSent(
                            "The host of nowhere.invalid:443 was not found. Check the spelling of the URL, and the network or"
                                    + " VPN."));
        }
    }

    @Test
    void after_closing_nothing_leaves_but_what_is_on_its_way_still_ends() throws IOException {
        try (RawServer server = RawServer.that(Reading.WHOLE, SILENCE)) {
            AdaptiveClient client = Given.client(server.url(), Given.SHORT);
            var running = client.record(Given.RATING);
            client.close();

            assertThat(Given.record(client, Given.RATING)).isInstanceOf(Outcome.NotSent.class);
            assertThat(running.join()).isInstanceOf(Outcome.Ambiguous.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
