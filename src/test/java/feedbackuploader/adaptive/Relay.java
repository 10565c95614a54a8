package feedbackuploader.adaptive;

import feedbackuploader.adaptive.RawServer.Act;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.LongSupplier;

/** A middle-man: what passes through it is none of its business, but it can cut what comes back. */
final class Relay {

    private static final int CHUNK = 8192;

    private Relay() {}

    /** Between the client and a server of this machine, for as long as both want. */
    static Act to(int port) {
        return to(port, Long.MAX_VALUE, RawServer.CLOSE);
    }

    /** The same, but after {@code bytes} of the server's the client gets {@code then} instead. */
    static Act to(int port, long bytes, Act then) {
        return to(port, () -> bytes, then);
    }

    /** @param bytes how many of the server's may have passed in all, asked before each piece of them */
    static Act to(int port, LongSupplier bytes, Act then) {
        return connection -> {
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Socket client = connection.socket();
                Thread forth = new Thread(() -> passAll(client, server), "relay");
                forth.setDaemon(true);
                forth.start();
                if (pass(server.getInputStream(), client.getOutputStream(), bytes)) {
                    then.on(connection);
                }
            }
        };
    }

    private static void passAll(Socket from, Socket to) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), () -> Long.MAX_VALUE);
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two is closed
        }
    }

    /** Whether all the bytes came. */
    private static boolean pass(InputStream from, OutputStream to, LongSupplier bytes) throws IOException {
        byte[] some = new byte[CHUNK];
        for (long passed = 0; passed < bytes.getAsLong(); ) {
            int read = from.read(some, 0, (int) Math.min(some.length, bytes.getAsLong() - passed));
            if (read < 0) {
                return false;
            }
            to.write(some, 0, read);
            to.flush();
            passed += read;
        }
        return true;
    }
}
