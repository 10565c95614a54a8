package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.feedback.Tie;
import feedbackuploader.mapping.text.Listed;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that prefer one completion to another, by their columns or by a verdict on a first and a second one. */
record PreferenceRows(Labels<WinnerMeaning> winner, Users users, Notices notices) {

    /** Null when anything is wrong; then the problems say all of it. */
    @Nullable
    PreferenceFeedback map(RawFields fields, List<Problem> problems) {
        int before = problems.size();
        String metric = MetricKeys.read(fields.get(Field.METRIC), problems);
        boolean isPairwise = isPairwise(fields);
        WinnerMeaning verdict = isPairwise ? verdict(fields, problems) : null;
        Side first = Side.of(fields, isPairwise ? SideFields.A : SideFields.PREFERRED);
        Side second = Side.of(fields, isPairwise ? SideFields.B : SideFields.OTHER);
        CompletionRef firstRef = first.read(problems, notices);
        CompletionRef secondRef = second.read(problems, notices);
        if (firstRef != null && firstRef.equals(secondRef)) {
            problems.add(new Problem(
                    second.column(),
                    "the same completion as the " + (isPairwise ? "first" : "preferred") + " one",
                    "two different completions",
                    null));
        }
        if (first.isBlankCell() && second.isBlankCell()) {
            problems.add(second.text()
                    .problem("the text that a model wrote", "An answer may be empty, but not both of them."));
        }
        Tie tied = verdict == null ? Ties.read(fields.get(Field.TIED), problems) : verdict.tie();
        List<Message> messages = firstRef instanceof CompletionRef.ById && secondRef instanceof CompletionRef.ById
                ? List.of()
                : prompt(fields, firstRef, secondRef, problems);
        UUID user = users.read(fields.get(Field.USER), problems, notices);
        if (problems.size() > before || metric == null || firstRef == null || secondRef == null) {
            return null;
        }
        return verdict == WinnerMeaning.B
                ? new PreferenceFeedback(metric, secondRef, firstRef, tied, messages, user)
                : new PreferenceFeedback(metric, firstRef, secondRef, tied, messages, user);
    }

    /** Whether the row names a first and a second completion, and not a preferred one. */
    static boolean isPairwise(RawFields fields) {
        return SideFields.anyOfAAndB(field ->
                        fields.get(field).node() != null && fields.get(field).origin() != RawValue.Origin.OPTION)
                && !fields.hasOwn(Field.PREFERRED_COMPLETION, Field.PREFERRED_COMPLETION_TEXT);
    }

    private @Nullable WinnerMeaning verdict(RawFields fields, List<Problem> problems) {
        RawValue given = fields.get(Field.WINNER);
        if (given.lacksResult()) {
            problems.add(given.problem(expected(), null));
            return null;
        }
        String label = Labels.labelOf(given.node());
        WinnerMeaning verdict = label == null ? null : winner.find(label).orElseGet(() -> winnerByModel(label, fields));
        if (verdict == null && given.isMissing()) {
            problems.add(fields.missing(Field.WINNER, notices.noun(), expected()));
        } else if (verdict == null && problems.stream().noneMatch(problem -> isInside(given, problem))) {
            String near = label == null
                    ? ""
                    : Nearest.to(label, winner.meanings().keySet())
                            .map(other -> "Did you mean \"" + other + "\"? ")
                            .orElse("");
            problems.add(
                    given.problem(
                            expected(),
                            near
                                    + (label == null
                                            ? ""
                                            : "To skip it, add --winner "
                                                    + Shell.quoted(Listed.escaped(Printable.of(label, 60)) + "=skip")
                                                    + "; if it has a meaning, write a, b, tie-good or tie-bad in place of skip.")));
            notices.noVerdict(given.column(), label);
        }
        return verdict;
    }

    /** Whether the cell that holds the place cannot be read at all: no label can mean anything then. */
    private static boolean isInside(RawValue given, Problem problem) {
        return given.isBlank() && given.column().startsWith(problem.column() + "#");
    }

    /** Where a label is the name of the model of one side, and of one only. */
    private static @Nullable WinnerMeaning winnerByModel(String label, RawFields fields) {
        boolean isA = isModel(label, fields.get(Field.COMPLETION_A_MODEL));
        boolean isB = isModel(label, fields.get(Field.COMPLETION_B_MODEL));
        return isA == isB ? null : isA ? WinnerMeaning.A : WinnerMeaning.B;
    }

    private static boolean isModel(String label, RawValue model) {
        String name = Labels.labelOf(model.node());
        return name != null && !label.isEmpty() && Labels.normal(name).equals(Labels.normal(label));
    }

    private String expected() {
        return winner.isEmpty() ? "a label from --winner" : "one of the labels " + winner.listed();
    }

    /** A prompt is asked for only when a side is known to be text: a mistyped id is one problem, not two. */
    private List<Message> prompt(
            RawFields fields,
            @Nullable CompletionRef preferred,
            @Nullable CompletionRef other,
            List<Problem> problems) {
        boolean needed = preferred instanceof CompletionRef.ByText || other instanceof CompletionRef.ByText;
        return new Prompt(fields.get(Field.MESSAGES), fields.get(Field.PROMPT)).read(needed, problems, notices);
    }
}
