package feedbackuploader.adaptive;

import static feedbackuploader.adaptive.RawServer.HALF_CLOSE;
import static feedbackuploader.adaptive.RawServer.RESET;

import feedbackuploader.adaptive.RawServer.Act;
import feedbackuploader.adaptive.RawServer.Reading;
import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that keeps connections alive, answers half of the rows and breaks off with the others in a way and at a
 * moment of its own choosing; and that remembers what it told whom.
 */
final class Chaos implements Act {

    private static final int LONGEST_PAUSE_MICROS = 1_000;
    private static final String REFUSED = "HTTP/1.1 422 No\r\nContent-Length: 15\r\n\r\n{\"error\":\"bad\"}";
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private final Random random;
    private final Map<String, Class<?>> told = new ConcurrentHashMap<>();

    /** @param random used by many threads at once */
    Chaos(Random random) {
        this.random = random;
    }

    /** What the answer to this row says, whether or not all of it left; no class for a row that was not answered. */
    Class<?> told(String completion) {
        return told.getOrDefault(completion, Void.class);
    }

    @Override
    public void on(RawConnection connection) throws IOException {
        while (true) {
            connection.nextRequest();
            if (random.nextInt(20) == 0) {
                connection.read(Reading.bytes(1 + random.nextInt(300)));
                end(connection);
                return;
            }
            connection.read(Reading.WHOLE);
            pause(random);
            if (!answer(connection)) {
                end(connection);
                return;
            }
        }
    }

    /** Whether the connection is to be kept. */
    private boolean answer(RawConnection connection) throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> {
                return false;
            }
            case 1 -> {
                String answer = connection.properAnswer();
                told.put(connection.completion(), Outcome.Recorded.class);
                connection.send(answer.substring(0, random.nextInt(answer.length())));
                return false;
            }
            case 2 -> {
                told.put(connection.completion(), Outcome.Rejected.class);
                connection.send(REFUSED);
            }
            case 3 -> {
                told.put(connection.completion(), Outcome.NotProcessed.class);
                connection.send(BUSY);
            }
            default -> {
                told.put(connection.completion(), Outcome.Recorded.class);
                connection.send(connection.properAnswer());
            }
        }
        return random.nextInt(4) != 0; // else it is closed just when the client wants to use it again
    }

    private void end(RawConnection connection) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> RESET.on(connection);
            case 1 -> HALF_CLOSE.on(connection);
            default -> connection.close();
        }
    }

    static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_MICROS) * 1_000L);
    }
}
