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
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.Owner;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.State;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.Summary;
import feedbackuploader.server.Server;
import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One upload of one file: {@link #plan}, then {@link #deliver}, then {@link #report}, each able to start again from the
 * ledger, which this holds from {@link #open} to {@link #close}. All on one thread but {@link #interrupt}.
 */
public final class Upload implements AutoCloseable {

    private final RunContext run;
    private final RowMemory memory;

    private long leftSending;
    private boolean continuesPlan;
    private @Nullable Ending ending;
    private @Nullable DeliveryStats stats;
    private final Set<OtherUpload> toSettle = new LinkedHashSet<>();

    private Upload(RunContext run) {
        this.run = run;
        this.memory = new RowMemory(run);
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
        Owner owner = new Owner(request.input(), request.target(), request.projectKey());
        Ledger ledger = request.adopt()
                ? Ledger.adopt(request.folder().path(), owner)
                : Ledger.open(request.folder().path(), owner);
        return new Upload(new RunContext(
                request,
                ledger,
                server,
                new ListenerWithMemory(listener),
                time,
                Backoff.standard(random),
                RunJournal.open(request, invocation, time),
                new Interruption(time)));
    }

    /** Asks for an early end: at once while planning, after the answers of what is in flight while sending. Any thread. */
    public void interrupt() {
        run.interruption().ask();
    }

    /** Makes sure that the ledger holds the plan of the file as it is now. */
    public void plan() throws UnusableException, LedgerException {
        plan(() -> {});
    }

    /** @param beforeEachRow what a test does while the file is read */
    void plan(Runnable beforeEachRow) throws UnusableException, LedgerException {
        run.journal().planning(run.request());
        leftSending = run.ledger().recover("An earlier run was killed while this row was being sent.");
        run.ledger()
                .leaveUnknown(); // in the report of a run that ends before it can read back; Rounds opens them again
        run.journal().tellOfFailure(run.listener());
        Planner planner = new Planner(run, memory, beforeEachRow);
        ending = planner.plan();
        continuesPlan = planner.continuesPlan();
        toSettle.addAll(planner.toSettle());
        noteWhatCannotBeChecked();
    }

    /** Before anybody is asked whether to send: later it cannot be fixed. */
    private void noteWhatCannotBeChecked() throws LedgerException {
        boolean mayBeSent = (ending == null && !run.request().dryRun()) || repetition() != null;
        if (mayBeSent && run.request().project() == null && planned() > sentBefore()) {
            run.notice("Without --use-case or --project, the program cannot check rows whose answer is lost: they stay"
                    + " unknown and are not sent again. To check them, add"
                    + " --use-case KEY (deployments up to 0.12) or --project KEY (later ones).");
        }
    }

    /** Feedback to ask the user about, by kind. Empty if this run continues an earlier one. */
    public Map<Kind, Long> toBeAgreedTo() throws LedgerException {
        return ending != null || run.request().dryRun() || continuesPlan
                ? Map.of()
                : run.ledger().planned();
    }

    /** The deployment's root URL, or a word for a stand-in. */
    public String target() {
        return run.request().target();
    }

    /** Target and, where one was named, the use case or project, as a person reads it. */
    public String place() {
        @Nullable Project project = run.request().project();
        return target() + (project == null ? "" : ", " + project.inWords());
    }

    /** Ends the run after its plan: its user does not want it to be sent. */
    public void decline() {
        if (ending == null) {
            ending = run.interruption().isAsked()
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

    /** Whether a row holds several pieces of feedback. */
    public boolean hasParts() throws LedgerException {
        return run.ledger().counts().hasParts();
    }

    /** Number of planned pieces, including those that wait for the user's decision. */
    public long planned() throws LedgerException {
        return run.ledger().counts().of(State.PLANNED, State.WAITING);
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

    /** Sends what is planned and settles what is open. Does nothing when planning has already ended the run. */
    public void deliver() throws LedgerException, InterruptedException {
        if (ending == null && run.interruption().isAsked()) {
            ending = new Ending.Interrupted();
        }
        Counts counts = run.ledger().counts();
        long planned = run.ledger().toSend();
        long unsettled = counts.of(State.UNKNOWN, State.AMBIGUOUS);
        if (ending != null || run.request().dryRun()) {
            return;
        }
        if (planned + unsettled == 0) {
            ending = FirstRows.ending(run, null);
            return;
        }
        if (leftSending > 0) {
            run.notice("An earlier run was killed while it was sending "
                    + Amount.of(leftSending, "row") + ". Checking whether the server has "
                    + (leftSending == 1 ? "it" : "them") + ".");
        }
        if (counts.of(State.RECORDED) > 0) {
            run.server().gaveIdsBefore();
        }
        long requests = counts.of(State.WAITING) == 0
                ? planned
                : run.ledger().planned().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        stats = new DeliveryStats(requests, unsettled, run.time().nanos());
        Rounds rounds = new Rounds(run, stats, leftSending > 0);
        EarlierReports.outdate(run.request(), run.journal().startedAt(), run.listener());
        ending = FirstRows.ending(run, rounds.run());
    }

    /** The uploads that are to be continued before this one can know what became of some of its rows: how, for each. */
    public List<NextStep> toSettle() {
        return EarlierCommand.toContinueFirst(toSettle);
    }

    /** Whether the server has, or may have, anything that this run sent. */
    public boolean hasRecorded() {
        return stats != null && stats.hasRecorded();
    }

    /** Notes that the run ended without a report; does nothing after {@link #report}. */
    public void fail(int exitCode, String why) {
        run.journal().fail(exitCode, why);
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
        requireFolder();
        Optional<Plan> plan = run.ledger().plan();
        if (!run.request().dryRun() && !run.ledger().counts().isNothingLeft()) {
            run.ledger().leaveUnknown();
        }
        Counts counts = run.ledger().counts();
        Reporter reporter = new Reporter(run);
        Optional<Report> report = reporter.results(plan, counts, ending == null);
        report.ifPresent(written -> toSettle.addAll(written.held()));
        ExitStatus status = ExitStatus.of(ending, counts, run.request().dryRun(), hasRecorded());
        memory.settle();
        run.journal().tellOfFailure(run.listener());
        Summary summary =
                reporter.summary(exitCode.applyAsInt(status), plan, counts, report.orElse(null), stats, ending);
        reporter.page(summary);
        summary.write(run.request().folder().summary());
        run.journal().end(summary);
        return summary;
    }

    /** The ledger of a folder that was deleted goes on, known to this process alone. */
    private void requireFolder() throws LedgerException {
        Path folder = run.request().folder().path();
        if (!Ledger.existsIn(folder)) {
            throw new LedgerException("The run folder " + folder + " was deleted or moved while the upload went on, and"
                    + " with it the list of the rows that the server has. Put it back if you can, and run the same"
                    + " command again. Otherwise add --skip-existing and --again: then the server is asked for each row"
                    + " first, and those that it shows are not sent again.");
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            run.journal().close();
        } finally {
            run.ledger().close();
        }
    }
}
