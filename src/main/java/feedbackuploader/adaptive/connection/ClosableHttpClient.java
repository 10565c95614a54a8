package feedbackuploader.adaptive.connection;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An HTTP client and the thread that serves its connections, which Java 17 has no call to end: it lasts until the
 * client is garbage. Java then waits 300 ms at exit for a thread that waits for the network, which is a third of the
 * time of a small upload.
 */
public record ClosableHttpClient(HttpClient http, ThreadGroup threads) implements AutoCloseable {

    /** Builds the client in a thread group of its own, which its thread then belongs to as well. */
    public static ClosableHttpClient build(HttpClient.Builder builder) {
        ThreadGroup threads = new ThreadGroup("http-client");
        CompletableFuture<HttpClient> built = new CompletableFuture<>();
        new Thread(threads, () -> built.completeAsync(builder::build, Runnable::run), "http-client-builder").start();
        try {
            return new ClosableHttpClient(built.join(), threads);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    /** Stops all I/O. Open requests end only by the caller's time-out. */
    @Override
    public void close() {
        threads.interrupt();
    }
}
