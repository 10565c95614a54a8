package feedbackuploader.web.local;

import java.util.LinkedHashSet;
import java.util.Set;

/** What open pages are told without asking: server-sent events, at {@code /api/events}. */
public final class Events {

    /**
     * A browser opens six connections to a server, for all of its tabs together: two are left for requests. The page
     * that has listened longest makes room for one more, and looks in now and then.
     */
    static final int MOST_STREAMS = 4;

    private static final String COME_BACK_SOON = "retry: 1000\n\n";
    private static final String COME_BACK_LATER = "retry: 10000\n\n";

    private final Set<EventStream> streams = new LinkedHashSet<>();
    private boolean isClosed;

    /**
     * Tells every open page. It does not wait for any of them: a page that is too slow is cut off, and asks anew.
     *
     * @param name of the event
     * @param value as JSON
     */
    public synchronized void publish(String name, Object value) {
        String text = "event: " + name + "\ndata: " + PageJson.text(value) + "\n\n";
        streams.forEach(stream -> stream.tell(text));
    }

    /** A line that pages ignore. A page that is gone is noticed by it. */
    synchronized void comment() {
        streams.forEach(stream -> stream.tell(": \n\n"));
    }

    synchronized EventStream open() {
        EventStream stream = new EventStream();
        stream.tell(COME_BACK_SOON);
        if (isClosed) {
            stream.end("");
        }
        if (streams.size() >= MOST_STREAMS) {
            EventStream oldest = streams.iterator().next();
            oldest.end(COME_BACK_LATER);
            streams.remove(oldest);
        }
        streams.add(stream);
        return stream;
    }

    synchronized void leave(EventStream stream) {
        streams.remove(stream);
    }

    /** How many pages listen. */
    synchronized int count() {
        return streams.size();
    }

    synchronized void close() {
        isClosed = true;
        streams.forEach(stream -> stream.end(""));
    }
}
