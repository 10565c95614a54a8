package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.PROPERLY;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.endless;
import static feedbackuploader.adaptive.RawServer.send;
import static feedbackuploader.adaptive.RawServer.trickle;
import static feedbackuploader.adaptive.WireFault.after;

import feedbackuploader.server.Outcome.Ambiguous;
import feedbackuploader.server.Outcome.Recorded;
import feedbackuploader.server.Outcome.Stopped;
import feedbackuploader.server.Outcome.Unconfirmed;
import java.util.stream.Stream;

/** The answer's head came whole, so its status counts, whatever becomes of the body. */
final class BodyFaults {

    private static final String STATUS = "HTTP/1.1 201 Created\r\n";
    private static final String ID = "{\"feedback_id\":\"f-1\"}";
    private static final String CHUNKED = STATUS + "Transfer-Encoding: chunked\r\n\r\n";

    private BodyFaults() {}

    static Stream<WireFault> all() {
        return Stream.of(brokenOff(), endlessBodies(), wrongLengths(), wrongChunks(), others())
                .flatMap(faults -> faults);
    }

    private static String length(Object length) {
        return STATUS + "Content-Length: " + length + "\r\n\r\n";
    }

    private static Stream<WireFault> brokenOff() {
        return Stream.of(
                        new String[] {"no body", length(99)},
                        new String[] {"half a body", length(99) + "{\"feed"},
                        new String[] {"half a chunk", CHUNKED + "15\r\n{\"feed"})
                .flatMap(start -> Stream.of(
                        after("201, " + start[0] + ", closed", send(start[1], CLOSE), Unconfirmed.class),
                        after(
                                "201, " + start[0] + ", reset",
                                send(start[1], RESET),
                                Unconfirmed.class,
                                Ambiguous.class),
                        after("201, " + start[0] + ", half closed", send(start[1], HALF_CLOSE), Unconfirmed.class),
                        after("201, " + start[0] + ", silence", send(start[1], SILENCE), Unconfirmed.class)
                                .endedByTimeOut()));
    }

    private static Stream<WireFault> endlessBodies() {
        return Stream.of(
                after("201, endless body", endless(STATUS + "\r\n"), Unconfirmed.class),
                after("201, endless body of known length", endless(length(9_999_999_999L)), Unconfirmed.class),
                after("201, endless chunks", endless(CHUNKED, "1\r\nx\r\n".repeat(1_000)), Unconfirmed.class),
                after("201, one endless chunk", endless(CHUNKED + "7fffffff\r\n"), Unconfirmed.class),
                after("201, an endless size of a chunk", endless(CHUNKED, "0".repeat(8_000)), Unconfirmed.class),
                after("201, an endless extension of a chunk", endless(CHUNKED + "1;"), Unconfirmed.class),
                after("201, an endless trailer", endless(CHUNKED + "0\r\nX: "), Unconfirmed.class),
                after("201, a trickle of a body", trickle(STATUS + "\r\n", "x"), Unconfirmed.class)
                        .endedByTimeOut());
    }

    private static Stream<WireFault> wrongLengths() {
        return Stream.of(
                after("201, no length, closed", send(STATUS + "\r\n" + ID, CLOSE), Recorded.class)
                        .withId("f-1"),
                after("201, no length, cut", send(STATUS + "\r\n{\"feedback_id\":\"f-", CLOSE), Unconfirmed.class),
                after("201, no length, never closed", send(STATUS + "\r\n" + ID, SILENCE), Recorded.class)
                        .withId("f-1")
                        .endedByTimeOut(),
                after("201, length too long, silence", send(length(99) + ID, SILENCE), Recorded.class)
                        .withId("f-1")
                        .endedByTimeOut(),
                after("201, length too long, closed", send(length(99) + ID, CLOSE), Recorded.class)
                        .withId("f-1"),
                after("201, length too short", send(length(5) + ID, CLOSE), Unconfirmed.class),
                after("201, length 0", send(length(0) + ID, CLOSE), Unconfirmed.class),
                after("201, length -5", send(length(-5) + ID, CLOSE), Unconfirmed.class),
                after("201, length x", send(length("x") + ID, CLOSE), Unconfirmed.class),
                after("201, length beyond any number", send(length("9".repeat(30)) + ID, CLOSE), Unconfirmed.class),
                after(
                                "201, length twice",
                                send(
                                        STATUS + "Content-Length: 21\r\n"
                                                + length(21).substring(STATUS.length()) + ID,
                                        CLOSE),
                                Recorded.class)
                        .withId("f-1"),
                after(
                        "201, two lengths",
                        send(STATUS + "Content-Length: 5\r\n" + length(21).substring(STATUS.length()) + ID, CLOSE),
                        Unconfirmed.class),
                after("201, length as a list", send(length("21, 21") + ID, CLOSE), Unconfirmed.class));
    }

    private static Stream<WireFault> wrongChunks() {
        return Stream.of(
                after("201, chunks", send(CHUNKED + "15\r\n" + ID + "\r\n0\r\n\r\n", CLOSE), Recorded.class)
                        .withId("f-1"),
                after("201, no last chunk", send(CHUNKED + "15\r\n" + ID + "\r\n", CLOSE), Recorded.class)
                        .withId("f-1"),
                after("201, a chunk of no number", send(CHUNKED + "zz\r\n" + ID, SILENCE), Unconfirmed.class),
                after("201, a chunk of -15", send(CHUNKED + "-15\r\n" + ID, SILENCE), Unconfirmed.class),
                after("201, a chunk too large", send(CHUNKED + "ffffffffff\r\n" + ID, SILENCE), Unconfirmed.class),
                after("201, a chunk without a size", send(CHUNKED + "\r\n" + ID, CLOSE), Unconfirmed.class),
                after(
                        "201, a chunk too short",
                        send(CHUNKED + "5\r\n" + ID + "\r\n0\r\n\r\n", CLOSE),
                        Unconfirmed.class),
                after(
                        "201, a length and chunks",
                        send(
                                STATUS + "Content-Length: 5\r\n" + CHUNKED.substring(STATUS.length()) + "15\r\n" + ID
                                        + "\r\n0\r\n\r\n",
                                CLOSE),
                        Unconfirmed.class));
    }

    private static Stream<WireFault> others() {
        return Stream.of(
                after("201 of HTTP/1.0", send("HTTP/1.0 201 Created\r\n\r\n" + ID, CLOSE), Recorded.class)
                        .withId("f-1"),
                after(
                                "201 without words",
                                send("HTTP/1.1 201\r\nContent-Length: 21\r\n\r\n" + ID, CLOSE),
                                Recorded.class)
                        .withId("f-1"),
                after(
                                "201 with bare line feeds",
                                send("HTTP/1.1 201 Created\nContent-Length: 21\n\n" + ID, CLOSE),
                                Recorded.class)
                        .withId("f-1"),
                after(
                        "201, gzip unasked",
                        send(STATUS + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\37\213\10\0\0", PROPERLY),
                        Unconfirmed.class),
                after(
                        "200, gzip unasked",
                        send(
                                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\37\213\10\0\0",
                                CLOSE),
                        Unconfirmed.class),
                after("201 twice", send(length(21) + ID + length(21) + ID, CLOSE), Recorded.class)
                        .withId("f-1"),
                after(
                        "500 and 201",
                        send("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n" + length(21) + ID, CLOSE),
                        Ambiguous.class),
                after("204", send("HTTP/1.1 204 No Content\r\n\r\n", CLOSE), Unconfirmed.class),
                after(
                        "204 with a body",
                        send("HTTP/1.1 204 No Content\r\nContent-Length: 21\r\n\r\n" + ID, CLOSE),
                        Ambiguous.class),
                after("205", send("HTTP/1.1 205 Reset Content\r\n\r\n", CLOSE), Unconfirmed.class),
                after(
                        "304 with a body",
                        send("HTTP/1.1 304 Not Modified\r\nContent-Length: 21\r\n\r\n" + ID, CLOSE),
                        Stopped.class),
                after("999", send("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n", CLOSE), Ambiguous.class));
    }
}
