package feedbackuploader.cli;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.Reading;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.Surveyor;
import feedbackuploader.upload.UnusableException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = "Checks files without a server and shows how they would be sent; sends and writes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 every row is valid; 1 some are not; 2 a file cannot be used."})
final class ValidateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV with a header, or JSONL")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final MappingArguments mapping = new MappingArguments();

    @Option(names = "--all-problems", description = "also print every problem of every row, one a line")
    private boolean allProblems;

    @Option(names = "--json", description = "print the same of each file as one line of JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (json && allProblems) {
            throw new ParameterException(command.commandLine(), "--json and --all-problems do not go together.");
        }
        ExitStatus status = ExitStatus.DONE;
        for (Path file : files) {
            Survey survey = survey(file, mapping.options(command));
            if (json) {
                surroundings.out().println(survey.toJsonLine());
            } else {
                SurveyPage.of(survey).forEach(surroundings.out()::println);
            }
            status = ExitStatus.worst(status, survey.invalid() == 0 ? ExitStatus.DONE : ExitStatus.SOME_FAILED);
        }
        return status.code();
    }

    private Survey survey(Path file, MappingOptions options)
            throws UnusableException, LedgerException, InterruptedException {
        Surveyor surveyor = new Surveyor(file, null);
        Reading.Sink sink = allProblems ? surveyor.and(new ProblemPrinter(file, surroundings.out())) : surveyor;
        return surveyor.survey(Reading.of(file, options, null, sink, Thread::interrupted));
    }

    /** Prints problems as they are found. */
    private record ProblemPrinter(Path file, PrintStream out) implements Reading.Sink {
        @Override
        public void valid(Row row, List<Feedback> feedback) {
            // has no problems
        }

        @Override
        public void invalid(Row row, List<Problem> problems, @Nullable Feedback feedback) {
            problems.forEach(problem -> out.println(Reading.placeOf(file, row).describe(problem)));
        }

        @Override
        public void skipped(Row row, String reason) {
            // has no problems
        }
    }
}
