package feedbackuploader.cli.console;

import feedbackuploader.support.Printable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the program says goes through here: each line is one line, whatever the file names, cells and answers in it would
 * do to a terminal, and holds no key. What is printed otherwise than by the line is the program's own text.
 */
final class SanitizingPrintStream extends PrintStream {

    private static final int SHORTEST_SECRET = 16;

    private final @Nullable String secret;

    /** @param secret that no line may hold; null or short for none, since a short one may be a word */
    SanitizingPrintStream(PrintStream stream, @Nullable String secret) {
        super(stream, true, StandardCharsets.UTF_8);
        this.secret = secret == null || secret.length() < SHORTEST_SECRET ? null : secret;
    }

    @Override
    public void println(@Nullable String line) {
        String harmless = Printable.of(String.valueOf(line), Integer.MAX_VALUE - 1);
        super.println(secret == null ? harmless : harmless.replace(secret, "[key]"));
    }
}
