package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.CLOSE;
import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;
import static feedbackuploader.adaptive.RawServer.SILENCE;
import static feedbackuploader.adaptive.RawServer.STALL;
import static feedbackuploader.adaptive.RawServer.send;
import static feedbackuploader.adaptive.WireFault.after;
import static feedbackuploader.adaptive.WireFault.at;

import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.Outcome.Ambiguous;
import feedbackuploader.server.Outcome.NotProcessed;
import feedbackuploader.server.Outcome.NotSent;
import feedbackuploader.server.Outcome.Rejected;
import java.util.Map;
import java.util.stream.Stream;

/** The server breaks off while the request still comes in. */
final class RequestFaults {

    private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private static final int ALL_BUT_ONE = Given.RATING.body().length() - 1;

    private static final Class<?>[] OPEN = {Ambiguous.class, NotSent.class};

    private RequestFaults() {}

    static Stream<WireFault> all() {
        return Stream.concat(small(), large());
    }

    /** All of it left at once, unless the break came before HttpClient asked for the body, which is then a proof. */
    private static Stream<WireFault> small() {
        return Stream.concat(
                Stream.of(
                        at(Reading.NOTHING, "accepted, then closed", CLOSE, OPEN),
                        at(Reading.NOTHING, "accepted, then reset", RESET, OPEN),
                        at(Reading.NOTHING, "accepted, then half closed", HALF_CLOSE, OPEN)),
                Stream.concat(
                                Stream.of(1, 16, 100, 200).map(n -> Map.entry(n + " bytes", Reading.bytes(n))),
                                Stream.of(0, 1, ALL_BUT_ONE)
                                        .map(n -> Map.entry("the head and " + n + " bytes", Reading.body(n))))
                        .flatMap(part -> Stream.of(
                                at(part.getValue(), "closed after " + part.getKey(), CLOSE, OPEN),
                                at(part.getValue(), "reset after " + part.getKey(), RESET, OPEN),
                                at(part.getValue(), "half closed after " + part.getKey(), HALF_CLOSE, OPEN))));
    }

    private static Stream<WireFault> large() {
        return Stream.of(
                        at(Reading.HEADERS, "closed after the head", CLOSE, NotSent.class),
                        at(Reading.HEADERS, "reset after the head", RESET, NotSent.class),
                        at(Reading.HEADERS, "half closed after the head", HALF_CLOSE, OPEN),
                        at(Reading.HEADERS, "not read on", STALL, NotSent.class).endedByTimeOut(),
                        at(Reading.body(1), "reset after a byte", RESET, NotSent.class),
                        at(Reading.body(1_000_000), "reset after 1 MB", RESET, NotSent.class),
                        at(Reading.body(1_000_000), "closed after 1 MB", CLOSE, NotSent.class),
                        at(Reading.body(1_000_000), "half closed after 1 MB", HALF_CLOSE, OPEN),
                        after("reset when read whole", RESET, Ambiguous.class),
                        after("closed when read whole", CLOSE, Ambiguous.class),
                        at(Reading.HEADERS, "413, then read", send(TOO_LARGE, SILENCE), Rejected.class),
                        at(Reading.HEADERS, "413, then closed", send(TOO_LARGE, CLOSE), NotSent.class, Rejected.class),
                        at(Reading.HEADERS, "503, then read", send(BUSY, SILENCE), NotProcessed.class),
                        at(Reading.HEADERS, "503, not read on", send(BUSY, STALL), NotSent.class)
                                .endedByTimeOut())
                .map(WireFault::large);
    }
}
