package feedbackuploader.report;

import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.support.IoErrors;
import feedbackuploader.support.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code upload.log}: what happened, with times and stack traces, added to by every run. Everything that the program and
 * its libraries say through {@code java.util.logging} (which {@link System.Logger} ends in) goes there while it is open,
 * and nowhere else, but what the thread of another run that goes on says goes to the log of that run alone. A failure to write it does not stop the upload: see {@link #failure}.
 */
public final class RunLog implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    /** Held here, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger PROGRAM = Logger.getLogger("feedbackuploader");

    /** HttpClient's debug log contains request headers, including the key. Keep it off. */
    private static final Logger HTTP_CLIENT = Logger.getLogger("jdk.httpclient");

    /** The threads that opened the logs that are open. */
    private static final Set<Long> OPENED_BY = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final long thread = Thread.currentThread().getId();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private @Nullable Handler handler;

    private RunLog(Path file) {
        this.file = file;
    }

    /** @param file made, readable by its owner alone, unless it is there */
    public static RunLog open(Path file) {
        RunLog log = new RunLog(file);
        try {
            OutputStream end = Channels.newOutputStream(PrivateFiles.open(file, StandardOpenOption.APPEND));
            Handler handler = new LineHandler(end, log.failure);
            OPENED_BY.add(log.thread);
            handler.setFilter(log::isOfThisRun);
            ROOT.addHandler(handler);
            log.handler = handler;
        } catch (IOException e) {
            log.failure.set(e);
        }
        return log;
    }

    /** What another run's thread says belongs to that run; what any other thread says may belong to each. */
    private boolean isOfThisRun(LogRecord logged) {
        String logger = logged.getLoggerName();
        if (logger != null && logger.startsWith(HTTP_CLIENT.getName())) {
            return false; // a program that calls this one may have it on
        }
        long from = logged.getLongThreadID();
        return from == thread || !OPENED_BY.contains(from);
    }

    /** A sentence on why something was not written; empty as long as all was. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get())
                .map(e -> "The log " + file + " cannot be written (" + IoErrors.of(e)
                        + "). The upload continues without it.");
    }

    /** Takes the console away from {@code java.util.logging}: what a user sees is written by the program itself. */
    public static void silenceConsole() {
        PROGRAM.setLevel(Level.FINE);
        HTTP_CLIENT.setLevel(Level.OFF);
        for (Handler console : ROOT.getHandlers()) {
            ROOT.removeHandler(console);
        }
    }

    @Override
    public void close() {
        if (handler != null) {
            ROOT.removeHandler(handler);
            OPENED_BY.remove(thread);
            handler.close();
        }
    }

    /** Writes each record at once; one that cannot be written is dropped. */
    private static final class LineHandler extends StreamHandler {
        /** @param failure takes the first one */
        LineHandler(OutputStream stream, AtomicReference<@Nullable IOException> failure) throws IOException {
            super(stream, new LineFormatter());
            setEncoding(StandardCharsets.UTF_8.name());
            setLevel(Level.ALL);
            setErrorManager(new ErrorManager() {
                @Override
                public synchronized void error(@Nullable String message, @Nullable Exception cause, int code) {
                    failure.compareAndSet(null, cause instanceof IOException io ? io : new IOException(cause));
                }
            });
        }

        @Override
        public synchronized void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }

    /** Text of files and servers may stand in any line. */
    private static final class LineFormatter extends Formatter {
        /** In code points; a message may list a file's columns. */
        private static final int LONGEST_LINE = 10_000;

        @Override
        public String format(LogRecord logged) {
            String time = logged.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
            String level = logged.getLevel().getName().toLowerCase(Locale.ROOT);
            return harmless(time + ' ' + level + ' ' + formatMessage(logged)) + trace(logged.getThrown());
        }

        /** Indented, so that no line of it can pass for a record. */
        private static String trace(@Nullable Throwable thrown) {
            if (thrown == null) {
                return "";
            }
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            return text.toString().lines().map(line -> "    " + harmless(line)).collect(Collectors.joining());
        }

        private static String harmless(String line) {
            return Printable.of(line, LONGEST_LINE) + '\n';
        }
    }
}
