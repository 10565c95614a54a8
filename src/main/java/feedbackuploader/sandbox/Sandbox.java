package feedbackuploader.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A running sandbox on 127.0.0.1. */
public final class Sandbox implements AutoCloseable {

    /** A request holds a thread for as long as its latency lasts. Beyond this many, new requests wait their turn. */
    private static final int THREAD_LIMIT = 2_000;

    private static final int BACKLOG = 1_024;

    static {
        // Read once, when the JDK's server is first used in this process. Without the first, answers stall for 40 ms.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", "4096");
        setUnlessGiven("sun.net.httpserver.idleInterval", "120");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Store store;

    private Sandbox(HttpServer server, ThreadPoolExecutor threads, Store store) {
        this.server = server;
        this.threads = threads;
        this.store = store;
    }

    /** @throws IOException with a message for the user when the port or the data file cannot be had */
    public static Sandbox start(SandboxOptions options) throws IOException {
        return start(options, ReplyPause::real);
    }

    static Sandbox start(SandboxOptions options, ReplyPause pause) throws IOException {
        Store store = Store.open(options.data());
        HttpServer server;
        try {
            server = bind(options.port());
        } catch (IOException e) {
            store.close();
            throw e;
        }
        Metrics metrics = Metrics.of(options.metrics());
        Stats stats = new Stats();
        Behaviour behaviour = options.behaviour();
        Completions completions = new Completions(store, behaviour, options.clock());
        FeedbackReader feedback = new FeedbackReader(metrics, completions, options.clock());
        FaultInjector faults = new FaultInjector(options.faults(), options.random());
        Recording recording = new Recording(options, metrics, completions, feedback, faults, store, stats, pause);
        LocalHosts hosts = new LocalHosts(server.getAddress().getPort());
        server.createContext(
                "/",
                new Router(
                        hosts,
                        options.apiKey(),
                        behaviour.hasFeedback(),
                        recording,
                        new GraphQl(metrics, store, completions, feedback, behaviour, faults, stats),
                        store,
                        stats));
        ThreadPoolExecutor threads = threads();
        server.setExecutor(threads);
        server.start();
        return new Sandbox(server, threads, store);
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try {
            return HttpServer.create(new InetSocketAddress(local, port), BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen on port " + port + " of 127.0.0.1 (" + e.getMessage()
                            + "). Stop the program that uses it, or choose another port; 0 takes any free one.",
                    e);
        }
    }

    /** With every thread busy, the thread that accepts requests handles one itself, and so accepts no more meanwhile. */
    private static ThreadPoolExecutor threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                THREAD_LIMIT,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "sandbox-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Without a slash at the end. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How much feedback there is, that of earlier runs with the same data file included. */
    public long recordedCount() {
        return store.count();
    }

    /** Cuts off the requests in flight, as a server that is stopped does; what was recorded stays recorded. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's data file could not be closed", e);
        }
    }
}
