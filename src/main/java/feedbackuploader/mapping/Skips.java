package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.support.Problem;
import org.jspecify.annotations.Nullable;

/** Labels that say that there is no feedback. */
record Skips(Values values, Labels<Verdict> winner) {

    /** A phrase, or null when the piece is feedback. */
    @Nullable
    String reason(Kind kind, RowFields fields) {
        Given given = fields.get(kind == Kind.METRIC ? Field.VALUE : Field.WINNER);
        String label = kind == Kind.METRIC ? values.skipped(given) : skippedWinner(given, fields);
        return label == null
                ? null
                : "skipped: " + Names.quoted(given.column()) + " is " + Problem.quote(label) + ", which means skip";
    }

    private @Nullable String skippedWinner(Given given, RowFields fields) {
        if (winner.isEmpty() || !PreferenceRows.isPairwise(fields)) {
            return null;
        }
        String label = Labels.labelOf(given.node());
        return label != null && winner.find(label).filter(Verdict.SKIP::equals).isPresent() ? label : null;
    }
}
