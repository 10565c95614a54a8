package feedbackuploader.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a request. */
final class RequestBody {

    static final int LIMIT = 8 << 20;

    /** How much of a body that is too long is read and forgotten, so that its sender is still there for the answer. */
    private static final long DRAIN_LIMIT = 128L << 20;

    private final byte[] bytes;
    private final boolean fits;

    private RequestBody(byte[] bytes, boolean fits) {
        this.bytes = bytes;
        this.fits = fits;
    }

    /** @throws IOException also when the client went away before the end of its body: half a body is no request */
    static RequestBody read(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            drain(in);
            return new RequestBody(new byte[0], false);
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && Long.parseLong(length.strip()) != bytes.length) {
            throw new IOException("the request ended early");
        }
        return new RequestBody(bytes, true);
    }

    /** By reading: {@code skip} goes past the server's own count of what is left. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = DRAIN_LIMIT;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    /** Empty when the body does not fit. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether there were no more bytes than the limit. */
    boolean fits() {
        return fits;
    }
}
