package feedbackuploader.web.local;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What open pages are told without asking: server-sent events, at {@code /api/events}. */
public final class Events {

    /**
     * A browser opens six connections to a server, for all of its tabs together. Beyond this many pages, one asks now
     * and then instead of listening, so that two connections are left for requests.
     */
    static final int MOST_STREAMS = 4;

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

    /** @return empty if there are as many as there may be */
    synchronized Optional<EventStream> open() {
        if (isClosed || streams.size() >= MOST_STREAMS) {
            return Optional.empty();
        }
        EventStream stream = new EventStream();
        streams.add(stream);
        return Optional.of(stream);
    }

    synchronized void leave(EventStream stream) {
        streams.remove(stream);
    }

    synchronized int count() {
        return streams.size();
    }

    synchronized void close() {
        isClosed = true;
        streams.forEach(EventStream::end);
    }
}
