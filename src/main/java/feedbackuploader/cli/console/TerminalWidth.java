package feedbackuploader.cli.console;

import feedbackuploader.support.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The columns of the terminal that the program runs in, asked for anew every few seconds, since it may be resized. Java
 * cannot tell; {@code stty} (POSIX) can, and where there is none, lines are kept short.
 */
final class TerminalWidth implements IntSupplier {

    /** Half of an old screen's 80 and a bit: narrow windows are seldom narrower. */
    static final int UNKNOWN = 60;

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_MS = 500;
    private static final TerminalWidth OF_PROCESS = new TerminalWidth(TerminalWidth::askStty, System::nanoTime);

    private final IntSupplier source;
    private final LongSupplier nanos;
    private long askedNanos;
    private int columns;
    private boolean isKnown;

    /** @param source 0 for unknown */
    TerminalWidth(IntSupplier source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /** What was told at last; {@code unknown} where nobody can tell. */
    synchronized int orElse(int unknown) {
        int told = getAsInt();
        return isKnown ? told : unknown;
    }

    /** Of the terminal of this process, which is asked once for all who want to know. */
    static TerminalWidth ofProcess() {
        return OF_PROCESS;
    }

    @Override
    public synchronized int getAsInt() {
        long now = nanos.getAsLong();
        if (columns == 0 || now - askedNanos >= STALE_NANOS) {
            askedNanos = now;
            int answer = source.getAsInt();
            isKnown = answer > 0;
            columns = isKnown ? answer : UNKNOWN;
        }
        return columns;
    }

    private static int askStty() {
        return Platform.here().terminalSize().map(TerminalWidth::ask).orElse(0);
    }

    /** @return 0 when {@code command} gives no size, or not soon */
    static int ask(String command) {
        try {
            Process stty = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                boolean ended = stty.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS);
                return ended ? columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)) : 0;
            } finally {
                stty.destroyForcibly(); // it closes what is to be read, so it comes last
            }
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** @param size rows and columns; 0 when it is something else */
    static int columns(String size) {
        String text = size.strip();
        String last = text.substring(text.lastIndexOf(' ') + 1);
        return last.matches("\\d{1,5}") ? Integer.parseInt(last) : 0;
    }
}
