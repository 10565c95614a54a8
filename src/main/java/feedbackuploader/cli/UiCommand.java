package feedbackuploader.cli;

import feedbackuploader.cli.console.DefaultBrowser;
import feedbackuploader.cli.console.SshTunnel;
import feedbackuploader.cli.console.SummaryFormatter;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.RunLog;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.EndedUpload;
import feedbackuploader.web.PageRoutes;
import feedbackuploader.web.Workbench;
import feedbackuploader.web.local.Events;
import feedbackuploader.web.local.LocalServer;
import feedbackuploader.web.local.Routes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ui",
        description = {
            "Opens a page in the browser, to see a file, mend it, upload it and look at what became of each row.",
            "It runs until Ctrl-C and can be reached from this computer alone."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The page of the manual on it: feedback-uploader help page",
            "The API key is $ADAPTIVE_API_KEY, or is typed in the page. The link opens the page once; on a terminal,"
                    + " Enter prints a new one."
        })
final class UiCommand implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    /** Longer than any computer runs. */
    private static final Duration NEVER = Duration.ofDays(10_000);

    private static final String STOPPED = "Stopped immediately. Everything so far is kept.";

    /** In bytes; what is longer begins anew. */
    private static final long LONGEST_LOG = 10_000_000;

    /** What open pages are told. */
    private record Change(String id, long version) {}

    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "File to open in the page. It is read where it is, and never written.")
    private @Nullable Path file;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port to listen on. 0 takes any free port. (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "End after this time without an open page and without an upload; 0 for never."
                    + " (default: ${DEFAULT-VALUE})")
    private Duration idle = Duration.ofMinutes(30);

    @Option(names = "--no-browser", description = "Only print the link.")
    private boolean noBrowser;

    UiCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, InterruptedException {
        if (file != null && !Files.isRegularFile(file)) {
            throw new UnusableException(
                    "There is no file " + file + ". Check the path, or leave it out and choose a file in the page.");
        }
        Events events = new Events();
        try (Closing closing = new Closing()) {
            Workbench bench = Workbench.open(
                    surroundings.page(),
                    new PageCommands(surroundings),
                    surroundings.time(),
                    new SecureRandom(),
                    (id, version) -> events.publish("file", new Change(id, version)));
            closing.add(bench::close);
            closing.add(log(surroundings.page())::close);
            String first = file == null ? "/" : "/#/files/" + bench.open(file.toString());
            LocalServer server = serve(bench, events, first);
            closing.add(server::close);
            Signals signals = Signals.handle(
                    () -> {
                        interrupt(bench, server);
                        return true;
                    },
                    () -> say(STOPPED));
            show(server);
            boolean isIdle = server.awaitEnd() == LocalServer.End.IDLE;
            bench.close(); // while the server still tells the page of it
            bench.ended().forEach(this::show);
            if (isIdle) {
                surroundings.show("No page was open for " + Amount.of(idle).replace(" 0 s", "")
                        + ", so the program ends. Start it again for the page.");
            }
            return signals.exitCode(0);
        } catch (IOException e) {
            throw new UnusableException("The page cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    private LocalServer serve(Workbench bench, Events events, String first) throws IOException {
        Routes routes = new Routes();
        PageRoutes.add(routes, bench);
        return LocalServer.start(
                new LocalServer.Settings(port, idle.isZero() ? NEVER : idle, bench::isUploading, first),
                routes,
                events);
    }

    /** Of all that no run's own log has. */
    private static RunLog log(Path folder) throws IOException {
        Path log = folder.resolve("page.log");
        if (Files.isRegularFile(log) && Files.size(log) > LONGEST_LOG) {
            Files.delete(log);
        }
        return RunLog.open(log);
    }

    private void interrupt(Workbench bench, LocalServer server) {
        if (bench.isUploading()) {
            say("Interrupted: nothing more is sent. Waiting for open requests. Press Ctrl-C again to stop"
                    + " immediately.");
        }
        server.end();
    }

    /** As the terminal would have it, had the upload been begun there. */
    private void show(EndedUpload ended) {
        @Nullable Summary summary = ended.summary();
        if (summary == null) {
            surroundings.say(ended.file().getFileName() + ": " + ended.failure());
            return;
        }
        SummaryFormatter.ending(summary).ifPresent(surroundings::say);
        List<String> lines = new ArrayList<>(SummaryFormatter.of(summary, ended.command()));
        if (summary.exitCode() != ExitStatus.DONE.code()) {
            lines.add("Or go on in the page: "
                    + new TypedCommand(surroundings.name(), List.of("ui", TypedCommand.shown(ended.file()))).toPaste());
        }
        surroundings.show(lines);
    }

    private void say(String sentence) {
        surroundings.say(sentence);
    }

    private void show(LocalServer server) {
        Optional<String> tunnel = SshTunnel.to(server.port(), surroundings);
        tunnel.ifPresent(
                command -> surroundings.show("You are logged in from another computer. Type there first: " + command));
        URI link = server.link();
        print(link);
        surroundings.show("The link opens the page once."
                + (surroundings.inputIsTerminal() ? " Enter prints a new one." : "")
                + " Ctrl-C ends the program; what is being uploaded stops in order and can be continued.");
        if (!noBrowser && tunnel.isEmpty()) {
            DefaultBrowser.open(link);
        }
        if (surroundings.inputIsTerminal()) {
            Thread thread = new Thread(() -> printNewLinks(server), "new-links");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void print(URI link) {
        surroundings.out().println("Page at " + link);
    }

    /** One each time that Enter is pressed, as long as the program runs. */
    private void printNewLinks(LocalServer server) {
        try {
            new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> print(server.link()));
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.INFO, "the terminal is gone; no more links are printed", e);
        }
    }
}
