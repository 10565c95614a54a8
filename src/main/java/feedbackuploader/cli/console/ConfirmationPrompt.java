package feedbackuploader.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A question to the person at the terminal. Asked on one thread; withdrawn on any, for good. */
public final class ConfirmationPrompt {

    private static final Set<String> YES = Set.of("y", "yes");

    /** A longer answer counts as no. */
    private static final int LONGEST = 100;

    private final InputStream in;
    private final PrintStream err;
    private volatile CompletableFuture<String> answer = new CompletableFuture<>();
    private volatile boolean isOpen;
    private volatile boolean isWithdrawn;

    public ConfirmationPrompt(Surroundings surroundings) {
        this.in = surroundings.in();
        this.err = surroundings.err();
    }

    /**
     * Asks a yes-or-no question and waits for a line. The end of the input, a failure to read and {@link #withdraw} count as no.
     *
     * @param question one sentence with its question mark
     */
    public boolean isAnsweredWithYes(String question) {
        return YES.contains(answer(question + " [y/N] ").strip().toLowerCase(Locale.ROOT));
    }

    /** Asks and waits for a line; empty at the end of the input, when reading fails, and after {@link #withdraw}. */
    public String answer(String question) {
        CompletableFuture<String> asked = new CompletableFuture<>();
        answer = asked;
        isOpen = true;
        if (isWithdrawn) {
            asked.complete("");
        }
        err.print(question);
        err.flush();
        Thread reader = new Thread(() -> asked.complete(line()), "answer"); // reading cannot be interrupted
        reader.setDaemon(true);
        reader.start();
        String line = asked.join();
        isOpen = false;
        return line;
    }

    /** Whether it has been asked and not been answered. */
    public boolean isOpen() {
        return isOpen;
    }

    public void withdraw() {
        isWithdrawn = true;
        answer.complete("");
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    err.println(); // Ctrl-D leaves the cursor behind the question
                    return "";
                }
                if (line.length() <= LONGEST) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            return "";
        }
        return line.length() > LONGEST ? "" : line.toString();
    }
}
