package feedbackuploader.adaptive.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The system properties that java.net.http and the common pool read once, when their classes are loaded. Facts measured
 * on OpenJDK 17.0.15 and Temurin 25.0.3.
 */
public final class HttpClientProperties {

    /** With {@code true} here or in {@code net.properties}, HttpClient sends a POST again on its own: rows twice. */
    private static final String RETRY_POST = "jdk.httpclient.enableAllMethodRetry";

    /** A retried connect hides "connection refused" behind a second failure without a message. */
    private static final String NO_SECOND_CONNECT = "jdk.httpclient.disableRetryConnect";

    /**
     * Seconds for which an idle connection is kept; the JDK's own 1,200 (17) or 30 (21 and later) outlive most servers'
     * patience, and a request on a connection that the server is just closing is ambiguous.
     */
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    /** Node.js and uvicorn close after 5 s, the shortest of the common servers but for gunicorn (2 s, behind nginx). */
    private static final String KEEP_ALIVE_SECONDS = "4";

    /**
     * Below 2, which is what one or two processors give, CompletableFuture starts a new thread for every asynchronous
     * step: measured, 2,021 threads for 2,000 requests and nine tenths of the processor time.
     */
    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    /** Java sends no password to a proxy that builds a tunnel, unless this list of schemes to leave out is empty. */
    private static final String NO_TUNNEL_WITH = "jdk.http.auth.tunneling.disabledSchemes";

    private static final int LEAST_PARALLELISM = 2;

    /** The common pool takes one thread fewer than there are processors. */
    private static final int ENOUGH_PROCESSORS = LEAST_PARALLELISM + 1;

    private HttpClientProperties() {}

    /**
     * Sets them. Call this before anything touches HttpClient or the common pool: the first line of {@code main}. What
     * the user set with {@code -D} stays, except where it would send rows twice or bring back the threads.
     */
    public static void apply() {
        System.setProperty(RETRY_POST, "false");
        System.setProperty(NO_SECOND_CONNECT, "true");
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, KEEP_ALIVE_SECONDS);
        }
        if (System.getProperty(NO_TUNNEL_WITH) == null) {
            System.setProperty(NO_TUNNEL_WITH, "");
        }
        if (needsParallelism(
                System.getProperty(COMMON_POOL), Runtime.getRuntime().availableProcessors())) {
            System.setProperty(COMMON_POOL, String.valueOf(LEAST_PARALLELISM));
        }
    }

    /**
     * Whether this Java would send a POST again on its own. Nobody can take it back from an HttpClient that is loaded, so a
     * program that was not begun by {@link #apply} must ask.
     */
    public static boolean repeatsPosts() {
        return repeatsPosts(Path.of(System.getProperty("java.home"), "conf", "net.properties"));
    }

    /** @param settings what holds where no system property does */
    static boolean repeatsPosts(Path settings) {
        String value = System.getProperty(RETRY_POST);
        if (value == null) {
            Properties all = new Properties();
            try (InputStream in = Files.newInputStream(settings)) {
                all.load(in);
            } catch (IOException e) {
                return false; // Java reads no more of it
            }
            value = all.getProperty(RETRY_POST);
        }
        return value != null && (value.isBlank() || Boolean.parseBoolean(value.strip()));
    }

    static boolean needsParallelism(@Nullable String given, int processors) {
        if (given == null) {
            return processors < ENOUGH_PROCESSORS;
        }
        try {
            return Integer.parseInt(given) < LEAST_PARALLELISM;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
