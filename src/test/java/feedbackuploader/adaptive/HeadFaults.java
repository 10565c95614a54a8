package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.endless;
import static feedbackuploader.adaptive.RawServer.send;
import static feedbackuploader.adaptive.RawServer.trickle;
import static feedbackuploader.adaptive.WireFault.after;

import feedbackuploader.server.Outcome.Ambiguous;
import feedbackuploader.server.Outcome.Recorded;
import java.util.stream.Stream;

/** The request was read whole, and no answer's head comes, or one that is none. */
final class HeadFaults {

    private static final String STATUS = "HTTP/1.1 201 Created\r\n";
    private static final String CREATED = RawConnection.created("{\"feedback_id\":\"f-1\"}");
    private static final String PROCESSING = "HTTP/1.1 102 Processing\r\n\r\n";
    private static final String MANY_HEADERS = "X: abcdef\r\n".repeat(1_000);

    private HeadFaults() {}

    static Stream<WireFault> all() {
        return Stream.of(brokenOff(), noHttp(), endlessHeads(), interim()).flatMap(faults -> faults);
    }

    private static Stream<WireFault> brokenOff() {
        return Stream.of(
                        new String[] {"no answer", ""},
                        new String[] {"one letter", "H"},
                        new String[] {"half a status line", "HTTP/1.1 2"},
                        new String[] {"a status line", STATUS},
                        new String[] {"half the headers", STATUS + "Content-Length: 2\r\nX: "},
                        new String[] {"all headers but no empty line", STATUS + "Content-Length: 2\r\n"},
                        new String[] {"bytes that are no text", "\0\1\2\377"},
                        new String[] {"a TLS alert", "\25\3\1\0\2\2\50"},
                        new String[] {"an HTTP/2 settings frame", "\0\0\0\4\0\0\0\0\0"},
                        new String[] {"an interim answer", PROCESSING})
                .flatMap(start -> Stream.of(
                        after(start[0] + ", closed", send(start[1], CLOSE), Ambiguous.class),
                        after(start[0] + ", reset", send(start[1], RESET), Ambiguous.class),
                        after(start[0] + ", half closed", send(start[1], HALF_CLOSE), Ambiguous.class),
                        after(start[0] + ", silence", send(start[1], SILENCE), Ambiguous.class)
                                .endedByTimeOut()));
    }

    /** HttpClient itself closes none of these connections; the server does. */
    private static Stream<WireFault> noHttp() {
        return Stream.of(
                        "220 smtp ready\r\n\r\n",
                        "SSH-2.0-OpenSSH_9.6\r\n",
                        "\0\1\2\377garbage\r\n\r\n",
                        "\r\n\r\n" + CREATED,
                        "ICY 201 Created\r\n\r\n",
                        "HTTP/2 201 Created\r\n\r\n",
                        "HTTP/1.1 abc Created\r\n\r\n",
                        "HTTP/1.1 -201 Created\r\n\r\n",
                        "HTTP/1.1 2 01 Created\r\n\r\n",
                        "HTTP/1.1 000 Created\r\n\r\n",
                        "HTTP/1.1  201 Created\r\n\r\n",
                        "HTTP/1.1 99999 Created\r\n\r\n",
                        STATUS + "two words: a\r\n\r\n",
                        STATUS + "X: a\0b\r\n\r\n")
                .map(text -> after("no HTTP: " + text.strip(), send(text, CLOSE), Ambiguous.class));
    }

    private static Stream<WireFault> endlessHeads() {
        return Stream.of(
                after("an endless line", endless(""), Ambiguous.class),
                after("an endless status line", endless("HTTP/1.1 201 "), Ambiguous.class),
                after("endless headers", endless(STATUS, MANY_HEADERS), Ambiguous.class),
                after("an endless header", endless(STATUS + "X: "), Ambiguous.class),
                after("an endless header name", endless(STATUS), Ambiguous.class),
                after("endless empty lines", endless("", "\r\n".repeat(4_000)), Ambiguous.class),
                after("endless interim answers", endless("", PROCESSING.repeat(300)), Ambiguous.class),
                after("an endless interim answer", endless("HTTP/1.1 103 Early\r\n", MANY_HEADERS), Ambiguous.class),
                after("a trickle of a status line", trickle("HTTP/1.1 201 ", "x"), Ambiguous.class)
                        .endedByTimeOut(),
                after("a trickle of headers", trickle(STATUS, "X: y\r\n"), Ambiguous.class)
                        .endedByTimeOut());
    }

    /** HttpClient puts up with eight before the answer proper. */
    private static Stream<WireFault> interim() {
        return Stream.of(
                after("100 and the answer", send("HTTP/1.1 100 Continue\r\n\r\n" + CREATED, CLOSE), Recorded.class)
                        .withId("f-1"),
                after(
                                "103 and the answer",
                                send("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + CREATED, CLOSE),
                                Recorded.class)
                        .withId("f-1"),
                after("eight times 102 and the answer", send(PROCESSING.repeat(8) + CREATED, CLOSE), Recorded.class)
                        .withId("f-1"),
                after("fifty times 102 and the answer", send(PROCESSING.repeat(50) + CREATED, CLOSE), Ambiguous.class),
                after("a trickle of 102", trickle("", PROCESSING), Ambiguous.class),
                after("101", send("HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n", CLOSE), Ambiguous.class),
                after(
                        "101 and bytes",
                        send("HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n\1\2\3", SILENCE),
                        Ambiguous.class));
    }
}
