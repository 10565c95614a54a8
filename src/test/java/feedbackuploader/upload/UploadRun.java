package feedbackuploader.upload;

import feedbackuploader.adaptive.AdaptiveClient;
import feedbackuploader.adaptive.Deployment;
import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.delivery.DeliveryOptions;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Project;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.ledger.DuplicatePolicy;
import feedbackuploader.ledger.SameText;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.RunLog;
import feedbackuploader.report.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One run of an upload with the options that a test cares for. */
final class UploadRun {

    /** Something that happens between two stages. */
    @FunctionalInterface
    interface Meanwhile {
        void happens(Upload upload) throws Exception;
    }

    static {
        RunLog.silenceConsole(); // each run folder has its log
    }

    static final String PROJECT = "demo";

    final HeardWords heard = new HeardWords();
    private final String url;
    private final InputFile input;
    private String target;
    private @Nullable Project project = new Project(Project.Naming.PROJECT, PROJECT);
    private DuplicatePolicy duplicates = DuplicatePolicy.SEND;
    private ErrorLimit errorLimit = ErrorLimit.STANDARD;
    private Time time = Time.system();
    private Duration settleWait = Duration.ZERO;
    private DeliveryOptions delivery = new DeliveryOptions(4, 2, Duration.ofSeconds(20));
    private MappingOptions mapping = MappingOptions.none();
    private boolean dryRun;
    private boolean resendUnknown;
    private boolean adopt;
    private IdCheck idCheck = IdCheck.NONE; // its questions would stand among those that settle
    private boolean skipExisting;
    private @Nullable SameText sameText;
    private boolean labelled = true;
    private KnownRows knownRows = KnownRows.STOP;
    private @Nullable Path memory;
    private @Nullable Path outputDir;
    private @Nullable Long first;
    private @Nullable Shard shard;
    private PageOptions page = PageOptions.STANDARD;
    private Meanwhile beforePlan = upload -> {};
    private Runnable beforeEachRow = () -> {};
    private Meanwhile beforeDelivery = upload -> {};
    private Meanwhile beforeReport = upload -> {};

    UploadRun(String url, Path input) {
        this(url, InputFile.of(input, InputOptions.none()));
    }

    UploadRun(String url, InputFile input) {
        this.url = url;
        this.target = url;
        this.input = input;
    }

    /** Server and uploader share one time, so that no wait of either is a wait of the test. */
    UploadRun(RecordingDeployment deployment, Path input) {
        this(deployment.url(), input);
        this.time = deployment.time();
    }

    UploadRun withoutProject() {
        project = null;
        return this;
    }

    UploadRun project(String key) {
        project = new Project(Project.Naming.PROJECT, key);
        return this;
    }

    /** What the ledger belongs to, where that is not the address: a sandbox's word. */
    UploadRun target(String name) {
        target = name;
        return this;
    }

    UploadRun onDuplicate(DuplicatePolicy policy) {
        duplicates = policy;
        return this;
    }

    UploadRun mapping(MappingOptions options) {
        mapping = options;
        return this;
    }

    UploadRun maxErrors(String limit) {
        errorLimit = ErrorLimit.parse(limit);
        return this;
    }

    UploadRun time(Time its) {
        time = its;
        return this;
    }

    UploadRun settleWait(Duration wait) {
        settleWait = wait;
        return this;
    }

    UploadRun delivery(DeliveryOptions options) {
        delivery = options;
        return this;
    }

    UploadRun dry() {
        dryRun = true;
        return this;
    }

    UploadRun resendingUnknown() {
        resendUnknown = true;
        return this;
    }

    UploadRun memory(Path file) {
        memory = file;
        return this;
    }

    UploadRun shard(Shard part) {
        shard = part;
        return this;
    }

    /** Sends these rows at the beginning of the file alone. */
    UploadRun first(long rows) {
        first = rows;
        return this;
    }

    UploadRun skippingExisting() {
        skipExisting = true;
        return this;
    }

    UploadRun checkingIds(IdCheck which) {
        idCheck = which;
        return this;
    }

    UploadRun adopting() {
        adopt = true;
        return this;
    }

    UploadRun knownRows(KnownRows what) {
        knownRows = what;
        return this;
    }

    UploadRun outputDir(Path parent) {
        outputDir = parent;
        return this;
    }

    UploadRun beforePlan(Meanwhile meanwhile) {
        beforePlan = meanwhile;
        return this;
    }

    UploadRun beforeEachRow(Runnable task) {
        beforeEachRow = task;
        return this;
    }

    UploadRun beforeDelivery(Meanwhile meanwhile) {
        beforeDelivery = meanwhile;
        return this;
    }

    UploadRun beforeReport(Meanwhile meanwhile) {
        beforeReport = meanwhile;
        return this;
    }

    UploadRun sameText(SameText same) {
        sameText = same;
        return this;
    }

    UploadRun page(PageOptions options) {
        page = options;
        return this;
    }

    UploadRun withoutLabels() {
        labelled = false;
        return this;
    }

    /** Plans, delivers and reports. */
    Summary run() throws Exception {
        Deployment deployment = new Deployment(
                Address.parse(url, false), ApiKey.parse("key"), project, List.of(), Duration.ofSeconds(20));
        UploadRequest request = new UploadRequest(
                input,
                RunFolder.of(input.path(), shard == null ? "upload" : "upload-" + shard.slug(), outputDir),
                target,
                project,
                mapping,
                duplicates,
                errorLimit,
                delivery,
                settleWait,
                dryRun,
                resendUnknown,
                adopt,
                idCheck,
                skipExisting,
                memory,
                knownRows,
                sameText,
                labelled,
                first,
                shard,
                page);
        try (AdaptiveClient client = AdaptiveClient.connect(deployment);
                Upload upload = Upload.open(
                        request,
                        client,
                        heard,
                        time,
                        RandomGenerator.getDefault(),
                        new Invocation("test 1", List.of("upload"), "ann", "lab", "feedback-uploader upload", null))) {
            beforePlan.happens(upload);
            upload.plan(beforeEachRow);
            beforeDelivery.happens(upload);
            upload.deliver();
            beforeReport.happens(upload);
            return upload.report();
        }
    }

    static RunFolder folder(Path input, Shard shard) {
        return RunFolder.of(input, "upload-" + shard.slug(), null);
    }

    static RunFolder folder(Path input) {
        return RunFolder.of(input, "upload", null);
    }
}
