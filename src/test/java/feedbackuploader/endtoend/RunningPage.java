package feedbackuploader.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code feedback-uploader ui} at work. Killed when it is closed before its end. */
final class RunningPage implements AutoCloseable {

    private static final Pattern LINK =
            Pattern.compile("Page at (http://127\\.0\\.0\\.1:[0-9]+/open\\?token=[\\w-]{43})\\s");

    private final RunningProgram program;
    private final URI link;
    private @Nullable URI home;

    private RunningPage(RunningProgram program) throws InterruptedException {
        this.program = program;
        program.out().await(LINK);
        this.link = links().get(0);
    }

    /** @param arguments after {@code ui --no-browser}, such as a file */
    static RunningPage of(PackagedProgram program, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ui", "--no-browser"));
        all.addAll(List.of(arguments));
        return new RunningPage(program.start(all.toArray(String[]::new)));
    }

    /** Without a key; its files are below {@code folder}, where it runs. */
    static RunningPage in(Path folder, String... arguments) throws IOException, InterruptedException {
        return of(PackagedProgram.in(folder), arguments);
    }

    /** The first that it printed. */
    URI link() {
        return link;
    }

    /** By the first link, which is void then. */
    void openIn(Browser browser) {
        browser.open(link);
        home = browser.address().resolve(".");
    }

    /** The address of the page, once it was opened. */
    URI home() {
        return Objects.requireNonNull(home);
    }

    int port() {
        return link.getPort();
    }

    /** All that it has printed so far. */
    List<URI> links() {
        return LINK.matcher(program.out().soFar())
                .results()
                .map(found -> URI.create(found.group(1)))
                .toList();
    }

    RunningProgram program() {
        return program;
    }

    /** Ends it as Ctrl-C does. */
    FinishedProgram interrupt() throws IOException, InterruptedException {
        program.signal("INT");
        return program.end();
    }

    @Override
    public void close() {
        program.close();
    }
}
