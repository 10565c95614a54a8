package feedbackuploader.cli;

import feedbackuploader.ledger.LedgerException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened along the way, the last first, and all of it whatever fails. */
final class Closing implements AutoCloseable {

    /** How one of them is closed. */
    @FunctionalInterface
    interface Close {
        void run() throws LedgerException;
    }

    private final Deque<Close> opened = new ArrayDeque<>();

    void add(Close close) {
        opened.push(close);
    }

    @Override
    public void close() throws LedgerException {
        if (opened.isEmpty()) {
            return;
        }
        try {
            opened.pop().run();
        } finally {
            close();
        }
    }
}
