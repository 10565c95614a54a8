package feedbackuploader.delivery;

import feedbackuploader.ledger.Canary;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.server.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One completion to read back.
 *
 * @param canary the row that is looked for, when no rows in doubt are
 * @param attempt counts the askings to which there was no answer, this one included
 * @param early how many answers came before they could prove anything
 */
public record ReadBackRequest(
        Trace.At trace, @Nullable Canary canary, List<InDoubtRow> inDoubtRows, int attempt, int early) {

    static ReadBackRequest of(Canary canary) {
        return new ReadBackRequest(canary.trace(), canary, List.of(), 1, 0);
    }

    static ReadBackRequest of(List<InDoubtRow> inDoubtRows) {
        Trace.At hardest = inDoubtRows.stream()
                .map(InDoubtRow::trace)
                .filter(Trace.At::isTied) // whoever shows ties shows the rest
                .findFirst()
                .orElse(inDoubtRows.get(0).trace());
        return new ReadBackRequest(hardest, null, inDoubtRows, 1, 0);
    }

    ReadBackRequest next() {
        return new ReadBackRequest(trace, canary, inDoubtRows, attempt + 1, early);
    }

    ReadBackRequest nextAfterEarlyAnswer() {
        return new ReadBackRequest(trace, canary, inDoubtRows, attempt, early + 1);
    }
}
