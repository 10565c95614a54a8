package feedbackuploader.web.local;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The running server. */
public final class LocalServer implements AutoCloseable {

    /**
     * @param port 0 for any free one
     * @param idle after so long without a request, an open page and other work it ends
     * @param isBusy whether there is work that must not end, such as an upload
     */
    public record Settings(int port, Duration idle, BooleanSupplier isBusy) {}

    private final Settings settings;

    private LocalServer(Settings settings) {
        this.settings = settings;
    }

    /** @throws IOException with a message for the user when the port cannot be had */
    public static LocalServer start(Settings settings, Routes routes, Events events) throws IOException {
        return new LocalServer(settings);
    }

    public int port() {
        return settings.port();
    }

    /** A new link that opens the page in one browser, once. The links before are void. */
    public URI link() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** Returns when the server has been idle for too long, or is closed. */
    public void awaitEnd() throws InterruptedException {}

    @Override
    public void close() {}
}
