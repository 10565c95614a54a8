package feedbackuploader.cli.console;

import feedbackuploader.report.MetricsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is shown while an upload goes on and at its end, and to whom. */
public final class MessageArguments {

    @Option(
            names = "--progress",
            paramLabel = "FORM",
            defaultValue = "auto",
            description =
                    "How to show progress: bar (one line that is updated), lines (one every five seconds), none, or auto: a bar on a terminal,"
                            + " otherwise lines. (default: ${DEFAULT-VALUE})")
    private ProgressForm form = ProgressForm.AUTO;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description =
                    "Write the figures of the running upload to FILE, in OpenMetrics format for a monitoring system.")
    private @Nullable Path metricsFile;

    @Option(names = "--json", description = "Print the summary of each file as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show only questions, errors and what is left to do.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show the lines of upload.log, on standard error.")
    private boolean verbose;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    ProgressForm form() {
        return form;
    }

    /** What else than the console hears of the progress of {@code input}. */
    List<ProgressView> views(Path input, Consumer<String> notices) {
        return metricsFile == null
                ? List.of()
                : List.of(new MetricsView(
                        new MetricsFile(metricsFile.toAbsolutePath(), input),
                        System::nanoTime,
                        Clock.systemUTC(),
                        ProgressView::tick,
                        notices));
    }
}
