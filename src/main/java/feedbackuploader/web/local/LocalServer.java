package feedbackuploader.web.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The running server, on 127.0.0.1. */
public final class LocalServer implements AutoCloseable {

    /**
     * @param port 0 for any free one
     * @param idle after so long without a request, an open page and other work it ends
     * @param isBusy whether there is work that must not end, such as an upload
     * @param first where links lead to, below the page's own path, such as {@code /#/files/a}
     */
    public record Settings(int port, Duration idle, BooleanSupplier isBusy, String first) {}

    /** Why it ended. */
    public enum End {
        IDLE,
        CLOSED
    }

    /** A request holds a thread; one beyond these is cut off, so that those who are slow do not fill the memory. */
    static final int MOST_REQUESTS = 4 * Strangers.MOST;

    /** A browser says what it sends in some 20. */
    static final int MOST_HEADERS = 100;

    /** At least so often open pages are told that the server lives, and it is asked whether it has been idle. */
    static final Duration BEAT = Duration.ofSeconds(15);

    private static final int BACKLOG = 256;

    static {
        // Read once, when the JDK's server is first used in this process. Without the first, answers stall for 40 ms.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxReqHeaders", String.valueOf(MOST_HEADERS));
        // In seconds. A dropped file of many gigabytes takes minutes; pages that listen come back by themselves.
        setUnlessGiven("sun.net.httpserver.maxReqTime", "3600");
        setUnlessGiven("sun.net.httpserver.maxRspTime", "3600");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads = threads();
    private final Strangers strangers = new Strangers();
    private final PageAccess access;
    private final Events events;
    private final Runnable endOfBeat;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile End end = End.CLOSED;

    private LocalServer(
            HttpServer server, PageAccess access, Events events, Idleness idleness, Duration beat, Pulse pulse) {
        this.server = server;
        this.access = access;
        this.events = events;
        this.endOfBeat = pulse.every(beat, () -> beat(idleness));
    }

    /** @throws IOException with a message for the user when the port cannot be had */
    public static LocalServer start(Settings settings, Routes routes, Events events) throws IOException {
        return start(settings, routes, events, PageAccess.secrets(new SecureRandom()), Pulse.system());
    }

    static LocalServer start(Settings settings, Routes routes, Events events, Supplier<String> secrets, Pulse pulse)
            throws IOException {
        HttpServer server = bind(settings.port());
        int port = server.getAddress().getPort();
        PageAccess access = new PageAccess(secrets, port);
        Gate gate = new Gate(new LoopbackNames(port), access);
        Idleness idleness = new Idleness(pulse::nanos, settings.idle(), settings.isBusy());
        Duration beat = settings.idle().compareTo(BEAT) < 0 ? settings.idle() : BEAT;
        LocalServer started = new LocalServer(server, access, events, idleness, beat, pulse);
        server.createContext(
                "/", new PageHandler(access, gate, settings.first(), routes, events, idleness, started.strangers));
        server.setExecutor(request -> started.threads.execute(() -> started.strangers.run(request)));
        server.start();
        return started;
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on port " + port + " of 127.0.0.1 (" + e.getMessage()
                            + "). Stop the program that uses it, or choose another port; 0 takes any free one",
                    e);
        }
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, MOST_REQUESTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "page-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void beat(Idleness idleness) {
        events.comment();
        if (idleness.isTooLong()) {
            end = End.IDLE;
            ended.countDown();
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A new link that opens the page in one browser, once. The links before, if nobody used them, are void. */
    public URI link() {
        return URI.create("http://127.0.0.1:" + port() + Gate.ENTRY + "?token=" + access.newToken());
    }

    /** Returns when it has been idle for too long, or is closed. It does not close it. */
    public End awaitEnd() throws InterruptedException {
        ended.await();
        return end;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** {@link #awaitEnd} returns. Pages are answered until it is closed. */
    public void end() {
        ended.countDown();
    }

    /** Cuts off the requests in flight. */
    @Override
    public void close() {
        endOfBeat.run();
        events.close();
        server.stop(0);
        threads.shutdownNow();
        ended.countDown();
    }
}
