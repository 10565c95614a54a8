package feedbackuploader.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Collects what a process writes to one of its streams, as it comes. */
final class ProcessOutput {

    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    static ProcessOutput of(InputStream stream) {
        ProcessOutput output = new ProcessOutput();
        Thread thread = new Thread(() -> output.read(stream), "output of a program under test");
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    private void read(InputStream stream) {
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            char[] block = new char[4096];
            for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
                append(new String(block, 0, count));
            }
        } catch (IOException e) {
            append("[reading failed: " + e + "]");
        } finally {
            end();
        }
    }

    private synchronized void append(String more) {
        text.append(more);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized String soFar() {
        return text.toString();
    }

    /** Everything, once the process has closed the stream. */
    synchronized String whole() throws InterruptedException {
        Deadline deadline = new Deadline();
        while (!ended && !deadline.isOver()) {
            wait(deadline.millisLeft());
        }
        return text.toString();
    }

    /** Returns when {@code part} has been written. */
    synchronized void await(String part) throws InterruptedException {
        await(Pattern.compile(Pattern.quote(part)));
    }

    /** Returns when something like {@code part} has been written. */
    synchronized void await(Pattern part) throws InterruptedException {
        if (!saysBeforeItEnds(part)) {
            throw new AssertionError("expected the output to say \"" + part + "\", but it says: " + text);
        }
    }

    /** Returns when something like {@code part} has been written, or when the process has closed the stream without. */
    synchronized boolean saysBeforeItEnds(Pattern part) throws InterruptedException {
        Deadline deadline = new Deadline();
        while (!part.matcher(text).find()) {
            if (ended || deadline.isOver()) {
                return false;
            }
            wait(deadline.millisLeft());
        }
        return true;
    }
}
