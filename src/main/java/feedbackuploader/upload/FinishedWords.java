package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.PlanWriter;
import java.util.ArrayList;
import java.util.List;

/** What the user should know of a plan beside the plan before it. */
final class FinishedWords {

    private final RunContext run;

    FinishedWords(RunContext run) {
        this.run = run;
    }

    List<String> of(PlanWriter.Finished finished) throws LedgerException {
        List<String> sentences = new ArrayList<>();
        if (finished.kept() > 0) {
            sentences.add("The report and its counts also hold what an earlier run made of another kind of feedback: "
                    + Repetitions.count(finished.kept(), true) + ".");
        }
        if (finished.duplicates() == 0 && finished.vanished() == 0) {
            return sentences;
        }
        boolean hasParts = run.ledger().counts().hasParts();
        if (finished.duplicates() > 0) {
            sentences.add(Repetitions.sentence(
                    finished.duplicates(),
                    finished.namedDuplicates(),
                    hasParts,
                    run.request().duplicates()));
        }
        long open = finished.vanished() - finished.vanishedRecorded();
        boolean isWrittenAnew = open == 0 && RunFolder.isCopy(run.request().input());
        if (finished.vanished() > 0 && !isWrittenAnew) {
            sentences.add(Repetitions.count(finished.vanished(), hasParts) + " sent earlier "
                    + (finished.vanished() == 1
                            ? "is gone from the file, or changed there or by other options. Its old value stays"
                            : "are gone from the file, or changed there or by other options. Their old values stay")
                    + " on the server."
                    + (open == 0 ? "" : " It is unknown whether the server has " + Amount.of(open) + " of them."));
        }
        return sentences;
    }
}
