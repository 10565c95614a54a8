package feedbackuploader.adaptive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that is taken off a socket only as far as a test wants, and not a byte further, so that it knows how much
 * of itself arrived.
 */
final class RawRequest {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final int CHUNK = 64 * 1024;

    private final Socket socket;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String head = "";
    private int contentLength;

    RawRequest(Socket socket) {
        this.socket = socket;
    }

    /** Up to the empty line. */
    void readHead() throws IOException {
        while (head.isEmpty()) {
            readOne();
        }
    }

    /** Up to {@code n} bytes of the body; the head first. */
    void readBody(long n) throws IOException {
        readHead();
        readTo(head.length() + Math.min(n, contentLength));
    }

    /** Up to {@code n} bytes of head and body together. */
    void readTo(long n) throws IOException {
        while (bytes.size() < n && !isWhole()) {
            if (head.isEmpty()) {
                readOne();
            } else {
                readSome((int) Math.min(CHUNK, Math.min(n, head.length() + contentLength) - bytes.size()));
            }
        }
    }

    void readAll() throws IOException {
        readBody(Long.MAX_VALUE);
    }

    private void readOne() throws IOException {
        int next = socket.getInputStream().read();
        if (next < 0) {
            throw new EOFException("no whole head");
        }
        bytes.write(next);
        if (next == '\n') {
            String soFar = bytes.toString(StandardCharsets.ISO_8859_1);
            if (soFar.endsWith("\r\n\r\n")) {
                head = soFar;
                Matcher length = CONTENT_LENGTH.matcher(head);
                contentLength = length.find() ? Integer.parseInt(length.group(1)) : 0;
            }
        }
    }

    private void readSome(int most) throws IOException {
        byte[] some = new byte[most];
        int read = socket.getInputStream().read(some);
        if (read < 0) {
            throw new EOFException("no whole body");
        }
        bytes.write(some, 0, read);
    }

    boolean isWhole() {
        return !head.isEmpty() && bytes.size() == head.length() + contentLength;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
