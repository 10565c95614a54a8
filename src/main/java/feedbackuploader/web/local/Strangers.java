package feedbackuploader.web.local;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Requests of which it is not known yet whether they are the owner's; anyone on the computer can begin one and never end
 * it. They have so many threads. When all are taken, the one that has waited longest is cut off for the next: what is sent
 * whole is past the gate before that.
 */
final class Strangers {

    static final int MOST = 64;

    private final Set<Thread> waiting = new LinkedHashSet<>();

    /** Takes what a request sends, and answers it, on this thread. */
    void run(Runnable request) {
        begin();
        try {
            request.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (waiting.size() >= MOST) {
            Thread oldest = waiting.iterator().next();
            waiting.remove(oldest);
            oldest.interrupt(); // which closes the connection that it reads from or writes to
        }
        waiting.add(Thread.currentThread());
    }

    /** The request on this thread is the owner's, who may take as long as it takes. */
    synchronized void letIn() {
        waiting.remove(Thread.currentThread());
    }

    /** No later request on this thread is cut off in place of this one. */
    private synchronized void end() {
        waiting.remove(Thread.currentThread());
        Thread.interrupted();
    }
}
