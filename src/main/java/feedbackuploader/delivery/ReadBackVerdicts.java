package feedbackuploader.delivery;

import feedbackuploader.ledger.InDoubtRows;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.Settled;
import feedbackuploader.server.ReadBackVerdict;
import java.util.ArrayList;
import java.util.List;

/** What was found out of the rows to settle: counted, and written into the ledger by groups. */
final class ReadBackVerdicts {

    /** What a crash would lose at most. */
    static final int A_COMMIT = 100;

    private final InDoubtRows inDoubtRows;
    private final List<Settled> uncommitted = new ArrayList<>();
    private long recorded;
    private long absent;
    private long undecided;

    ReadBackVerdicts(InDoubtRows inDoubtRows) {
        this.inDoubtRows = inDoubtRows;
    }

    /** As long as one is missing, what is shown may still be that one's. */
    static boolean areAllRecorded(List<Settled> judged) {
        return judged.stream().allMatch(settled -> settled.verdict() instanceof ReadBackVerdict.Recorded);
    }

    void add(Settled settled) {
        uncommitted.add(settled);
        recorded += settled.verdict() instanceof ReadBackVerdict.Recorded ? 1 : 0;
        absent += settled.verdict() instanceof ReadBackVerdict.Absent ? 1 : 0;
        undecided += settled.verdict() instanceof ReadBackVerdict.Undecided ? 1 : 0;
    }

    boolean isCommitDue() {
        return uncommitted.size() >= A_COMMIT;
    }

    boolean areCommitted() {
        return uncommitted.isEmpty();
    }

    void commit() throws LedgerException {
        if (!uncommitted.isEmpty()) {
            inDoubtRows.settle(uncommitted);
            uncommitted.clear();
        }
    }

    /** @param ambiguous how many were to be settled */
    Settling.Tally tally(long ambiguous) {
        return new Settling.Tally(recorded, absent, undecided, ambiguous - recorded - absent - undecided);
    }
}
