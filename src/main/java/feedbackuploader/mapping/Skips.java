package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.support.Problem;
import org.jspecify.annotations.Nullable;

/** Labels that say that there is no feedback. */
record Skips(Values values, Labels<WinnerMeaning> winner) {

    /** A phrase, or null when the piece is feedback. */
    @Nullable
    String reason(Kind kind, RawFields fields) {
        RawValue given = fields.get(kind == Kind.PREFERENCE ? Field.WINNER : Field.VALUE);
        String label = kind == Kind.PREFERENCE ? skippedWinner(given, fields) : values.skipped(given);
        return label == null
                ? null
                : "skipped: " + Names.quoted(given.column()) + " is " + Problem.quote(label) + ", which means skip";
    }

    private @Nullable String skippedWinner(RawValue given, RawFields fields) {
        if (winner.isEmpty() || !PreferenceRows.isPairwise(fields)) {
            return null;
        }
        String label = Labels.labelOf(given.node());
        return label != null
                        && winner.find(label).filter(WinnerMeaning.SKIP::equals).isPresent()
                ? label
                : null;
    }
}
