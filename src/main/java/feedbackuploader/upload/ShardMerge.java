package feedbackuploader.upload;

import feedbackuploader.feedback.RunName;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.InputFile;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.OwnFolder;
import feedbackuploader.ledger.Plan;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Report;
import feedbackuploader.report.page.FileUnderstood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the run folders of a file's shards together: one report, as if one run had uploaded it all, after a check that the
 * shards are all there and of the same file, and that no piece of feedback was sent by two of them.
 */
public final class ShardMerge {

    /**
     * @param input the file that was divided
     * @param shards how many
     * @param feedback pieces by status, where rows hold several; else null
     * @param reasons why rows are not recorded, in lines
     * @param steps what to do next; none when nothing is left
     * @param sentTwice the first rows of which two shards say that the server has, or may have, the same feedback
     * @param countSentTwice of all such pieces
     * @param inDoubt pieces that were skipped since another upload may have recorded them
     */
    public record Merged(
            Path input,
            int shards,
            long rows,
            @Nullable Map<String, Long> feedback,
            Report report,
            List<String> reasons,
            List<NextStep> steps,
            List<Long> sentTwice,
            long countSentTwice,
            long inDoubt) {}

    private ShardMerge() {}

    /**
     * @param folderOf where the run folder of a shard is
     * @param into where the report goes
     * @param options whether one to look at is written too
     * @throws UnusableException when a shard is missing or is not of the same file, naming it
     */
    public static Merged write(Path input, int count, Function<Shard, Path> folderOf, Path into, PageOptions options)
            throws UnusableException, LedgerException, IOException {
        List<Shard> shards = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
        refuseMissing(shards, folderOf);
        refuseInUse(shards, folderOf);
        List<Ledger> ledgers = new ArrayList<>();
        try {
            for (Shard shard : shards) {
                ledgers.add(Ledger.openToReport(folderOf.apply(shard)));
            }
            Plan plan = commonPlan(shards, ledgers, folderOf);
            OwnFolder.create(into);
            List<MergedPieces> walks = new ArrayList<>();
            PageWalk page = new PageWalk(options, understoodByAll(ledgers));
            Report report = Report.write(
                    InputFile.of(input, PlanBasis.readingIn(plan.basis())),
                    into,
                    () -> {
                        MergedPieces walk = new MergedPieces(ledgers, plan.rows());
                        walks.add(walk);
                        return walk;
                    },
                    plan,
                    nameOfAll(ledgers),
                    page.viewer());
            MergedPieces last = walks.get(walks.size() - 1);
            RowReasons reasons = RowReasons.of(ledgers, any -> true);
            MergedPage merged = new MergedPage(input, plan, report, shards, folderOf, last.byShard(), reasons);
            List<NextStep> steps = merged.steps(into);
            merged.write(page, ledgers.get(0), into, steps);
            return new Merged(
                    input,
                    count,
                    plan.rows(),
                    merged.feedback(),
                    report,
                    reasons.lines(),
                    steps,
                    last.sentTwice(),
                    last.countSentTwice(),
                    last.inDoubt());
        } finally {
            for (Ledger ledger : ledgers) {
                ledger.close();
            }
        }
    }

    /** No ledger alone knows all rows. */
    private static RunName nameOfAll(List<Ledger> ledgers) throws LedgerException {
        RunName first = ledgers.get(0).name();
        return new RunName(first.target(), first.project(), "");
    }

    /** Null where one of them does not know it any more: the others do not speak for its rows. */
    private static @Nullable FileUnderstood understoodByAll(List<Ledger> ledgers) throws LedgerException {
        List<FileUnderstood> each = new ArrayList<>();
        for (Ledger ledger : ledgers) {
            PageWalk.understoodBy(ledger).ifPresent(each::add);
        }
        return each.size() < ledgers.size() ? null : MergedUnderstanding.of(each);
    }

    private static void refuseMissing(List<Shard> shards, Function<Shard, Path> folderOf) throws UnusableException {
        List<Shard> missing = shards.stream()
                .filter(shard -> !Ledger.existsIn(folderOf.apply(shard)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnusableException("There is no ledger of shard " + listed(missing) + " in "
                    + folderOf.apply(missing.get(0)).getParent()
                    + ". Upload the missing shards with --shard, or copy their run folders there.");
        }
    }

    private static void refuseInUse(List<Shard> shards, Function<Shard, Path> folderOf) throws UnusableException {
        List<Shard> inUse = shards.stream()
                .filter(shard -> RunLock.isHeld(folderOf.apply(shard)))
                .toList();
        if (!inUse.isEmpty()) {
            throw new UnusableException(
                    (inUse.size() == 1 ? "Shard " : "Shards ") + listed(inUse) + (inUse.size() == 1 ? " is" : " are")
                            + " in use. Wait for the upload to end, or stop it, and run the same command again.");
        }
    }

    private static String listed(List<Shard> shards) {
        return shards.stream().map(Shard::toString).collect(Collectors.joining(", "));
    }

    private static Plan commonPlan(List<Shard> shards, List<Ledger> ledgers, Function<Shard, Path> folderOf)
            throws UnusableException, LedgerException {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Path folder = folderOf.apply(shards.get(i));
            Plan plan = ledgers.get(i)
                    .plan()
                    .orElseThrow(() -> new UnusableException("The upload in " + folder
                            + " ended before it had read its file. Run it again to continue."));
            plans.add(plan);
            String target = ledgers.get(i).owner().target();
            if (!target.equals(ledgers.get(0).owner().target())) {
                throw new UnusableException("The shard in " + folder + " went to " + target + ", but shard "
                        + shards.get(0) + " to " + ledgers.get(0).owner().target() + ". If both are names of one"
                        + " deployment, run the shard again with the name of the other one and --adopt.");
            }
            if (!plan.sha256().equals(plans.get(0).sha256())) {
                throw new UnusableException("The shard in " + folder + " read another version of the file than shard "
                        + shards.get(0) + ". Run each shard again with the file as it is now.");
            }
            if (!PlanBasis.inAnyShard(plan.basis())
                            .equals(PlanBasis.inAnyShard(plans.get(0).basis()))
                    || !PlanBasis.shardIn(plan.basis()).equals(shards.get(i).toString())) {
                throw new UnusableException(
                        "The shard in " + folder + " and shard " + shards.get(0)
                                + " differ in their options or the version of this program. Run each shard again with the same ones.");
            }
        }
        return plans.get(0);
    }
}
