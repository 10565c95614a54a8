package feedbackuploader.adaptive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that breaks off wherever it is told: on each connection it reads one request up to a point, then does one
 * thing, and counts what it saw. It serves connections until it is closed, and properly from {@link #heal} on.
 */
public final class RawServer implements AutoCloseable {

    /** How far to read. */
    @FunctionalInterface
    public interface Reading {
        void read(RawRequest request) throws IOException;

        Reading NOTHING = request -> {};
        Reading HEADERS = RawRequest::readHead;
        Reading WHOLE = RawRequest::readAll;

        /** Of head and body together. */
        static Reading bytes(long n) {
            return request -> request.readTo(n);
        }

        /** Of the body. */
        static Reading body(long n) {
            return request -> request.readBody(n);
        }
    }

    /** What to do then. The socket is closed afterwards. */
    @FunctionalInterface
    interface Act {
        public void on(RawConnection connection) throws IOException;
    }

    static final Act CLOSE = connection -> {};

    static final Act RESET = connection -> connection.socket().setSoLinger(true, 0);

    /** Leaves the connection open and says nothing until the client hangs up. */
    static final Act SILENCE = RawConnection::awaitHangUp;

    /** Does not even read on before the client has given up. */
    static final Act STALL = connection -> {
        connection.server().awaitClientGivenUp();
        connection.awaitHangUp();
    };

    /** Lets the client see the end of the stream, and reads on. */
    static final Act HALF_CLOSE = connection -> {
        connection.socket().shutdownOutput();
        connection.awaitHangUp();
    };

    /** Answers what this and later requests on the connection ask for, as a deployment would. */
    public static final Act PROPERLY = connection -> {
        connection.read(Reading.WHOLE);
        connection.send(connection.properAnswer());
        connection.server().faultIsOver(connection);
        connection.answerProperly();
    };

    static Act send(String text, Act then) {
        return connection -> {
            connection.send(text);
            then.on(connection);
        };
    }

    /** Sends {@code start} and then {@code more} again and again for as long as the client takes it. */
    static Act endless(String start, String more) {
        return connection -> {
            connection.send(start);
            connection.sendForEver(more, () -> {});
        };
    }

    static Act endless(String start) {
        return endless(start, "x".repeat(8192));
    }

    /** The same, one little piece every few milliseconds: something comes all the time, and it never ends. */
    static Act trickle(String start, String piece) {
        return connection -> {
            connection.send(start);
            connection.sendForEver(piece, () -> LockSupport.parkNanos(5_000_000));
        };
    }

    /** Connections that are made all at once must not wait for this program to accept them. */
    private static final int BACKLOG = 1_000;

    /** Longer than anything in these tests takes. */
    private static final long PATIENCE_SECONDS = 10;

    private final ServerSocket listener;
    private final Reading reading;
    private final Act act;
    private final Set<RawConnection> open = new HashSet<>();
    private final Set<RawConnection> atWork = new HashSet<>();
    private final CountDownLatch clientGaveUp = new CountDownLatch(1);
    private final CountDownLatch clientHungUp = new CountDownLatch(1);
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final List<String> completions = new CopyOnWriteArrayList<>();
    private final List<String> whole = new CopyOnWriteArrayList<>();
    private Act health = PROPERLY;
    private boolean healed;

    private RawServer(ServerSocket listener, Reading reading, Act act) {
        this.listener = listener;
        this.reading = reading;
        this.act = act;
        daemon(this::accept);
    }

    static RawServer that(Reading reading, Act act) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(8192); // so that a body of a few MB cannot hide in buffers
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        return new RawServer(listener, reading, act);
    }

    public static RawServer on(ServerSocket listener, Reading reading, Act act) {
        return new RawServer(listener, reading, act);
    }

    /** What it does from {@link #heal} on, without reading first. */
    RawServer healthy(Act instead) {
        health = instead;
        return this;
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
                RawConnection connection = new RawConnection(listener.accept(), this);
                connections.incrementAndGet();
                boolean faulty = begin(connection);
                daemon(() -> serve(connection, faulty));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private synchronized boolean begin(RawConnection connection) {
        open.add(connection);
        return !healed && atWork.add(connection);
    }

    synchronized void faultIsOver(RawConnection connection) {
        atWork.remove(connection);
        notifyAll();
    }

    private void serve(RawConnection connection, boolean faulty) {
        try (connection) {
            if (faulty) {
                connection.read(reading);
                fired.incrementAndGet();
                act.on(connection);
            } else {
                health.on(connection);
            }
        } catch (IOException e) {
            // the client broke off, or a TLS handshake did
        } finally {
            end(connection);
        }
    }

    private synchronized void end(RawConnection connection) {
        open.remove(connection);
        atWork.remove(connection);
        notifyAll();
    }

    void sawWhole(String request, String completion) {
        whole.add(request);
        completions.add(completion);
    }

    void sent(int bytes) {
        sent.addAndGet(bytes);
    }

    void noteHangUp() {
        clientHungUp.countDown();
    }

    void awaitClientGivenUp() {
        await(clientGaveUp);
    }

    /** How often a request was read up to the point, so that the act came about. */
    int fired() {
        return fired.get();
    }

    int connections() {
        return connections.get();
    }

    /** The requests that were read to their last byte. */
    public List<String> whole() {
        return whole;
    }

    /** The same, in the same order, each by the completion that it is about. */
    List<String> completions() {
        return completions;
    }

    long sent() {
        return sent.get();
    }

    /** Whether the client closes the connection within a few seconds. */
    boolean clientHungUp() {
        return await(clientHungUp);
    }

    /**
     * Tells the server that the client has come to its outcome, and waits until the server too has seen all that it
     * will ever see of the requests so far. From then on it answers like a deployment.
     */
    synchronized void heal() throws IOException {
        healed = true;
        clientGaveUp.countDown();
        for (RawConnection connection : atWork) {
            connection.clientGaveUp();
        }
        awaitEnd(atWork);
    }

    /** Waits until all that was sent to it has been read, which needs the other side to hang up. */
    void awaitHangUps() {
        awaitEnd(open);
    }

    private synchronized void awaitEnd(Set<RawConnection> connections) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (long left = 1; !connections.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (!connections.isEmpty()) {
            throw new AssertionError(connections.size() + " connections are still open: the client did not hang up");
        }
    }

    static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        clientGaveUp.countDown();
        listener.close();
        synchronized (this) {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }
}
