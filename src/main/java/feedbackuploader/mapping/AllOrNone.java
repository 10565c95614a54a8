package feedbackuploader.mapping;

import feedbackuploader.feedback.Interaction;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that creates a completion is sent as a whole or not at all: one that is fixed later would create the completion a
 * second time.
 */
final class AllOrNone {

    private AllOrNone() {}

    static List<Mapped> of(List<Mapped> pieces) {
        boolean creates = Mapped.any(pieces, piece -> piece.feedbackOrNull() instanceof Interaction);
        List<Problem> problems = new ArrayList<>();
        for (Mapped piece : pieces) {
            if (piece instanceof Mapped.Invalid invalid) {
                problems.addAll(invalid.problems());
            }
        }
        return creates && !problems.isEmpty()
                ? List.of(new Mapped.Invalid(problems.stream().distinct().toList(), null))
                : pieces;
    }
}
