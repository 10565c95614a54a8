package feedbackuploader.cli;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.Reading;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks files without a server and prints every problem; sends and writes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 every row is valid; 1 some are not; 2 a file cannot be used."})
final class ValidateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = InputArguments.FILE)
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final InputArguments reading = new InputArguments();

    @Mixin
    private final MappingArguments mapping = new MappingArguments();

    @Option(
            names = "--max-problems",
            paramLabel = "N",
            defaultValue = "100",
            description = "print at most so many problems of a file (default: ${DEFAULT-VALUE})")
    private long maxProblems = 100;

    @Spec
    private @Nullable CommandSpec spec;

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, InterruptedException, IOException {
        MappingOptions options = mapping.options(Objects.requireNonNull(spec));
        if (mapping.saveMapping() != null) {
            SavedMapping.save(mapping.saveMapping(), options);
        }
        ExitStatus status = ExitStatus.DONE;
        for (Path file : files) {
            status = ExitStatus.worst(
                    status,
                    StandardInput.is(file) ? checkStandardInput(options) : check(file, file.toString(), options));
        }
        return status.code();
    }

    /** @param name as the user calls it */
    private ExitStatus check(Path file, String name, MappingOptions options)
            throws UnusableException, LedgerException, InterruptedException {
        Tally tally = new Tally(file, name, surroundings.out(), maxProblems);
        Reading reading = Reading.of(file, this.reading.options(), options, null, tally, Thread::interrupted);
        reading.notices().forEach(notice -> surroundings.err().println("Note: " + notice));
        tally.printSum(reading);
        return tally.invalid == 0 ? ExitStatus.DONE : ExitStatus.SOME_FAILED;
    }

    /** In a folder that is gone in the end: a check leaves nothing. */
    private ExitStatus checkStandardInput(MappingOptions options)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        Path folder = Files.createTempDirectory("feedback-uploader");
        try {
            StandardInput.keep(surroundings, folder);
            return check(StandardInput.place(folder), "stdin", options);
        } finally {
            Files.deleteIfExists(StandardInput.place(folder));
            Files.deleteIfExists(folder);
        }
    }

    /** Prints problems as they are found, and counts. */
    private static final class Tally implements Reading.Sink {
        private final Path file;
        private final String name;
        private final PrintStream out;
        private final long maxProblems;
        private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        private long problems;
        private long invalid;
        private long skipped;

        Tally(Path file, String name, PrintStream out, long maxProblems) {
            this.file = file;
            this.name = name;
            this.out = out;
            this.maxProblems = maxProblems;
        }

        @Override
        public void valid(Row row, int part, Feedback feedback) {
            kinds.merge(feedback.kind(), 1L, Long::sum);
        }

        @Override
        public void invalid(Row row, int part, List<Problem> found, @Nullable Feedback feedback) {
            invalid++;
            for (Problem problem : found) {
                problems++;
                if (problems <= maxProblems) {
                    out.println(Reading.placeOf(file, row).describe(problem));
                }
            }
        }

        @Override
        public void skipped(Row row, int part, String reason, @Nullable Feedback feedback) {
            skipped++;
        }

        void printSum(Reading reading) {
            if (problems > maxProblems) {
                out.println("… and " + Words.count(problems - maxProblems, "more problem")
                        + "; --max-problems shows more.");
            }
            List<String> parts = new ArrayList<>();
            kinds.forEach((kind, count) -> parts.add(Words.number(count) + " " + kind.word() + " feedback"));
            if (invalid > 0) {
                parts.add(Words.number(invalid) + " invalid");
            }
            if (skipped > 0) {
                parts.add(Words.number(skipped) + " skipped");
            }
            out.println(name + ": " + Words.count(reading.rows(), "row") + (parts.isEmpty() ? "" : ": ")
                    + String.join(", ", parts) + ".");
        }
    }
}
