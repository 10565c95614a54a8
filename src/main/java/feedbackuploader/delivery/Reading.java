package feedbackuploader.delivery;

import feedbackuploader.ledger.Control;
import feedbackuploader.ledger.Suspect;
import feedbackuploader.server.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One completion to read back.
 *
 * @param control the row that is looked for, when no suspects are
 * @param attempt counts the askings to which there was no answer, this one included
 * @param early how many answers came before they could prove anything
 */
public record Reading(Trace.At trace, @Nullable Control control, List<Suspect> suspects, int attempt, int early) {

    static Reading of(Control control) {
        return new Reading(control.trace(), control, List.of(), 1, 0);
    }

    static Reading of(List<Suspect> suspects) {
        Trace.At hardest = suspects.stream()
                .map(Suspect::trace)
                .filter(Trace.At::isTied) // whoever shows ties shows the rest
                .findFirst()
                .orElse(suspects.get(0).trace());
        return new Reading(hardest, null, suspects, 1, 0);
    }

    Reading next() {
        return new Reading(trace, control, suspects, attempt + 1, early);
    }

    Reading nextAfterEarlyAnswer() {
        return new Reading(trace, control, suspects, attempt, early + 1);
    }
}
