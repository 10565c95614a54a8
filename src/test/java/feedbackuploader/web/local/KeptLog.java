package feedbackuploader.web.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while it is open, and goes nowhere else. */
final class KeptLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    private KeptLog(Logger logger) {
        this.logger = logger;
    }

    static KeptLog of(String name) {
        KeptLog log = new KeptLog(Logger.getLogger(name));
        log.logger.addHandler(log);
        log.logger.setUseParentHandlers(false);
        return log;
    }

    /** Of records from {@code SEVERE} on. */
    List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getLevel().intValue() >= Level.SEVERE.intValue()) {
            thrown.add(logged.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
