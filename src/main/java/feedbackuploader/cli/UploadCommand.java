package feedbackuploader.cli;

import feedbackuploader.adaptive.AdaptiveClient;
import feedbackuploader.cli.console.ConfirmationPrompt;
import feedbackuploader.cli.console.ConsoleListener;
import feedbackuploader.cli.console.JsonLine;
import feedbackuploader.cli.console.KeyLike;
import feedbackuploader.cli.console.ProgressArguments;
import feedbackuploader.cli.console.SummaryFormatter;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.VerboseLog;
import feedbackuploader.cli.console.Words;
import feedbackuploader.cli.options.InputArguments;
import feedbackuploader.cli.options.InputFiles;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.cli.options.ShardArguments;
import feedbackuploader.cli.options.StandardInput;
import feedbackuploader.cli.options.Target;
import feedbackuploader.cli.options.UploadArguments;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.DamagedLedgerException;
import feedbackuploader.ledger.ForeignLedgerException;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.report.Report;
import feedbackuploader.report.Summary;
import feedbackuploader.support.Printable;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.KnownRows;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import feedbackuploader.upload.UploadRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans every file before the first row of any is sent, then delivers and reports on one after the other. */
@Command(
        name = "upload",
        description = {
            "Checks files, uploads their rows and writes a report with the outcome of every row.",
            "Run the same command again to continue."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  Try a file without a deployment:",
            "    feedback-uploader upload ratings.csv --sandbox",
            "  Upload ratings; with the use case, lost answers can be checked:",
            "    feedback-uploader upload ratings.csv --metric quality --use-case support",
            "  A column has another name, and words stand for values:",
            "    feedback-uploader upload survey.xlsx --map 'value=Helpful?' \\",
            "      --metric helpful --values 'Yes=true, No=false, n/a=skip'",
            "  Preferences from an arena:",
            "    feedback-uploader upload votes.csv --project arena --metric taste \\",
            "      --winner 'model_a=a, model_b=b, tie=tie-good, tie (bothbad)=tie-bad'",
            "  A labelling tool's export:",
            "    feedback-uploader upload export.json --mapping label-studio-pairwise \\",
            "      --project arena",
            "  In a job, without questions:",
            "    feedback-uploader upload week2.csv --skip-recorded --yes --json",
            "",
            "Exit codes: 0 all rows recorded or skipped; 1 some rows invalid or rejected; 2 command,"
                    + " file or deployment not usable, nothing recorded; 3 stopped early, run again to continue; 4 some"
                    + " rows unknown; 5 cannot continue, see the message; 129, 130, 143 interrupted."
        })
final class UploadCommand implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    private static final String INTERRUPTED = "Interrupted before anything was sent.";

    private static final String NOTHING_SENT = "Nothing was sent.";

    private static final int MOST_QUESTIONS = 3;

    private static final int MOST_SHOWN = 20;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = InputArguments.FILE)
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Option(
            names = "--sandbox",
            description =
                    "Try the file: upload to a sandbox on this computer, which runs only for this upload and keeps"
                            + " its data in the run folder.")
    private boolean sandbox;

    @Mixin
    private final InputArguments reading = new InputArguments();

    @Mixin
    private final MappingArguments mapping = new MappingArguments();

    @Mixin
    private final UploadArguments how = new UploadArguments();

    @Mixin
    private final ShardArguments sharding = new ShardArguments();

    @Mixin
    private final ProgressArguments showing = new ProgressArguments();

    @Option(
            names = {"-y", "--yes"},
            description = "Send without asking first. The program asks only on a terminal.")
    private boolean yes;

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

    @Spec
    private @Nullable CommandSpec spec;

    private final CompletableFuture<Void> interruption = new CompletableFuture<>();

    private final List<ConsoleListener> listeners = new CopyOnWriteArrayList<>();

    private @Nullable Shard shard;

    private boolean hasToldOfRepetitions;

    UploadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        List<Upload> uploads = new CopyOnWriteArrayList<>();
        ConfirmationPrompt question = new ConfirmationPrompt(surroundings);
        Signals signals = Signals.handle(
                () -> {
                    say(
                            question.isOpen()
                                    ? INTERRUPTED
                                    : "Interrupted: nothing more is sent. Waiting for open requests."
                                            + " Press Ctrl-C again to stop immediately.");
                    interruption.complete(null);
                    uploads.forEach(Upload::interrupt);
                    question.withdraw();
                },
                () -> say("Stopped immediately. Everything so far is kept."));
        try (Closing closing = new Closing()) {
            if (verbose) {
                closing.add(VerboseLog.open(surroundings.err())::close);
            }
            return codeOf(run(uploads, question, closing, signals), signals);
        }
    }

    private ExitStatus run(List<Upload> uploads, ConfirmationPrompt question, Closing closing, Signals signals)
            throws Exception {
        try {
            return planAndDeliver(uploads, question, closing, signals);
        } catch (Exception | Error e) {
            LOG.log(System.Logger.Level.ERROR, "failed", e); // while the logs are still open
            String why = KeyLike.hidden(Program.sentence(e), typed());
            uploads.forEach(upload -> upload.fail(codeOf(ExitStatus.of(e), signals), why));
            throw e;
        }
    }

    private ExitStatus planAndDeliver(
            List<Upload> uploads, ConfirmationPrompt question, Closing closing, Signals signals) throws Exception {
        try {
            planAll(uploads, closing);
        } catch (InterruptedException e) {
            int code = codeOf(ExitStatus.INTERRUPTED, signals);
            surroundings.err().println(NOTHING_SENT);
            uploads.forEach(upload -> upload.fail(code, INTERRUPTED));
            if (json) {
                surroundings.out().println(JsonLine.ofFailure(INTERRUPTED, code));
            }
            return ExitStatus.INTERRUPTED;
        }
        askBeforeSending(uploads, question);
        return deliverAll(uploads, signals);
    }

    /** A run that was over before the signal could end it ends as it would have without. */
    private static int codeOf(ExitStatus status, Signals signals) {
        return status.isEarly() ? signals.exitCode(status.code()) : status.code();
    }

    private void planAll(List<Upload> uploads, Closing closing) throws Exception {
        shard = sharding.shard(surroundings);
        files = InputFiles.withoutRunFolders(files, this::note);
        refuseSharedFolders();
        MappingFile described = mapping.file(reading);
        @Nullable Target deployment = sandbox ? null : Target.deployment(server, surroundings);
        if (deployment != null) {
            closing.add(deployment::close);
        }
        for (Path file : files) {
            InputFile input = InputFile.of(inputOf(file), described.reading());
            RunFolder folder = folderOf(file);
            if (StandardInput.is(file)) {
                StandardInput.keep(surroundings, folder.path(), interruption);
            }
            Target target = deployment;
            if (target == null) {
                target = Target.sandbox(input, folder, described.options(), server, interruption::isDone);
                closing.add(target::close);
            }
            UploadRequest request = new UploadRequest(
                    input,
                    folder,
                    target.name(),
                    target.project(),
                    described.options(),
                    how.onDuplicate(),
                    how.errorLimit(),
                    how.delivery(server.timeout()),
                    how.settleWait(sandbox, server.timeout()),
                    how.dryRun(),
                    how.resendUnknown(),
                    how.adopt(),
                    how.skipExisting(),
                    sandbox ? null : surroundings.memory(),
                    how.knownRows(),
                    shard);
            Upload upload = open(request, target.client(), file);
            closing.add(upload::close);
            uploads.add(upload);
            if (interruption.isDone()) {
                upload.interrupt(); // the signal came before this upload could hear of it
            }
            upload.plan();
        }
    }

    private Upload open(UploadRequest request, AdaptiveClient client, Path file) throws Exception {
        ConsoleListener listener = new ConsoleListener(surroundings, quiet, showing, file);
        listeners.add(listener);
        try {
            return Upload.open(
                    request,
                    client,
                    listener,
                    surroundings.time(),
                    RandomGenerator.getDefault(),
                    Who.runs(surroundings, typed()));
        } catch (DamagedLedgerException e) {
            Optional<Path> results = Report.resultsIn(request.folder().path())
                    .or(() -> Report.outOfDateIn(request.folder().path()));
            throw results.isPresent()
                    ? e.with(withoutLedger(file, request.folder().path(), results.get()))
                    : e;
        } catch (ForeignLedgerException e) {
            if (!e.isOfAnotherTarget()) {
                throw e;
            }
            throw new UnusableException(
                    e.getMessage()
                            + " If both names mean the same deployment, or the earlier use case or project was a"
                            + " mistake, continue that upload, without sending anything twice: " + typedCommand()
                            + " --adopt",
                    e);
        }
    }

    /** What a report says of its rows, and the memory of those sent since, stand in for the ledger. */
    private String withoutLedger(Path file, Path folder, Path results) {
        Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
        List<String> again = new ArrayList<>(typed());
        again.replaceAll(word -> word.equals(file.toString())
                ? Words.path(aside.resolve(results.getFileName()).toString())
                : word);
        return "Without a copy, upload its results instead. Rows recorded or unknown there are skipped, and of rows sent"
                + " since you are told: "
                + Words.command("mv", List.of(Words.path(folder.toString()), Words.path(aside.toString())))
                + " && " + Words.command(surroundings.name(), Words.withoutHeaderValues(again));
    }

    private Path inputOf(Path file) {
        return StandardInput.is(file)
                ? StandardInput.place(folderOf(file).path())
                : file.toAbsolutePath().normalize();
    }

    private RunFolder folderOf(Path file) {
        String suffix = ShardArguments.suffix(sandbox, shard);
        return StandardInput.is(file)
                ? StandardInput.folder(suffix, how.outputDir())
                : RunFolder.of(inputOf(file), suffix, how.outputDir());
    }

    /** A file that is named twice, or two of the same name with one {@code --output-dir}, would be in each other's way. */
    private void refuseSharedFolders() throws UnusableException {
        Set<Path> folders = new HashSet<>();
        for (Path file : files) {
            if (!folders.add(folderOf(file).path())) {
                throw new UnusableException("Several files would have the same run folder, "
                        + folderOf(file).path()
                        + ". Name each file once. Upload files of the same name in separate runs,"
                        + " each with its own --output-dir.");
            }
        }
    }

    /** Nobody is asked about a sandbox, or about going on with what an earlier run had begun to send. */
    private void askBeforeSending(List<Upload> uploads, ConfirmationPrompt question) throws Exception {
        if (uploads.stream().anyMatch(upload -> upload.repetition() != null)) {
            askAboutRepetitions(uploads, question);
            return;
        }
        if (yes || sandbox || interruption.isDone() || !surroundings.canAsk()) {
            return;
        }
        Map<Kind, Long> toSend = new EnumMap<>(Kind.class);
        for (Upload upload : uploads) {
            upload.toBeAgreedTo().forEach((kind, count) -> toSend.merge(kind, count, Long::sum));
        }
        if (!toSend.isEmpty()
                && !question.isAnsweredWithYes(
                        Words.toSend(toSend, uploads.get(0).target()))) {
            uploads.forEach(Upload::decline);
        }
    }

    private void askAboutRepetitions(List<Upload> uploads, ConfirmationPrompt question) throws Exception {
        KnownRows decision = KnownRows.STOP;
        if (!yes && !interruption.isDone() && !how.dryRun() && surroundings.canAsk()) {
            uploads.stream().map(Upload::repetition).filter(Objects::nonNull).forEach(surroundings.err()::println);
            hasToldOfRepetitions = true;
            decision = decisionOf(uploads, question);
        }
        if (decision == KnownRows.STOP) {
            uploads.forEach(upload -> upload.stop("Another file of this command has rows that were sent before."));
        } else {
            decide(uploads, decision);
        }
    }

    /** Whoever types something else is told what there is, and asked again; but not for ever. */
    private KnownRows decisionOf(List<Upload> uploads, ConfirmationPrompt question) throws LedgerException {
        long planned = 0;
        long sentBefore = 0;
        for (Upload upload : uploads) {
            planned += upload.planned();
            sentBefore += upload.sentBefore();
        }
        for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
            String answer = question.answer(Words.repetitionQuestion(sentBefore, planned))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            switch (answer) {
                case "s", "skip" -> {
                    return KnownRows.SKIP;
                }
                case "a", "again" -> {
                    return KnownRows.SEND;
                }
                case "", "n", "no" -> {
                    return KnownRows.STOP;
                }
                default ->
                    surroundings
                            .err()
                            .println(Words.repetitionHint(Printable.of(answer, MOST_SHOWN), sentBefore, planned));
            }
        }
        return KnownRows.STOP;
    }

    private static void decide(List<Upload> uploads, KnownRows knownRows) throws LedgerException {
        for (Upload upload : uploads) {
            upload.decide(knownRows);
        }
    }

    /** Once one file was stopped or interrupted, the others are reported on as they are. */
    private ExitStatus deliverAll(List<Upload> uploads, Signals signals) throws Exception {
        ExitStatus worst = ExitStatus.DONE;
        for (Upload upload : uploads) {
            if (worst.compareTo(ExitStatus.STOPPED) < 0) {
                upload.deliver();
            }
            Summary summary = upload.report(status -> codeOf(status, signals));
            tell(summary, upload.toSettle());
            worst = ExitStatus.worst(worst, ExitStatus.ofCode(summary.exitCode()));
        }
        boolean isHalfDone = worst == ExitStatus.UNUSABLE && uploads.stream().anyMatch(Upload::hasRecorded);
        return isHalfDone ? ExitStatus.STOPPED : worst;
    }

    private void tell(Summary summary, Set<Path> toSettle) {
        boolean isTold = hasToldOfRepetitions
                && summary.stopCause() != null
                && summary.stopCause().isRepetition();
        (isTold ? Optional.of("Stopped.") : SummaryFormatter.ending(summary)).ifPresent(surroundings.err()::println);
        if (json) {
            surroundings.out().println(summary.toJsonLine());
        } else if (!quiet || summary.exitCode() != ExitStatus.DONE.code()) {
            SummaryFormatter.of(summary, typedCommand()).forEach(surroundings.out()::println);
            toSettle.forEach(file -> surroundings
                    .out()
                    .println("Continue the upload of the other file first, then run the same command again: "
                            + typedCommandFor(file)));
        }
    }

    /** With the same options, but those that would send a row a second time. */
    private String typedCommandFor(Path file) {
        String path = Words.path(file.toString());
        List<String> words = new ArrayList<>(typed());
        Set<String> mine = files.stream().map(Path::toString).collect(Collectors.toSet());
        int place = IntStream.range(0, words.size())
                .filter(word -> mine.contains(words.get(word)))
                .findFirst()
                .orElse(1);
        words.add(place, path.startsWith("-") ? Path.of(".", path).toString() : path);
        words.subList(place + 1, words.size()).removeIf(mine::contains);
        words.removeAll(List.of("--resend-unknown", "--again"));
        return Words.command(surroundings.name(), Words.withoutHeaderValues(words));
    }

    private List<String> typed() {
        return Objects.requireNonNull(spec)
                .commandLine()
                .getParent()
                .getParseResult()
                .originalArgs();
    }

    private String typedCommand() {
        List<String> arguments = new ArrayList<>(typed());
        arguments.remove("--resend-unknown");
        String command = Words.command(surroundings.name(), Words.withoutHeaderValues(arguments));
        return files.stream()
                .filter(StandardInput::is)
                .findFirst()
                .map(file ->
                        command + " < " + Words.quoted(Words.path(inputOf(file).toString())))
                .orElse(command);
    }

    private void note(String sentence) {
        if (!quiet) {
            surroundings.err().println("Note: " + sentence);
        }
    }

    /** On a line of its own: in place of a bar, or below what a terminal shows of a Ctrl-C. */
    private void say(String sentence) {
        Optional<ConsoleListener> withBar =
                listeners.stream().filter(ConsoleListener::showsBar).findFirst();
        if (withBar.isPresent()) {
            withBar.get().sayAtOnce(sentence);
        } else {
            surroundings.err().println((surroundings.isTerminal() ? "\n" : "") + sentence);
        }
    }
}
