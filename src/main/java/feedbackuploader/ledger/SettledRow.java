package feedbackuploader.ledger;

import feedbackuploader.server.ReadBackVerdict;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An ambiguous row, and what reading back said of it.
 *
 * @param ifAbsent what it turns into if the server does not have it
 */
record SettledRow(long id, State ifAbsent, ReadBackVerdict verdict) {

    /** Within a transaction. */
    void write(Database database) throws SQLException, LedgerException {
        State state = State.after(verdict, ifAbsent);
        int changed = database.update(
                """
                UPDATE feedback SET state = ?1, upload_id = ?2, reason = CASE WHEN ?1 = 'rejected' THEN reason ELSE ?3 END,
                  doubt = CASE WHEN ?1 = 'unknown' THEN doubt ELSE 0 END,
                  denied = denied OR ?1 = 'planned',
                  claimed_at = CASE WHEN ?1 IN ('unknown', 'planned') THEN claimed_at END
                WHERE id = ?4 AND state = 'ambiguous'""",
                state.label(),
                verdict instanceof ReadBackVerdict.Recorded shown ? shown.uploadId() : null,
                reason(state),
                id);
        if (changed != 1) {
            throw new LedgerException("The ledger " + database.file() + " does not hold row " + id
                    + " in the expected state. Nothing more is sent.");
        }
    }

    private @Nullable String reason(State state) {
        if (verdict instanceof ReadBackVerdict.Recorded recorded) {
            return recorded.note();
        } else if (verdict instanceof ReadBackVerdict.Undecided undecided) {
            return undecided.why();
        }
        return state == State.UNKNOWN
                ? InDoubtRow.ACCEPTED_BUT_NOT_SHOWN
                : "A check showed that the server does not have it.";
    }
}
