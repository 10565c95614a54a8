package feedbackuploader.delivery;

import feedbackuploader.ledger.Canary;
import feedbackuploader.ledger.InDoubtRow;
import feedbackuploader.server.ReadBack;
import feedbackuploader.server.Trace;
import java.time.Duration;
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

    /** What is not shown yet is looked for again after this time; then after twice as long, each time. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** Maximum number of answers that come before the quiet time ends: a server's clock may stand still. */
    private static final int EARLY_ANSWERS = 20;

    /** A quarter of a minute: as long as a gateway may answer for a server that starts anew. */
    private static final int UNTIL_UNAVAILABLE = 4;

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

    boolean hasLooksLeft() {
        return early < EARLY_ANSWERS;
    }

    /** Whether a later look may show what this answer does not. */
    boolean mayComeRound(ReadBack.Answer answer) {
        return answer instanceof ReadBack.Answer.Hidden
                || (answer instanceof ReadBack.Answer.Unavailable && early < UNTIL_UNAVAILABLE);
    }

    long nanosToNextLook() {
        return Nanos.of(FIRST_LOOK) << early;
    }

    ReadBackRequest nextAfterEarlyAnswer() {
        return new ReadBackRequest(trace, canary, inDoubtRows, attempt, early + 1);
    }
}
