package feedbackuploader.cli;

import feedbackuploader.cli.console.Surroundings;
import feedbackuploader.cli.console.TypedCommand;
import feedbackuploader.cli.options.RunFolderArguments;
import feedbackuploader.cli.options.ServerArguments;
import feedbackuploader.cli.options.Target;
import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Rate;
import feedbackuploader.delivery.Verification;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Project;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.RecordedPieces;
import feedbackuploader.ledger.Verdicts;
import feedbackuploader.sandbox.MetricKind;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.StopReason;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "verify",
        description = {
            "Reads back what an upload has recorded, and says what is there, changed or gone.",
            "Sends nothing and changes nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 all of it is there; 1 something is changed or gone; 2 no upload of FILE here, or the deployment"
                    + " is not usable; 3 it cannot be read back; 4 some of it could not be read back, which proves nothing;"
                    + " 130, 143 interrupted. What no query of the API shows, such as outcomes, is counted apart."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;

    private static final int IN_FLIGHT = 32;

    private final Surroundings surroundings;

    @Mixin
    private final RunFolderArguments run;

    @Mixin
    private final ServerArguments server = new ServerArguments();

    @Option(
            names = "--sample",
            paramLabel = "N",
            converter = SampleConverter.class,
            description = "Read back only N completions, chosen at random by --seed. (default: all)")
    private long sample = Long.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Number that decides which completions --sample chooses: the same number chooses the same ones. (default: 1)")
    private long seed = 1;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Write the rows of the upload with what reading back showed of each (upload_verified: recorded,"
                            + " changed, gone or not_read_back) and how it differs (upload_difference), in the format of the"
                            + " results.")
    private @Nullable Path output;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description =
                    "Maximum requests per second, or per minute or hour: 600/min, 9000/h. Where several"
                            + " machines share the file, of all together: each sends its part. (default: what the server accepts)")
    private @Nullable Rate rate;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    /** What was read back of how much; null for all of it. */
    private @Nullable String sampled;

    /** What was sent that the server does not show. */
    private SortedSet<String> notCompared = Collections.emptySortedSet();

    /** As long as the files of the options are read, nothing ends the opening of a pipe without a writer. */
    private volatile boolean isPrepared;

    private final CompletableFuture<Void> interruption = new CompletableFuture<>();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.run = new RunFolderArguments(surroundings);
    }

    @Override
    public Integer call() throws UnusableException, LedgerException, IOException, InterruptedException {
        Signals signals = Signals.handle(
                () -> {
                    surroundings.say("Interrupted: nothing more is read.");
                    interruption.complete(null);
                    return isPrepared;
                },
                () -> {});
        run.rateInWords(rate).ifPresent(words -> surroundings.say("Note: " + words));
        try (Ledger ledger = run.ledgerToReport();
                Verdicts verdicts = new Verdicts()) {
            @Nullable VerifiedFile file = output == null ? null : VerifiedFile.of(output, run.input(), ledger);
            VerifiedPieces pieces = new VerifiedPieces(verdicts);
            @Nullable Ending ending;
            try (Target target = target(ledger)) {
                isPrepared = true;
                ending = verify(ledger, target, pieces);
            }
            pieces.show(surroundings, json, ledger.counts().hasParts(), sampled, notCompared, ending);
            if (file != null) {
                file.write(verdicts, ending != null);
                if (!json) {
                    surroundings.out().println("Verified rows: " + TypedCommand.shown(file.path()));
                }
            }
            ExitStatus status = pieces.status(ending);
            return status.isEarly() ? signals.exitCode(status.code()) : status.code();
        }
    }

    private Target target(Ledger ledger) throws UnusableException, LedgerException, IOException {
        Owner owner = ledger.owner();
        @Nullable
        Project project = server.project() != null || owner.project() == null
                ? server.project()
                : new Project(Project.Naming.USE_CASE, owner.project());
        if (project == null) {
            throw new UnusableException("To read back, the program needs the use case or project of the completions."
                    + " Add --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
        if (run.isSandbox()) {
            Map<String, MetricKind> metrics = new TreeMap<>();
            RecordedPieces.metrics(ledger)
                    .forEach((metric, isNumber) -> metrics.put(metric, isNumber ? MetricKind.SCALAR : MetricKind.BOOL));
            return Target.sandbox(run.folder(), metrics, project, server);
        }
        Target target = Target.deployment(server, surroundings, project);
        if (!target.name().equals(owner.target())) {
            target.close();
            throw new UnusableException("This upload went to " + owner.target() + ", but this command names "
                    + target.name() + ". Give the address of the upload with --url.");
        }
        return target;
    }

    private @Nullable Ending verify(Ledger ledger, Target target, VerifiedPieces pieces)
            throws LedgerException, InterruptedException, UnusableException {
        @Nullable Ending refused = unreachable(target.client().metrics());
        if (refused != null) {
            return refused;
        }
        DeliveryOptions options = new DeliveryOptions(
                new Concurrency.Fixed(IN_FLIGHT),
                run.part(rate),
                ATTEMPTS,
                Duration.ZERO,
                server.timeout().multipliedBy(2),
                false);
        try (RecordedPieces recorded = RecordedPieces.of(ledger, target.client()::traceOf, pieces::shownNowhere)) {
            Verification verification = new Verification(
                    recorded,
                    target.client(),
                    target.client(),
                    options,
                    Backoff.standard(RandomGenerator.getDefault()),
                    surroundings.time(),
                    sample,
                    new SplittableRandom(seed),
                    pieces);
            var unused = interruption.thenRun(verification::interrupt);
            @Nullable Ending ending = verification.run();
            notCompared = verification.notCompared();
            if (sample < verification.completions()) {
                sampled = "A sample: " + Amount.of(verification.chosen()) + " of "
                        + Amount.of(verification.completions(), "completion") + " (--seed " + seed + ").";
            }
            return ending;
        }
    }

    /** Without the deployment's metrics, a piece whose metric was named by id cannot be recognised; the others can. */
    private @Nullable Ending unreachable(CatalogueAnswer answer) {
        if (answer instanceof CatalogueAnswer.Stopped stopped) {
            return new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
        } else if (answer instanceof CatalogueAnswer.Unreachable unreachable) {
            return new Ending.Stopped(StopReason.SERVER_DOWN, unreachable.why());
        } else if (answer instanceof CatalogueAnswer.Unavailable unavailable) {
            surroundings.say("Note: " + unavailable.why());
        }
        return null;
    }

    static final class SampleConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (!text.strip().matches("0*[1-9][0-9]{0,9}")) {
                throw new TypeConversionException("expected 1 or more");
            }
            return Long.valueOf(text.strip());
        }
    }
}
