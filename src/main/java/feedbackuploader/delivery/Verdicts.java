package feedbackuploader.delivery;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Settled;
import feedbackuploader.ledger.Suspects;
import feedbackuploader.server.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What was found out of the rows to settle: counted, and written into the ledger by groups. */
final class Verdicts {

    /** What a crash would lose at most. */
    static final int A_COMMIT = 100;

    private final Suspects suspects;
    private final List<Settled> uncommitted = new ArrayList<>();
    private long recorded;
    private long absent;
    private long undecided;

    Verdicts(Suspects suspects) {
        this.suspects = suspects;
    }

    void add(Settled settled) {
        uncommitted.add(settled);
        recorded += settled.verdict() instanceof Verdict.Recorded ? 1 : 0;
        absent += settled.verdict() instanceof Verdict.Absent ? 1 : 0;
        undecided += settled.verdict() instanceof Verdict.Undecided ? 1 : 0;
    }

    boolean isCommitDue() {
        return uncommitted.size() >= A_COMMIT;
    }

    boolean areCommitted() {
        return uncommitted.isEmpty();
    }

    void commit() throws LedgerException {
        if (!uncommitted.isEmpty()) {
            suspects.settle(uncommitted);
            uncommitted.clear();
        }
    }

    /** @param ambiguous how many were to be settled */
    Settling.Tally tally(long ambiguous) {
        return new Settling.Tally(recorded, absent, undecided, ambiguous - recorded - absent - undecided);
    }
}
