package feedbackuploader.report;

import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * {@code upload.log}: what happened, with times and stack traces, added to by every run. Everything that the program and
 * its libraries say through {@code java.util.logging} (which {@link System.Logger} ends in) goes there while it is open,
 * and nowhere else.
 */
public final class RunLog implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    /** Held here, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger PROGRAM = Logger.getLogger("feedbackuploader");

    private final Handler handler;

    private RunLog(Handler handler) {
        this.handler = handler;
    }

    /** @param file made, readable by its owner alone, unless it is there */
    public static RunLog open(Path file) throws IOException {
        PrivateFiles.createFile(file);
        OutputStream stream = Files.newOutputStream(file, StandardOpenOption.APPEND);
        Handler handler = new LineHandler(stream);
        ROOT.addHandler(handler);
        return new RunLog(handler);
    }

    /** Takes the console away from {@code java.util.logging}: what a user sees is written by the program itself. */
    public static void silenceConsole() {
        PROGRAM.setLevel(Level.FINE);
        for (Handler console : ROOT.getHandlers()) {
            ROOT.removeHandler(console);
        }
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        handler.close();
    }

    /** Writes each record at once; one that cannot be written is dropped, since a log must not stop an upload. */
    private static final class LineHandler extends StreamHandler {
        LineHandler(OutputStream stream) throws IOException {
            super(stream, new LineFormatter());
            setEncoding(StandardCharsets.UTF_8.name());
            setLevel(Level.ALL);
            setErrorManager(new ErrorManager() {
                @Override
                public synchronized void error(String message, Exception cause, int code) {
                    // The ledger on the same disk fails too when it matters, and says so.
                }
            });
        }

        @Override
        public synchronized void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }

    private static final class LineFormatter extends Formatter {
        @Override
        public String format(LogRecord logged) {
            StringWriter text = new StringWriter();
            PrintWriter out = new PrintWriter(text);
            out.print(logged.getInstant().truncatedTo(ChronoUnit.MILLIS));
            out.print(' ');
            out.print(logged.getLevel().getName().toLowerCase(Locale.ROOT));
            out.print(' ');
            out.println(formatMessage(logged));
            if (logged.getThrown() != null) {
                logged.getThrown().printStackTrace(out);
            }
            return text.toString();
        }
    }
}
