package feedbackuploader.web.grid;

import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Mapped;
import java.util.List;

/** What of a file is not to be changed any more, since the server has it or may have it. */
public interface RowLocks {

    /** For a file of which nothing was sent. */
    RowLocks NONE = new RowLocks() {
        @Override
        public boolean allow(long row, List<Mapped> pieces) {
            return true;
        }

        @Override
        public boolean isAnyLocked(List<Long> rows) {
            return false;
        }

        @Override
        public List<Long> sentInPart(List<Long> rows) {
            return List.of();
        }
    };

    /** Whether the row of this number may come to these pieces: what the server has of it is still among them. */
    boolean allow(long row, List<Mapped> pieces) throws LedgerException;

    /** Whether one of these rows cannot be changed at all. */
    boolean isAnyLocked(List<Long> rows) throws LedgerException;

    /** Those of these rows of which the server has a part, or may have it, and not all. */
    List<Long> sentInPart(List<Long> rows) throws LedgerException;
}
