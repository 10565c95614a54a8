package feedbackuploader.web.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends whatever bytes a test wants, as no browser would. */
final class RawBrowser {

    /** A server that does not answer within so long does not answer. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    RawBrowser(int port) {
        this.port = port;
    }

    /** @return a connection that has sent {@code latin1} and nothing else */
    Socket begin(String latin1) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** @return all that the server says until it closes the connection */
    String send(String latin1) throws IOException {
        try (Socket socket = begin(latin1)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @param headers without the one that closes the connection */
    String send(String method, String target, List<String> headers, String body) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        lines.addAll(headers);
        lines.add("Connection: close");
        return send(String.join("\r\n", lines) + "\r\n\r\n" + body);
    }

    /** @return everything up to and with {@code end} */
    static String readTo(String end, Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the server hung up after: " + read);
            }
            read.append((char) b);
        }
        return read.toString();
    }
}
