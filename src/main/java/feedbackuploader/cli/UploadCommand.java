package feedbackuploader.cli;

import feedbackuploader.cli.console.ConfirmationPrompt;
import feedbackuploader.cli.console.ConsoleListener;
import feedbackuploader.cli.console.KeyLike;
import feedbackuploader.cli.console.MessageArguments;
import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.console.VerboseLog;
import feedbackuploader.cli.options.FileArgument;
import feedbackuploader.cli.options.InputArguments;
import feedbackuploader.cli.options.InputFiles;
import feedbackuploader.cli.options.MappingArguments;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.cli.options.ShardArguments;
import feedbackuploader.cli.options.StandardInput;
import feedbackuploader.cli.options.Target;
import feedbackuploader.cli.options.UploadArguments;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.options.MappingFile;
import feedbackuploader.report.Summary;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.KnownRows;
import feedbackuploader.upload.Upload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
                    + " file or deployment not usable, nothing recorded; 3 stopped early, run again to continue; 4 of some"
                    + " rows nobody knows whether the server has them; 5 cannot continue, see the message; 129, 130, 143 interrupted."
        })
final class UploadCommand implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.cli");

    private static final String INTERRUPTED = "Interrupted before anything was sent.";

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

    @Option(
            names = {"-y", "--yes"},
            description = "Send without asking first. The program asks only on a terminal.")
    private boolean yes;

    @Mixin
    private final MessageArguments messages = new MessageArguments();

    @Spec
    private @Nullable CommandSpec spec;

    private final CompletableFuture<Void> interruption = new CompletableFuture<>();

    private volatile boolean isPrepared;

    private final List<Upload> uploads = new CopyOnWriteArrayList<>();

    private final ConfirmationPrompt prompt;

    private final UploadConsole console;

    private final SendQuestions questions;

    UploadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.prompt = new ConfirmationPrompt(surroundings);
        this.console = new UploadConsole(surroundings, messages, this::typed);
        this.questions = new SendQuestions(surroundings, prompt);
    }

    @Override
    public Integer call() throws Exception {
        Signals signals = Signals.handle(
                this::interrupt, () -> console.sayAtOnce("Stopped immediately. Everything so far is kept."));
        try (Closing closing = new Closing()) {
            if (messages.verbose()) {
                closing.add(VerboseLog.open(surroundings.err())::close);
            }
            return codeOf(run(closing, signals), signals);
        }
    }

    /** @return false as long as the files of the options are read: nothing ends the opening of a pipe without a writer */
    private boolean interrupt() {
        console.sayAtOnce(
                prompt.isOpen() || !isPrepared
                        ? INTERRUPTED
                        : "Interrupted: nothing more is sent. Waiting for open requests."
                                + " Press Ctrl-C again to stop immediately.");
        interruption.complete(null);
        uploads.forEach(Upload::interrupt);
        prompt.withdraw();
        return isPrepared;
    }

    private ExitStatus run(Closing closing, Signals signals) throws Exception {
        try {
            return planAndDeliver(closing, signals);
        } catch (Exception | Error e) {
            LOG.log(System.Logger.Level.ERROR, "failed", e); // while the logs are still open
            String why = KeyLike.hidden(Program.sentence(e), typed().arguments());
            uploads.forEach(upload -> upload.fail(codeOf(ExitStatus.of(e), signals), why));
            throw e;
        }
    }

    private ExitStatus planAndDeliver(Closing closing, Signals signals) throws Exception {
        try {
            planAll(closing);
        } catch (InterruptedException e) {
            int code = codeOf(ExitStatus.INTERRUPTED, signals);
            uploads.forEach(upload -> upload.fail(code, INTERRUPTED));
            console.nothingSent(INTERRUPTED, code);
            return ExitStatus.INTERRUPTED;
        }
        askBeforeSending();
        return deliverAll(signals);
    }

    /** A signal changes the exit code only if the run ended early. */
    private static int codeOf(ExitStatus status, Signals signals) {
        return status.isEarly() ? signals.exitCode(status.code()) : status.code();
    }

    private void planAll(Closing closing) throws Exception {
        UploadSetup setup = setup();
        files = InputFiles.withoutRunFolders(files, console::note);
        List<FileArgument> places = setup.places(files);
        FileArgument.refuseSharedFolders(places);
        setup.rateInWords().ifPresent(console::note);
        reading.refuseEditsOf(files);
        MappingFile described = setup.described();
        @Nullable Target deployment = setup.deployment();
        if (deployment != null) {
            closing.add(deployment::close);
        }
        isPrepared = true;
        for (FileArgument file : places) {
            if (file.isStandardInput()) {
                StandardInput.keep(surroundings, file.folder().path(), interruption);
            }
            InputFile input = InputFile.of(file.input(), described.reading());
            Target target = deployment;
            if (target == null) {
                target = setup.sandbox(file, input, described, interruption::isDone);
                closing.add(target::close);
            }
            ConsoleListener listener = console.listener(file.named());
            target.client().tellWhenSlow(listener::say);
            Upload upload = setup.open(file, input, described, target, listener);
            closing.add(upload::close);
            uploads.add(upload);
            if (interruption.isDone()) {
                upload.interrupt(); // the signal came before this upload could hear of it
            }
            setup.plan(upload);
        }
    }

    /** Once the command line was parsed. */
    UploadSetup setup() {
        return new UploadSetup(
                surroundings, server, sandbox, reading, mapping, how, sharding, Objects.requireNonNull(spec));
    }

    private void askBeforeSending() throws LedgerException {
        boolean mayAsk = !yes && !interruption.isDone() && surroundings.canAsk();
        if (uploads.stream().anyMatch(upload -> upload.repetition() != null)) {
            KnownRows decision = mayAsk && !how.dryRun() ? questions.askAboutRepetitions(uploads) : KnownRows.STOP;
            for (Upload upload : uploads) {
                if (decision == KnownRows.STOP) {
                    upload.stop("Another file of this command has rows that were sent before.");
                } else {
                    upload.decide(decision);
                }
            }
        } else if (mayAsk && !sandbox) {
            questions.askWhetherToSend(uploads);
        }
    }

    /** Once one file was stopped or interrupted, the others are reported on as they are. */
    private ExitStatus deliverAll(Signals signals) throws Exception {
        ExitStatus worst = ExitStatus.DONE;
        for (Upload upload : uploads) {
            if (worst.compareTo(ExitStatus.STOPPED) < 0) {
                upload.deliver();
            }
            Summary summary = upload.report(status -> codeOf(status, signals));
            console.show(summary, upload.toSettle(), files, questions.hasShownRepetitions());
            worst = ExitStatus.worst(worst, ExitStatus.ofCode(summary.exitCode()));
        }
        boolean isHalfDone = worst == ExitStatus.UNUSABLE && uploads.stream().anyMatch(Upload::hasRecorded);
        return isHalfDone ? ExitStatus.STOPPED : worst;
    }

    private TypedCommand typed() {
        return setup().typed();
    }
}
