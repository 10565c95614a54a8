package feedbackuploader.upload;

import feedbackuploader.delivery.Ending;
import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.Fixes;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OtherKind;
import feedbackuploader.ledger.OtherUpload;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.PlanWriter;
import feedbackuploader.ledger.SameText;
import feedbackuploader.ledger.State;
import feedbackuploader.server.CatalogueAnswer;
import feedbackuploader.server.StopReason;
import feedbackuploader.support.IoErrors;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes sure that the ledger holds the plan of the file as it is now. Nothing is sent but one harmless read. */
final class Planner {

    private final RunContext run;
    private final PlanBasis basis;
    private final RowMemory memory;
    private final KeyedCompletions keyed;
    private final CompletionIds completionIds;
    private final ExistingRows existing;
    private final Runnable beforeEachRow;

    /** Why the run ends before anything is sent; null as long as it goes on. */
    private @Nullable Ending ending;

    private Fixes fixes = Fixes.NONE;
    private final Set<OtherUpload> toSettle = new LinkedHashSet<>();
    private boolean wasRead;
    private boolean wasBegun;

    /** @param beforeEachRow what a test does while the file is read */
    Planner(RunContext run, RowMemory memory, Runnable beforeEachRow) {
        this.run = run;
        this.basis = new PlanBasis(run.request(), run.journal().invocation().program());
        this.memory = memory;
        this.keyed = new KeyedCompletions(run);
        this.completionIds = new CompletionIds(run);
        this.existing = new ExistingRows(run);
        this.beforeEachRow = beforeEachRow;
    }

    /**
     * Reads and checks the whole file, unless an earlier plan of the same bytes on the same basis still holds.
     *
     * @return why the run ends here, or null when it goes on
     */
    @Nullable
    Ending plan() throws UnusableException, LedgerException {
        keyed.requireProject();
        completionIds.requireProject();
        existing.check();
        try (KnownRuns runs =
                KnownRuns.of(run.request(), run.ledger().name())) { // held until the memory knows of this run
            planUnlessItHolds(runs);
            toSettle.addAll(runs.inDoubt());
        }
        toSettle.addAll(memory.inDoubt());
        toSettle.removeIf(run.request().folder()::isOf);
        tellOfDoubts(run.ledger().counts().skippedInDoubt());
        return ending;
    }

    private void planUnlessItHolds(KnownRuns runs) throws UnusableException, LedgerException {
        memory.begin();
        fixes = memory.fixes();
        run.ledger().planUnclearAgain();
        String sha256 = fingerprint();
        Optional<Plan> earlier = run.ledger().plan();
        boolean sameBytes = earlier.isPresent() && earlier.get().sha256().equals(sha256);
        boolean sameFile = sameBytes
                && basis.hasSameOptions(earlier.get().basis())
                && !(run.request().knownRows() == KnownRows.SEND && run.ledger().hasSkippedOnAccountOfOthers())
                && !run.ledger().hasDoubtsOnAccountOfOthers();
        Counts before = run.ledger().counts();
        wasBegun = !hasSentNothing(before);
        if (sameFile
                && before.isNothingLeft()
                && basis.hasFixes(earlier.get().basis(), fixes)
                && !PlanBasis.hasLedgers(earlier.get().basis())) {
            if (memory.lacks(before)) {
                compareWithMemory(runs);
            }
            run.listener().planned(before, memory.sentBefore()); // without asking the server anything
            return;
        }
        @Nullable MetricCatalogue catalogue = catalogue();
        if (ending == null
                && (!sameFile
                        || !earlier.get().basis().equals(basis.with(catalogue, fixes))
                        || keyed.mayChangeThePlan())) {
            read(catalogue, sameBytes, runs);
        }
        FirstRows.limit(run);
        if (ending == null) {
            stopIfTooManyInvalid(run.ledger().counts(), runs.areTold());
            if (ending == null && !run.request().dryRun()) {
                run.ledger().planRejectedAgain();
            }
            if (ending == null) {
                ending = completionIds.check(wasBegun);
            }
            if (ending == null) {
                ending = existing.leaveOut();
            }
            if (ending == null) {
                compareWithMemory(runs);
            }
            run.listener().planned(run.ledger().counts(), memory.sentBefore());
        }
    }

    private void tellOfDoubts(long rows) {
        if (rows > 0) {
            run.notice(Amount.of(rows, "row") + " of an earlier upload "
                    + (rows == 1 ? "is" : "are") + " not sent: the server may have "
                    + (rows == 1 ? "it" : "them") + ". To check, upload the file of that upload again"
                    + (toSettle.isEmpty()
                            ? "."
                            : ", then this one: "
                                    + toSettle.stream()
                                            .map(other -> other.input().toString())
                                            .distinct()
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }
    }

    /** The uploads that can tell what became of rows that are skipped in doubt. */
    Set<OtherUpload> toSettle() {
        return toSettle;
    }

    private void compareWithMemory(KnownRuns runs) throws LedgerException {
        Optional<Plan> plan = run.ledger().plan();
        if (plan.isPresent()) {
            ending = memory.compare(plan.get(), runs.asked());
        }
    }

    /** Whether this run goes on with a plan as it was when an earlier run had begun to send it. */
    boolean continuesPlan() {
        return !wasRead && wasBegun;
    }

    private String fingerprint() throws UnusableException {
        try {
            return run.request().file().sha256();
        } catch (IOException e) {
            throw new UnusableException(run.request().input() + " cannot be read: " + IoErrors.of(e) + ".", e);
        }
    }

    private static boolean hasSentNothing(Counts counts) {
        return counts.of(State.RECORDED, State.SENDING, State.AMBIGUOUS, State.UNKNOWN) == 0;
    }

    /** The harmless read that comes before the first row: does the key fit, is this the API, which metrics are there? */
    private @Nullable MetricCatalogue catalogue() {
        @Nullable
        Object answer = CompletableFuture.anyOf(
                        run.server().askForMetrics(), run.interruption().asked())
                .join();
        if (answer == null) {
            ending = new Ending.Interrupted();
        } else if (answer instanceof CatalogueAnswer.Known known) {
            return known.catalogue();
        } else if (answer instanceof CatalogueAnswer.Stopped stopped) {
            ending = new Ending.Stopped(stopped.stop().cause(), stopped.stop().reason());
        } else if (answer instanceof CatalogueAnswer.Unreachable unreachable) {
            ending = new Ending.Stopped(StopReason.SERVER_DOWN, unreachable.why());
        } else if (answer instanceof CatalogueAnswer.Unavailable unavailable) {
            run.notice(unavailable.why());
        }
        return null;
    }

    private void read(@Nullable MetricCatalogue catalogue, boolean sameBytes, KnownRuns runs)
            throws UnusableException, LedgerException {
        try {
            ending = keyed.find(catalogue, runs);
            if (ending == null) {
                wasRead = true;
                plan(catalogue, sameBytes, runs);
            }
        } catch (InterruptedException e) {
            ending = new Ending.Interrupted();
        }
    }

    private void plan(@Nullable MetricCatalogue catalogue, boolean sameBytes, KnownRuns runs)
            throws UnusableException, LedgerException, InterruptedException {
        try (PlanWriter plan = run.ledger().beginPlan()) {
            Surveyor surveyor =
                    new Surveyor(run.request().input(), run.request().project());
            PlanSink sink = new PlanSink(
                    plan,
                    run.request(),
                    run.ledger().name().ledger(),
                    fixes,
                    wasBegun && ShardRows.mayHaveBeenSentForOthers(run.ledger(), basis),
                    surveyor);
            FileReading reading = FileReading.of(
                    run.request().file(), run.request().mapping(), catalogue, runs, keyed::known, sink, () -> {
                        beforeEachRow.run();
                        return run.interruption().isAsked();
                    });
            keyed.requireSameFile(reading.sha256());
            @Nullable String metrics = reading.unknownMetrics();
            if (metrics != null && !wasBegun) { // else the report of what is recorded goes on
                throw new MissingMetricsException(metrics, reading.metricsToCreate());
            }
            @Nullable
            SameText sameText =
                    sink.comparesCreated() ? SameText.ONE : run.request().sameText();
            plan.sendInteractions(
                    Objects.requireNonNullElse(sameText, SameText.EACH),
                    run.request().labelled());
            PlanWriter.Finished finished = plan.finish(
                    reading.sha256(),
                    runs.asked().isEmpty()
                            ? basis.with(catalogue, fixes)
                            : PlanBasis.andLedgers(basis.with(catalogue, fixes)),
                    reading.rows(),
                    reading.blankRows(),
                    run.request().duplicates(),
                    sameBytes ? otherKind() : null);
            long planned = run.ledger().counts().of(State.PLANNED);
            run.ledger().about().rememberReworded(sameBytes ? Math.min(finished.vanishedRecorded(), planned) : 0);
            Survey survey = surveyor.survey(reading);
            run.ledger().about().rememberUnderstood(PageFacts.understood(survey).toJson());
            run.listener().surveyed(survey);
            reading.notices().forEach(run::notice);
            runs.notices().forEach(run::notice);
            new FinishedWords(run).of(finished).forEach(run::notice);
            SameTexts texts = new SameTexts(finished, sameText);
            texts.sentences().forEach(run::notice);
            if (ending == null && texts.isUnclear()) {
                ending = texts.stop();
            }
        }
    }

    /** What stays in the report, where the plan before was about another kind; null when nothing does. */
    private @Nullable OtherKind otherKind() throws LedgerException {
        @Nullable Kind only = run.request().mapping().kind();
        @Nullable String before = run.ledger().plan().map(Plan::basis).orElse(null);
        return only == null
                        || before == null
                        || !PlanBasis.readingIn(before).equals(run.request().reading())
                ? null
                : new OtherKind(only, PlanBasis.kindIn(before));
    }

    private static String tooMany(long invalid, Counts counts) {
        String what = counts.hasParts() ? "piece of feedback" : "row";
        return counts.total() == 1
                ? "The only " + what + " is invalid"
                : Amount.of(invalid) + " of "
                        + (counts.hasParts() ? Amount.ofFeedback(counts.total()) : Amount.of(counts.total(), "row"))
                        + (invalid == 1 ? " is invalid" : " are invalid");
    }

    /** @param isReport most rows of a file of rows to fix are invalid as long as they are not fixed */
    private void stopIfTooManyInvalid(Counts counts, boolean isReport) {
        long invalid = counts.of(State.INVALID);
        boolean isMeant = run.request().errorLimit().isDefault() && (isReport || continuesPlan());
        if (counts.of(State.PLANNED) == 0 && counts.of(State.RECORDED) > 0) {
            return; // what is valid is recorded, and there is nothing that a stop would keep from being sent
        }
        if (!isMeant && run.request().errorLimit().isExceededBy(invalid, counts.total())) {
            boolean isNoneValid = invalid == counts.total();
            ending = new Ending.Stopped(
                    StopReason.TOO_MANY_INVALID,
                    tooMany(invalid, counts)
                            + (isNoneValid
                                    ? ""
                                    : ", more than --max-errors "
                                            + run.request().errorLimit() + " allows")
                            + ". Nothing was sent.");
        }
    }
}
