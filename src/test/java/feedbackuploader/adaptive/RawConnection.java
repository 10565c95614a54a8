package feedbackuploader.adaptive;

import feedbackuploader.adaptive.RawServer.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a {@link RawServer}, and what its acts may do with it. */
final class RawConnection implements AutoCloseable {

    private static final Pattern COMPLETION = Pattern.compile("\"completion_id\":\"([^\"]*)\"");
    private static final String UNNAMED = "f-1";

    private final Socket socket;
    private final RawServer server;
    private RawRequest request;

    /** The client need not hang up before the server does. */
    private volatile boolean endedByServer;

    RawConnection(Socket socket, RawServer server) {
        this.socket = socket;
        this.server = server;
        this.request = new RawRequest(socket);
    }

    RawServer server() {
        return server;
    }

    Socket socket() {
        return socket;
    }

    void read(Reading reading) throws IOException {
        boolean before = request.isWhole();
        try {
            reading.read(request);
        } finally {
            if (!before && request.isWhole()) {
                server.sawWhole(request.text(), completion());
            }
        }
    }

    /** The completion that the row is about, by which a test tells rows apart. */
    String completion() {
        Matcher completion = COMPLETION.matcher(request.text());
        return completion.find() ? completion.group(1) : "";
    }

    /** @param latin1 one character a byte */
    void send(String latin1) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends {@code more} until the client hangs up, or has come to its outcome without hanging up. */
    void sendForEver(String more, Runnable between) {
        endedByServer = true;
        try {
            while (true) {
                send(more);
                server.sent(more.length());
                between.run();
            }
        } catch (IOException e) {
            server.noteHangUp();
        }
    }

    /** Reads what still comes, to the end of the request and then of the connection. */
    void awaitHangUp() throws IOException {
        try {
            read(Reading.WHOLE);
            while (socket.getInputStream().read() >= 0) {
                // whatever it is
            }
        } finally {
            server.noteHangUp();
        }
    }

    /**
     * Answers 201, with an id that tells which row it is for, so that an answer that reaches another row is found out.
     */
    String properAnswer() {
        String id = completion().isEmpty() ? UNNAMED : idFor(completion());
        return created("{\"feedback_id\":\"" + id + "\"}");
    }

    static String created(String body) {
        return "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    static String idFor(String completion) {
        return "id-of-" + completion;
    }

    /** Answers the requests that still come, as a deployment would, for as long as the client keeps the connection. */
    void answerProperly() throws IOException {
        while (true) {
            nextRequest();
            read(Reading.WHOLE);
            send(properAnswer());
        }
    }

    void nextRequest() {
        request = new RawRequest(socket);
    }

    /** Closes it, if the server is to end it. */
    void clientGaveUp() throws IOException {
        if (endedByServer) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
