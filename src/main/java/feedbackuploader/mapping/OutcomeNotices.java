package feedbackuploader.mapping;

import feedbackuploader.input.RowNumbers;
import java.util.ArrayList;
import java.util.List;

/** What the user should know of outcomes of sessions: said once, before anything is sent. */
final class OutcomeNotices {

    private static final String NOT_READ_BACK =
            "Outcomes cannot be read back: one whose answer is lost stays unknown and"
                    + " is not sent again by itself.";

    private final boolean isChosen;
    private final RowNumbers outcomes = new RowNumbers();
    private final RowNumbers others = new RowNumbers();
    private long lastOutcome;
    private long lastOther;
    private String session = Field.SESSION_ID.label();

    /** @param isChosen whether the user said that rows are outcomes */
    OutcomeNotices(boolean isChosen) {
        this.isChosen = isChosen;
    }

    /** A piece that is the outcome of a session. */
    void outcome(long row, RawFields fields) {
        if (row != lastOutcome) { // it may hold several
            outcomes.add(row);
        }
        lastOutcome = row;
        session = fields.get(Field.SESSION_ID).column();
    }

    /** A piece that is about a completion, though its row may name the session too. */
    void other(long row, RawFields fields) {
        if (row != lastOther && fields.hasOwn(Field.SESSION_ID)) {
            others.add(row);
            lastOther = row;
        }
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (outcomes.count() > 0 && !isChosen) {
            sentences.add("Detected outcomes of whole sessions, since a session is named (" + Names.quoted(session)
                    + ") and no completion: " + outcomes.listed()
                    + ". If completions were rated, do not send this file: it lacks their completion_id.");
        }
        if (outcomes.count() > 0) {
            sentences.add(NOT_READ_BACK);
        }
        return sentences;
    }

    /** @throws MappingException when rows may be either: outcomes of sessions, or ratings that have lost their completion */
    void end() throws MappingException {
        if (isChosen || outcomes.count() == 0 || others.count() == 0) {
            return;
        }
        throw new MappingException(
                "Some rows have a session_id and no completion_id, as outcomes of whole sessions do: "
                        + outcomes.listed() + ". Others have both: " + others.listed()
                        + ". If the former are outcomes, upload them with --kind outcome, and then the others with --kind metric"
                        + " --skip-where completion_id=. If they are ratings of completions, give them their completion_id.");
    }
}
