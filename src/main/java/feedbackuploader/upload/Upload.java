package feedbackuploader.upload;

import feedbackuploader.delivery.Backoff;
import feedbackuploader.delivery.Ending;
import feedbackuploader.delivery.Time;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Project;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.State;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.Report;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.RunLog;
import feedbackuploader.report.Summary;
import feedbackuploader.server.Server;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One upload of one file: {@link #plan}, then {@link #deliver}, then {@link #report}, each able to start again from the
 * ledger, which this holds from {@link #open} to {@link #close}. All on one thread but {@link #interrupt}.
 */
public final class Upload implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");

    private final UploadRequest request;
    private final Server server;
    private final ListenerWithMemory listener;
    private final Time time;
    private final RandomGenerator random;
    private final Invocation invocation;
    private final Instant startedAt;
    private final RunLog log;
    private final RunHistory history;
    private final Ledger ledger;
    private final RowMemory memory;
    private final long openedNanos;

    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private volatile @Nullable Rounds rounds;
    private long leftSending;
    private boolean goesOn;
    private @Nullable Ending ending;
    private @Nullable DeliveryStats stats;
    private boolean toldOfLog;
    private final Set<Path> toSettle = new LinkedHashSet<>();

    private Upload(
            UploadRequest request,
            Server server,
            UploadListener listener,
            Time time,
            RandomGenerator random,
            Invocation invocation,
            RunLog log,
            Ledger ledger) {
        this.request = request;
        this.server = server;
        this.listener = new ListenerWithMemory(listener);
        this.time = time;
        this.random = random;
        this.invocation = invocation;
        this.startedAt = time.clock().instant();
        this.log = log;
        this.history = RunHistory.begin(
                request.folder().history(),
                invocation,
                startedAt.toString(),
                request.target(),
                keyOf(request, Project.Naming.USE_CASE),
                keyOf(request, Project.Naming.PROJECT));
        this.ledger = ledger;
        this.memory = new RowMemory(request, ledger, this.listener, time.clock());
        this.openedNanos = time.nanos();
    }

    /**
     * Opens the run folder and takes its lock.
     *
     * @param server not closed by the upload
     * @param random for the jitter of waits
     * @param invocation for the log, the summary, the history and the plan's basis
     * @throws UnusableException when there is no such file, when it cannot be used, or when the folder cannot be made
     * @throws LedgerException also when another process is at it
     */
    public static Upload open(
            UploadRequest request,
            Server server,
            UploadListener listener,
            Time time,
            RandomGenerator random,
            Invocation invocation)
            throws UnusableException, LedgerException {
        FileReading.check(request.file(), request.mapping()); // what can never be uploaded needs no folder either
        request.folder().create();
        Owner owner = new Owner(request.input(), request.target(), projectKey(request));
        Ledger ledger = request.adopt()
                ? Ledger.adopt(request.folder().path(), owner)
                : Ledger.open(request.folder().path(), owner);
        RunLog log = RunLog.open(request.folder().log());
        return new Upload(request, server, listener, time, random, invocation, log, ledger);
    }

    private static @Nullable String projectKey(UploadRequest request) {
        @Nullable Project project = request.project();
        return project == null ? null : project.key();
    }

    /** Under the name that it was given. */
    private static @Nullable String keyOf(UploadRequest request, Project.Naming naming) {
        @Nullable Project project = request.project();
        return project == null || project.naming() != naming ? null : project.key();
    }

    /** Asks for an early end: at once while planning, after the answers of what is in flight while sending. Any thread. */
    public void interrupt() {
        interruption.complete(null);
        @Nullable Rounds running = rounds;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Makes sure that the ledger holds the plan of the file as it is now. */
    public void plan() throws UnusableException, LedgerException {
        plan(() -> {});
    }

    /** @param beforeEachRow what a test does while the file is read */
    void plan(Runnable beforeEachRow) throws UnusableException, LedgerException {
        @Nullable Project project = request.project();
        LOG.log(
                System.Logger.Level.INFO,
                "{0}, {1} on {2}: {3} to {4}, {5}; options: {6}",
                invocation.program(),
                invocation.user(),
                invocation.host(),
                request.input(),
                request.target(),
                project == null ? "no use case or project" : project.inWords(),
                String.join(" ", invocation.options()));
        leftSending = ledger.recover("An earlier run was killed while this row was being sent.");
        ledger.leaveUnknown();
        tellOfLog();
        BooleanSupplier isInterrupted = () -> {
            beforeEachRow.run();
            return interruption.isDone();
        };
        ExistingRows existing = new ExistingRows(request, ledger, server, listener, Backoff.standard(random), time);
        Planner planner = new Planner(
                request, ledger, server, listener, invocation.program(), memory, existing, isInterrupted, interruption);
        ending = planner.plan();
        goesOn = planner.goesOn();
        toSettle.addAll(planner.toSettle());
        tellWhatCannotBeChecked();
    }

    /** Before anybody is asked whether to send: later it cannot be fixed. */
    private void tellWhatCannotBeChecked() throws LedgerException {
        boolean mayBeSent = (ending == null && !request.dryRun()) || repetition() != null;
        if (mayBeSent && request.project() == null && planned() > sentBefore()) {
            listener.notice(
                    "Without --use-case or --project, the program cannot check rows whose answer is lost: they stay"
                            + " unknown and are not sent again. To check them, add"
                            + " --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /**
     * How much feedback of each kind {@link #deliver} would send that its user may not have agreed to yet: nothing when
     * this run only goes on with what an earlier one had begun to send.
     */
    public Map<Kind, Long> toBeAgreedTo() throws LedgerException {
        return ending != null || request.dryRun() || goesOn ? Map.of() : ledger.planned();
    }

    /** The deployment's root URL, or a word for a stand-in. */
    public String target() {
        return request.target();
    }

    /** Ends the run after its plan: its user does not want it to be sent. */
    public void decline() {
        if (ending == null) {
            ending = interruption.isDone()
                    ? new Ending.Interrupted()
                    : new Ending.Stopped(StopReason.DECLINED, "Nothing was sent: the answer was not yes.");
        }
    }

    /** Why nothing is sent until {@link #decide} or {@link #stop}: some rows were sent before; null when none were. */
    public @Nullable String repetition() {
        return ending instanceof Ending.Stopped stopped && stopped.cause().isRepetition() ? stopped.reason() : null;
    }

    /** How much that is planned was sent before, and waits for {@link #decide}. */
    public long sentBefore() {
        return memory.sentBefore();
    }

    /** How much is planned, whatever someone may still decide on it. */
    public long planned() throws LedgerException {
        return ledger.counts().of(State.PLANNED);
    }

    /** Sends what is left when what was sent before is left out, or all of it. */
    public void decide(KnownRows knownRows) throws LedgerException {
        if (repetition() != null && knownRows != KnownRows.STOP) {
            ending = knownRows == KnownRows.SKIP ? memory.skipAsDecided() : null;
        }
    }

    /** Ends the run after its plan, since another file of the same command may not be sent. */
    public void stop(String why) {
        if (ending == null) {
            ending = new Ending.Stopped(StopReason.SENT_BEFORE, why);
        }
    }

    /** Once, now or later: on a full disk it may be the ledger that matters next. */
    private void tellOfLog() {
        if (!toldOfLog) {
            log.failure().or(history::failure).ifPresent(sentence -> {
                toldOfLog = true;
                listener.notice(sentence);
            });
        }
    }

    /** Sends what is planned and settles what is open. Does nothing when planning has already ended the run. */
    public void deliver() throws LedgerException, InterruptedException {
        if (ending == null && interruption.isDone()) {
            ending = new Ending.Interrupted();
        }
        Counts counts = ledger.counts();
        long planned = counts.of(State.PLANNED);
        long unsettled = counts.of(State.UNKNOWN, State.AMBIGUOUS);
        if (ending != null || request.dryRun() || planned + unsettled == 0) {
            return;
        }
        if (leftSending > 0) {
            listener.notice("An earlier run was killed while it was sending "
                    + Amount.of(leftSending, "row") + ". Checking whether the server has "
                    + (leftSending == 1 ? "it" : "them") + ".");
        }
        if (counts.of(State.RECORDED) > 0) {
            server.gaveIdsBefore();
        }
        stats = new DeliveryStats(planned, unsettled, time.nanos());
        Rounds started = new Rounds(
                request, ledger, server, listener, stats, time, Backoff.standard(random), openedNanos, leftSending > 0);
        rounds = started;
        if (interruption.isDone()) {
            started.interrupt();
        }
        EarlierReports.outdate(request, startedAt, listener);
        ending = started.run();
    }

    /** Files whose own uploads are to be continued before this one can know what became of some of its rows. */
    public Set<Path> toSettle() {
        return toSettle;
    }

    /** Whether the server has, or may have, anything that this run sent. */
    public boolean hasRecorded() {
        return stats != null && stats.hasRecorded();
    }

    /** Notes that the run ended without a report; does nothing after {@link #report}. */
    public void fail(int exitCode, String why) {
        LOG.log(System.Logger.Level.INFO, "ended with exit code {0}: {1}", exitCode, why);
        history.end(time.clock().instant().toString(), exitCode, why, null, null);
    }

    /** {@link #report(ToIntFunction)} where no signal came. */
    public Summary report() throws IOException, LedgerException {
        return report(ExitStatus::code);
    }

    /**
     * Writes the result files, and says what the run came to.
     *
     * @param exitCode what the program exits with, as the signal that it was ended by has it
     * @throws IOException when they cannot be written; the ledger keeps everything, and the same command writes them
     */
    public Summary report(ToIntFunction<ExitStatus> exitCode) throws IOException, LedgerException {
        Optional<Plan> plan = ledger.plan();
        if (!request.dryRun() && !ledger.counts().isNothingLeft()) {
            ledger.leaveUnknown();
        }
        Counts counts = ledger.counts();
        @Nullable Report report = plan.isPresent() ? write(plan.get(), counts) : null;
        ExitStatus status = ExitStatus.of(ending, counts, request.dryRun(), hasRecorded());
        memory.settle();
        tellOfLog();
        Summary summary = summary(exitCode.applyAsInt(status), plan, counts, report);
        summary.write(request.folder().summary());
        history.end(summary);
        LOG.log(System.Logger.Level.INFO, "ended with exit code {0}: {1}", summary.exitCode(), summary.statuses());
        return summary;
    }

    private Report write(Plan plan, Counts counts) throws IOException, LedgerException {
        Optional<Report> kept = ending == null ? KeptReport.find(ledger, plan) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        Report report = Report.write(request.file(), request.folder().path(), ledger::entries, plan, ledger.name());
        long sum =
                report.statuses().values().stream().mapToLong(Long::longValue).sum();
        if (sum != plan.rows()) {
            throw new IllegalStateException(
                    "the file has " + plan.rows() + " rows, but the report has " + sum + ": " + report.statuses());
        }
        EarlierReports.tellOf(report, listener);
        toSettle.addAll(report.held());
        if (report.inputChanged()) {
            Report.outdate(request.folder().path());
            listener.notice("The input file changed after it was read, or can no longer be read. The results hold only"
                    + " row numbers and statuses. Run the same command again to read the file as it is now.");
        } else if (counts.isNothingLeft()) {
            KeptReport.remember(ledger, plan, report);
        }
        return report;
    }

    private Summary summary(int exitCode, Optional<Plan> plan, Counts counts, @Nullable Report report) {
        return new Summary(
                invocation,
                request.input().toString(),
                plan.map(Plan::sha256).orElse(null),
                request.target(),
                keyOf(request, Project.Naming.USE_CASE),
                keyOf(request, Project.Naming.PROJECT),
                request.shard() == null ? null : request.shard().toString(),
                startedAt.toString(),
                time.clock().instant().toString(),
                Duration.ofNanos(time.nanos() - openedNanos).toMillis() / 1000.0, // a wall clock may be set meanwhile
                plan.map(Plan::rows).orElse(0L),
                plan.map(Plan::blankRows).orElse(0L),
                report == null ? Map.of() : report.statuses(),
                report == null || !counts.hasParts() ? null : counts.byStatus(),
                stats == null ? 0 : stats.requests(),
                stats == null ? 0 : stats.retries(),
                stats == null ? null : stats.traffic(),
                request.dryRun(),
                ending instanceof Ending.Stopped stopped ? stopped.reason() : null,
                ending instanceof Ending.Stopped stopped ? stopped.cause() : null,
                exitCode,
                report == null ? null : report.results().toString(),
                report == null || report.failed() == null
                        ? null
                        : report.failed().toString(),
                listener.notices(),
                listener.problems());
    }

    @Override
    public void close() throws LedgerException {
        try (ledger) {
            log.close();
        }
    }
}
