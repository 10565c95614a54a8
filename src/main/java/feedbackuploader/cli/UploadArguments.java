package feedbackuploader.cli;

import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Rate;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.upload.ErrorLimit;
import feedbackuploader.upload.KnownRows;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how an upload is done. */
final class UploadArguments {

    /** As patient as the vendor's own client. */
    private static final Duration SETTLE_WAIT = Duration.ofSeconds(90);

    /** It dies with the run, and nothing is on its way to it any more when the next run begins. */
    private static final Duration SANDBOX_SETTLE_WAIT = Duration.ofSeconds(1);

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "auto",
            description =
                    "most requests in flight, 1 to " + Throttles.MOST + "; auto finds out how many the server serves"
                            + " best, up to " + Throttles.AUTO_MOST + ", auto:N up to N (default: ${DEFAULT-VALUE})")
    private Concurrency concurrency = new Concurrency.Auto(Throttles.AUTO_MOST);

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "most requests in a second, or N/min, N/h (default: as many as the server takes)")
    private @Nullable Rate rate;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "8",
            description = "how often a row is sent at most in one run, each time on proof that it is not recorded; an"
                    + " answer that asks to wait (429, 503) counts only while no other row gets through, or from eight"
                    + " times as many sendings on (default: ${DEFAULT-VALUE})")
    private int maxAttempts = 8;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "after Ctrl-C, longest wait for what is in flight (default: ${DEFAULT-VALUE})")
    private Duration grace = Duration.ofSeconds(30);

    @Option(
            names = "--settle-wait",
            paramLabel = "TIME",
            description =
                    "how long the server may take for its slowest request: a row whose answer is lost is read back"
                            + " only after so long (default: 90s, or the time of --timeout if that is longer)")
    private @Nullable Duration settleWait;

    @Option(
            names = "--max-errors",
            paramLabel = "N|P%",
            defaultValue = "50%",
            description = "send nothing if more rows than this are invalid (default: half of them)")
    private String maxErrors = "50%";

    @Option(
            names = "--on-duplicate",
            paramLabel = "WHAT",
            defaultValue = "send",
            description = "send, skip or reject a row that is the same as an earlier one (default: ${DEFAULT-VALUE})")
    private DuplicatePolicy onDuplicate = DuplicatePolicy.SEND;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "where the run folder is made (default: beside FILE)")
    private @Nullable Path outputDir;

    @Option(names = "--dry-run", description = "do everything but send")
    private boolean dryRun;

    @Option(
            names = "--resend-unknown",
            description =
                    "send rows again that cannot be settled and may be on the server: they may then be there twice")
    private boolean resendUnknown;

    @Option(
            names = "--skip-recorded",
            description =
                    "leave out rows that were sent to the same deployment before, from another file or run folder")
    private boolean skipRecorded;

    @Option(
            names = "--skip-existing",
            description = "read each completion back first, and leave out rows that the deployment shows already; needs"
                    + " --use-case or --project")
    private boolean skipExisting;

    @Option(
            names = "--again",
            description =
                    "send rows a second time that were sent to the same deployment before, from another file or run"
                            + " folder, or in other words")
    private boolean again;

    @Option(
            names = "--adopt",
            description = "go on with the run folder of another deployment or use case, since this is the same one by"
                    + " another name, or that name was a mistake: what it recorded is not sent again")
    private boolean adopt;

    /** @param timeout that each request keeps by itself */
    DeliveryOptions delivery(CommandSpec command, Duration timeout) {
        if (maxAttempts < 1) {
            throw new ParameterException(
                    command.commandLine(), "--max-attempts " + maxAttempts + ": expected 1 or more.");
        }
        return new DeliveryOptions(concurrency, rate, maxAttempts, grace, timeout.multipliedBy(2), false);
    }

    /** Whoever has little patience with one request says nothing of how long the server goes on with it. */
    Duration settleWait(boolean sandbox, Duration timeout) {
        if (settleWait != null) {
            return settleWait;
        }
        return sandbox ? SANDBOX_SETTLE_WAIT : timeout.compareTo(SETTLE_WAIT) > 0 ? timeout : SETTLE_WAIT;
    }

    ErrorLimit errorLimit(CommandSpec command) {
        try {
            return ErrorLimit.parse(maxErrors);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--max-errors " + maxErrors + ": " + e.getMessage() + ".", e);
        }
    }

    DuplicatePolicy onDuplicate() {
        return onDuplicate;
    }

    @Nullable
    Path outputDir() {
        return outputDir;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean resendUnknown() {
        return resendUnknown;
    }

    boolean skipExisting() {
        return skipExisting;
    }

    boolean adopt() {
        return adopt;
    }

    KnownRows knownRows(CommandSpec command) {
        if (skipRecorded && again) {
            throw new ParameterException(
                    command.commandLine(), "--skip-recorded leaves out what --again sends: give one of them.");
        }
        return again ? KnownRows.SEND : skipRecorded ? KnownRows.SKIP : KnownRows.STOP;
    }
}
