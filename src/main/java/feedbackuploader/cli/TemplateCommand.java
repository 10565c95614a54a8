package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.input.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template", description = "Prints a small valid file to fill in.", mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {

    /** The kinds that there is a template of. */
    enum TemplateKind {
        METRIC,
        PREFERENCE,
        INTERACTION,
        OUTCOME
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "metric|preference|interaction|outcome", description = "The kind of feedback.")
    private TemplateKind kind = TemplateKind.METRIC;

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl",
            defaultValue = "csv",
            description = "File format: csv or jsonl. (default: ${DEFAULT-VALUE})")
    private Format format = Format.CSV;

    TemplateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String name = "/feedbackuploader/templates/" + kind.name().toLowerCase(Locale.ROOT) + "."
                + format.name().toLowerCase(Locale.ROOT);
        try (InputStream template = TemplateCommand.class.getResourceAsStream(name)) {
            Objects.requireNonNull(template, name).transferTo(surroundings.out());
        }
        surroundings.out().flush();
        return 0;
    }
}
