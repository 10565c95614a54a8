package feedbackuploader.adaptive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that breaks off wherever it is told: on each connection it reads one request up to a point, then does one
 * thing, and counts what it saw. It serves connections until it is closed.
 */
final class RawServer implements AutoCloseable {

    /** How far to read. */
    interface Reading {
        /** Returns how many bytes of the body to read, given its Content-Length; -1 for not even the headers. */
        long bodyBytes(long contentLength);

        Reading NOTHING = length -> -1;
        Reading HEADERS = length -> 0;
        Reading WHOLE = length -> length;
    }

    /** What to do then. The socket is closed afterwards. */
    @FunctionalInterface
    interface Act {
        void on(Socket socket, RawServer server) throws IOException;
    }

    static final Act CLOSE = (socket, server) -> {};

    static final Act RESET = (socket, server) -> socket.setSoLinger(true, 0);

    /** Leaves the connection open and says nothing until the client hangs up. */
    static final Act SILENCE = (socket, server) -> {
        InputStream in = socket.getInputStream();
        byte[] ignored = new byte[8192];
        while (in.read(ignored) >= 0) {
            // whatever still comes
        }
        server.clientHungUp.countDown();
    };

    /** Does not even read, until the client hangs up or the server is closed. */
    static final Act STALL = (socket, server) -> server.await(server.closing);

    static Act send(String text, Act then) {
        return (socket, server) -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            then.on(socket, server);
        };
    }

    /** Sends {@code head} and then bytes for as long as the client takes them. */
    static Act endless(String head) {
        return (socket, server) -> {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] more = "x".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
            try {
                while (true) {
                    socket.getOutputStream().write(more);
                    server.sentEndlessly.addAndGet(more.length);
                }
            } catch (SocketException e) {
                server.clientHungUp.countDown();
            }
        };
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final ServerSocket listener;
    private final Reading reading;
    private final Act act;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sentEndlessly = new AtomicLong();
    private final CountDownLatch clientHungUp = new CountDownLatch(1);
    private final List<String> whole = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket listener, Reading reading, Act act) {
        this.listener = listener;
        this.reading = reading;
        this.act = act;
        daemon(this::accept);
    }

    static RawServer that(Reading reading, Act act) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(8192); // so that a body of a few MB cannot hide in buffers
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new RawServer(listener, reading, act);
    }

    static RawServer on(ServerSocket listener, Reading reading, Act act) {
        return new RawServer(listener, reading, act);
    }

    /** A port on which nothing listens. */
    static int deadPort() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (reading.bodyBytes(0) >= 0) {
                read(socket.getInputStream());
            }
            fired.incrementAndGet();
            act.on(socket, this);
        } catch (IOException e) {
            // the client broke off, or a TLS handshake did
        }
    }

    private void read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole head");
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : text.isEmpty() ? "" : "-";
        }
        Matcher length = CONTENT_LENGTH.matcher(text);
        long contentLength = length.find() ? Long.parseLong(length.group(1)) : 0;
        long wanted = reading.bodyBytes(contentLength);
        byte[] body = in.readNBytes((int) wanted);
        if (body.length < wanted) {
            throw new IOException("no whole body");
        }
        if (body.length == contentLength) {
            whole.add(text + new String(body, StandardCharsets.UTF_8));
        }
    }

    /** How often a request was read up to the point, so that the act came about. */
    int fired() {
        return fired.get();
    }

    int connections() {
        return connections.get();
    }

    /** The requests that were read to their last byte. */
    List<String> whole() {
        return whole;
    }

    long sentEndlessly() {
        return sentEndlessly.get();
    }

    /** Whether the client closes the connection within a few seconds. */
    boolean clientHungUp() {
        return await(clientHungUp);
    }

    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
