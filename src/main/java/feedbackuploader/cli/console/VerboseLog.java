package feedbackuploader.cli.console;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Shows the log on standard error while it is open. */
public final class VerboseLog extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream err;

    private VerboseLog(PrintStream err) {
        this.err = err;
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
    }

    public static VerboseLog open(PrintStream err) {
        VerboseLog log = new VerboseLog(err);
        ROOT.addHandler(log);
        return log;
    }

    @Override
    public void publish(LogRecord logged) {
        if (isLoggable(logged)) {
            err.println(getFormatter().formatMessage(logged));
        }
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
