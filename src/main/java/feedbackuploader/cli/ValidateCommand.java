package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.SurveyFormatter;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.console.Version;
import feedbackuploader.cli.options.InputArguments;
import feedbackuploader.cli.options.InputFiles;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.SavedMapping;
import feedbackuploader.cli.options.StandardInput;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Feedback;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.Users;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.report.NextStep;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import feedbackuploader.upload.CheckedPage;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.FileCheck;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
        description = "Checks files without a server and shows how they would be sent. Sends nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit codes: 0 all rows valid; 1 some rows invalid; 2 a file cannot be used."})
final class ValidateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = InputArguments.FILE)
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final InputArguments reading = new InputArguments();

    @Mixin
    private final MappingArguments mapping = new MappingArguments();

    @Option(names = "--all-problems", description = "Also print every problem of every row, one per line.")
    private boolean allProblems;

    @Option(names = "--json", description = "Print the result for each file as one line of JSON.")
    private boolean json;

    @Option(
            names = "--save-users",
            paramLabel = "FILE",
            description = "Write the users without a UUID to a new CSV file for --users. Fill in their UUIDs there.")
    private @Nullable Path saveUsers;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write a report, to be opened in a browser, to this file, whose name ends in .html. Only with one"
                            + " FILE.")
    private @Nullable Path html;

    @Option(
            names = "--report-without-texts",
            description = "Leave ids and texts of the file out of that report, to pass it on.")
    private boolean withoutTexts;

    @Spec
    private @Nullable CommandSpec spec;

    private final Set<String> unknownUsers = new LinkedHashSet<>();

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, InterruptedException, IOException {
        reading.refuseEditsOf(files);
        MappingFile options = mapping.file(reading);
        if (html != null) {
            checkPlace(html);
        }
        ExitStatus status = ExitStatus.DONE;
        for (Path file : InputFiles.withoutRunFolders(files, sentence -> surroundings.say("Note: " + sentence))) {
            Survey survey = StandardInput.is(file) ? surveyOfStandardInput(options) : survey(file, options);
            if (json) {
                surroundings.out().println(survey.toJsonLine());
            } else {
                surroundings.show(SurveyFormatter.inFull(survey));
                if (!StandardInput.is(file) && (saveUsers == null || unknownUsers.isEmpty())) {
                    showNextStep(survey, file);
                }
            }
            status = ExitStatus.worst(status, survey.invalid() == 0 ? ExitStatus.DONE : ExitStatus.SOME_FAILED);
        }
        if (saveUsers != null) {
            surroundings.say(savedUsers(saveUsers, options.options().users()));
        }
        return status.code();
    }

    /** @return a sentence on what became of the file */
    private String savedUsers(Path file, Users known) throws UnusableException {
        String name = Shell.word(file.toString());
        if (unknownUsers.isEmpty()) {
            return "Did not write " + name + ": there is no user to name (names over 60 characters are left out).";
        }
        SavedMapping.write("--save-users", file, UsersFile.toBeFilledIn(known.byName(), List.copyOf(unknownUsers)));
        TypedCommand again = again().withoutOption("--users").and("--users", file.toString());
        return "Wrote " + name + ": " + Amount.of(unknownUsers.size(), "user") + " without a UUID. Fill in "
                + (unknownUsers.size() == 1 ? "the UUID" : "their UUIDs")
                + ", or add --drop-unknown-users to upload their feedback without the user. To check again: "
                + again.toPaste();
    }

    /** A page must not take the place of someone's data. */
    private void checkPlace(Path place) throws UnusableException {
        String name = place.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".htm")) {
            throw new UnusableException("--html " + place + ": expected a name that ends in .html, such as "
                    + Shell.word(place + ".html") + ".");
        } else if (files.size() > 1) {
            throw new UnusableException("--html writes one report, but " + files.size()
                    + " files are to be checked. Check each of them by itself.");
        }
    }

    /** The same command for this file alone. */
    private void showNextStep(Survey survey, Path file) {
        nextSteps(survey, again().forFile(file, files)).forEach(step -> surroundings.show(step.inOneLine()));
    }

    /** The same command for what it has not written yet. */
    private TypedCommand again() {
        return typed().without("--all-problems")
                .withoutOption("--save-users")
                .withoutOption("--save-mapping")
                .withoutOption("--html");
    }

    private TypedCommand typed() {
        TypedCommand typed = TypedCommand.of(Objects.requireNonNull(spec), surroundings.name());
        return new TypedCommand(typed.program(), typed.withoutSecrets());
    }

    private static List<NextStep> nextSteps(Survey survey, TypedCommand again) {
        if (survey.invalid() == 0) {
            return List.of();
        }
        String options = advisesOptions(survey) ? " or add options that are advised above," : "";
        return List.of(
                new NextStep("Fix these rows in " + survey.file() + options + " and check it again:", again.toPaste()));
    }

    private static boolean advisesOptions(Survey survey) {
        return survey.problems().stream()
                .map(group -> group.problem().hint())
                .anyMatch(hint -> hint != null && hint.contains("--"));
    }

    private Survey survey(Path file, MappingFile options)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        List<FileReading.Sink> also = new ArrayList<>();
        if (allProblems) {
            also.add(new ProblemPrinter(file, surroundings));
        }
        CheckedPage page = new CheckedPage(file, !withoutTexts);
        if (html != null) {
            also.add(page);
        }
        FileCheck checked =
                FileCheck.of(InputFile.of(file, options.reading()), options.options(), null, also, Thread::interrupted);
        unknownUsers.addAll(checked.reading().unknownUsers());
        Survey survey =
                saveUsers == null ? checked.survey() : checked.survey().withoutNotice(UsersFile.HOW_TO_NAME_USERS);
        if (html != null) {
            TypedCommand typed = typed();
            try {
                page.write(
                        html.toAbsolutePath(),
                        survey,
                        checked.reading(),
                        Version.program(),
                        typed.arguments(),
                        nextSteps(survey, typed));
            } catch (IOException e) {
                throw new UnusableException("--html: " + e.getMessage() + ". Choose another place.", e);
            }
            surroundings.err().println("To look at: " + TypedCommand.shown(html.toAbsolutePath()));
        }
        return survey;
    }

    /** In a folder that is gone in the end: a check leaves nothing. */
    private Survey surveyOfStandardInput(MappingFile options)
            throws UnusableException, LedgerException, InterruptedException, IOException {
        Path folder = Files.createTempDirectory("feedback-uploader");
        try {
            StandardInput.keep(surroundings, folder);
            return survey(StandardInput.place(folder), options);
        } finally {
            Files.deleteIfExists(StandardInput.place(folder));
            Files.deleteIfExists(folder);
        }
    }

    /** Prints problems as they are found. */
    private record ProblemPrinter(Path file, Surroundings surroundings) implements FileReading.Sink {
        @Override
        public void valid(Row row, int part, Feedback feedback) {
            // has no problems
        }

        @Override
        public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {
            problems.forEach(problem ->
                    surroundings.show(List.of(FileReading.placeOf(file, row).describe(problem))));
        }

        @Override
        public void skipped(Row row, int part, Mapped.Skipped skipped) {
            // has no problems
        }
    }
}
