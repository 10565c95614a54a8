package feedbackuploader.cli.options;

import feedbackuploader.adaptive.MetricRoute;
import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Rate;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.SameText;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.upload.ErrorLimit;
import feedbackuploader.upload.IdCheck;
import feedbackuploader.upload.KnownRows;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UploadRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how an upload is done. */
public final class UploadArguments {

    /** As patient as the vendor's own client. */
    private static final Duration SETTLE_WAIT = Duration.ofSeconds(90);

    /** A sandbox ends with its run: no request is on its way when the next run begins. */
    private static final Duration SANDBOX_SETTLE_WAIT = Duration.ofSeconds(1);

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "auto",
            description = "Maximum concurrent requests, 1 to " + Throttles.MOST
                    + ". auto finds the best number, up to "
                    + Throttles.AUTO_MOST + "; auto:N, up to N. (default: ${DEFAULT-VALUE})")
    private Concurrency concurrency = new Concurrency.Auto(Throttles.AUTO_MOST);

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description =
                    "Maximum requests per second, or per minute or hour: 600/min, 9000/h. Where several"
                            + " machines share the file, of all together: each sends its part. (default: what the server accepts)")
    private @Nullable Rate rate;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            converter = AttemptsConverter.class,
            defaultValue = "8",
            description = "Maximum sends per row in one run. A row is sent again only if the server does not have it."
                    + " (default: ${DEFAULT-VALUE})")
    private int maxAttempts = 8;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Maximum wait after Ctrl-C for open requests and for checks of lost answers. (default:"
                    + " ${DEFAULT-VALUE})")
    private Duration grace = Duration.ofSeconds(30);

    @Option(
            names = "--settle-wait",
            paramLabel = "TIME",
            description =
                    "How long a row whose answer was lost may take to arrive: the time of the slowest request. Until then a row that is not on the server is looked for again, not sent again."
                            + " (default: 90s, or --timeout if that is longer; 1s with --sandbox)")
    private @Nullable Duration settleWait;

    @Option(
            names = "--route",
            paramLabel = "rest|graphql",
            defaultValue = "rest",
            description = "How metric feedback is sent: rest is POST /api/v1/feedback; graphql is for later deployments"
                    + " that do not have it. (default: ${DEFAULT-VALUE})")
    private MetricRoute route = MetricRoute.REST;

    @Option(
            names = "--max-errors",
            paramLabel = "N|P%",
            description = "Send nothing if more rows than this are invalid: a number of rows or a percentage."
                    + " (default: 50%%)")
    private ErrorLimit maxErrors = ErrorLimit.STANDARD;

    @Option(
            names = "--on-duplicate",
            paramLabel = "WHAT",
            defaultValue = "send",
            description =
                    "What to do with a row that repeats an earlier row: send, skip, or reject (invalid). (default:"
                            + " ${DEFAULT-VALUE})")
    private DuplicatePolicy onDuplicate = DuplicatePolicy.SEND;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Folder for the run folder, which holds the ledger and the report. (default: beside FILE)")
    private @Nullable Path outputDir;

    @Option(
            names = "--same-text",
            paramLabel = "one|each",
            description = "What rows with the same prompt and answer are, when completions are created: one completion"
                    + " with the ratings of all, or one each. (default: stop if there are any)")
    private @Nullable SameText sameText;

    @Option(
            names = "--no-label",
            description = "Create completions without the label feedback_uploader. The program then cannot find one"
                    + " whose answer is lost: it stays unknown.")
    private boolean noLabel;

    @Option(
            names = "--dry-run",
            description = "Do everything except sending. The deployment is asked for its metrics and for completions.")
    private boolean dryRun;

    @Option(
            names = "--resend-unknown",
            description =
                    "Send unknown rows again where no check can tell whether the server has them. They may then be"
                            + " recorded twice.")
    private boolean resendUnknown;

    @Option(
            names = "--skip-recorded",
            description = "Skip rows that were sent to the same deployment before, from another file or run folder."
                    + " (default: ask on a terminal, otherwise stop)")
    private boolean skipRecorded;

    @Option(
            names = "--check-ids",
            paramLabel = "sample|all|none",
            description = "Before anything is sent, ask the server whether the completions exist: sample (20 of them;"
                    + " stops if none does), all (rows whose completion does not exist are not sent) or none. Needs"
                    + " --use-case or --project. (default: sample)")
    private IdCheck idCheck = IdCheck.SAMPLE;

    @Option(
            names = "--skip-existing",
            description =
                    "Ask the server for each completion first, and skip rows that it already shows. Needs --use-case"
                            + " or --project.")
    private boolean skipExisting;

    @Option(
            names = "--again",
            description = "Send rows a second time that were sent to the same deployment before, or with other options."
                    + " (default: ask on a terminal, otherwise stop)")
    private boolean again;

    @Option(
            names = "--adopt",
            description =
                    "Continue a run folder although the URL, use case or project differs: it was renamed, or the earlier"
                            + " one was a mistake. Recorded rows are not sent again.")
    private boolean adopt;

    @Option(
            names = "--first",
            paramLabel = "N",
            converter = FirstConverter.class,
            description = "Send only the first N rows of the file in this run, then stop: a trial. The same command"
                    + " without it sends the rest. (default: all)")
    private @Nullable Long first;

    @Mixin
    private final PageArguments page = new PageArguments();

    /** @param timeout that each request keeps by itself */
    public UploadRequest request(
            InputFile file,
            RunFolder folder,
            Target target,
            MappingOptions mapping,
            Duration timeout,
            Path memory,
            @Nullable Shard shard) {
        boolean isSandbox = target.sandbox() != null;
        return new UploadRequest(
                file,
                folder,
                target.name(),
                target.project(),
                mapping,
                onDuplicate,
                maxErrors,
                new DeliveryOptions(
                        concurrency,
                        ShardArguments.part(rate, shard),
                        maxAttempts,
                        grace,
                        timeout.multipliedBy(2),
                        false),
                settleWait(isSandbox, timeout),
                dryRun,
                resendUnknown,
                adopt,
                idCheck,
                skipExisting,
                isSandbox ? null : memory,
                again ? KnownRows.SEND : skipRecorded ? KnownRows.SKIP : KnownRows.STOP,
                sameText,
                !noLabel,
                first,
                shard,
                page.options());
    }

    /** A short {@code --timeout} says nothing about how long the server works on a request. */
    Duration settleWait(boolean sandbox, Duration timeout) {
        if (settleWait != null) {
            return settleWait;
        }
        return sandbox ? SANDBOX_SETTLE_WAIT : timeout.compareTo(SETTLE_WAIT) > 0 ? timeout : SETTLE_WAIT;
    }

    /** What {@code --rate} means for this shard, a sentence; empty where there is nothing to say. */
    public Optional<String> rateInWords(@Nullable Shard shard) {
        return ShardArguments.rateInWords(rate, shard);
    }

    @Nullable
    public Path outputDir() {
        return outputDir;
    }

    public MetricRoute route() {
        return route;
    }

    public boolean dryRun() {
        return dryRun;
    }

    static final class FirstConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (!text.strip().matches("[0-9]{1,12}") || Long.parseLong(text.strip()) < 1) {
                throw new TypeConversionException("expected a number of rows, 1 or more");
            }
            return Long.valueOf(text.strip());
        }
    }

    static final class AttemptsConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.strip().matches("[0-9]{1,6}") || Integer.parseInt(text.strip()) < 1) {
                throw new TypeConversionException("expected 1 or more");
            }
            return Integer.valueOf(text.strip());
        }
    }
}
