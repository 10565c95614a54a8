package feedbackuploader.web.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The events for one open page. Anyone tells it, one thread writes. */
final class EventStream {

    /** A page that is further behind than this is cut off: it asks for the whole state when it comes back. */
    private static final int LONGEST_QUEUE = 256;

    private static final String END = "";

    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private boolean isEnded;

    /** Returns at once. */
    synchronized void tell(String text) {
        if (!isEnded && !waiting.offer(text)) {
            end("");
        }
    }

    /** @param last written before the end, in place of what waits */
    synchronized void end(String last) {
        isEnded = true;
        waiting.clear();
        if (!last.isEmpty()) {
            waiting.add(last);
        }
        waiting.add(END);
    }

    /**
     * Writes whatever it is told, until its end.
     *
     * @throws IOException when the page is gone
     */
    void writeTo(OutputStream page) throws IOException, InterruptedException {
        for (String text = waiting.take(); !text.equals(END); text = waiting.take()) {
            page.write(text.getBytes(StandardCharsets.UTF_8));
            page.flush();
        }
    }
}
