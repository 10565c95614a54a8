package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.feedback.CompletionKey;
import feedbackuploader.mapping.CompletionFinder.Found;
import feedbackuploader.support.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that name their completion by a key of the application's own. */
final class KeyedRows {

    private static final String NONE_HINT = "No completion has it. Check it%s, and --use-case (or --project). If the"
            + " deployment lists the completion later, run the same command again.";
    private static final String SEVERAL_HINT =
            "Upload such rows from a file of their own, with the id of the right completion in a column completion_id.";

    private final CompletionLookup lookup;
    private final Users users;
    private final Moments moments;
    private final Notices notices;
    private boolean isLater;

    KeyedRows(CompletionLookup lookup, Users users, Moments moments, Notices notices) {
        this.lookup = lookup;
        this.users = users;
        this.moments = moments;
        this.notices = notices;
    }

    /** Puts the completion that is found, or what is wrong with it, into all the pieces of a row but comparisons. */
    <X extends Exception> void find(List<RawFields> pieces, CompletionFinder<X> finder) throws X {
        List<RawFields> ratings =
                pieces.stream().filter(piece -> !KindRule.isComparison(piece)).toList();
        if (ratings.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        CompletionKey key = key(ratings.get(0), problems);
        UUID completion = key == null ? null : completion(key, finder.find(key), problems);
        for (RawFields rating : ratings) {
            RawValue own = rating.get(Field.COMPLETION_ID);
            if (own.isOwn()) {
                rating.lacksCompletion(List.of(own.problem(
                        "a completion named in one way",
                        CompletionLookup.OPTION + " says to find it by " + columns() + ".")));
            } else if (completion == null) {
                rating.lacksCompletion(problems);
            } else {
                rating.put(
                        Field.COMPLETION_ID,
                        new RawValue(columns(), TextNode.valueOf(completion.toString()), RawValue.Origin.CELL));
            }
        }
    }

    /** Null when anything is wrong with it; then the problems say what. */
    private @Nullable CompletionKey key(RawFields fields, List<Problem> problems) {
        String name = lookup.places().firstKey();
        if (name.equals(CompletionKey.SESSION)) {
            UUID session = Uuids.read(fields.sought(name), problems);
            return session == null ? null : new CompletionKey.OfSession(session);
        } else if (lookup.places().size() > 1) {
            return userAndTime(fields, problems);
        }
        RawValue given = fields.sought(name);
        String label = Objects.requireNonNull(NewCompletions.labelIn(name));
        String text = given.isBlank() ? null : Texts.readSpelled(given, problems, notices);
        if (given.isBlank()) {
            problems.add(given.problem("the completion's label " + Names.quoted(label), null));
        }
        return text == null ? null : new CompletionKey.OfLabel(label, Texts.trim(text));
    }

    private @Nullable CompletionKey userAndTime(RawFields fields, List<Problem> problems) {
        RawValue givenUser = fields.sought(CompletionLookup.USER);
        RawValue givenTime = fields.sought(CompletionLookup.TIME);
        UUID user = users.read(givenUser, problems, notices);
        if (user == null && problems.isEmpty()) {
            problems.add(givenUser.problem("who asked: " + Uuids.EXPECTED, null));
        }
        int before = problems.size();
        Instant time = moments.read(givenTime, problems);
        if (time == null && problems.size() == before) {
            problems.add(givenTime.problem("when the completion was made", null));
        }
        return user == null || time == null ? null : new CompletionKey.OfUserAt(user, time);
    }

    private @Nullable UUID completion(CompletionKey key, Found found, List<Problem> problems) {
        if (found instanceof Found.One one) {
            return one.completion();
        } else if (found instanceof Found.NotOne notOne) {
            problems.add(problem(key, notOne.completions()));
            return null;
        }
        isLater = true;
        return key.placeholder();
    }

    private Problem problem(CompletionKey key, List<String> completions) {
        String what = key instanceof CompletionKey.OfLabel label
                ? " as label " + Names.quoted(label.label())
                : key instanceof CompletionKey.OfSession ? " as session" : " (who asked, and when)";
        String name = key instanceof CompletionKey.OfLabel ? ", the label's name" : "";
        return new Problem(
                columns(),
                Problem.quote(key.value()) + (completions.isEmpty() ? "" : told(completions)),
                "a value that exactly one completion has" + what,
                completions.isEmpty() ? NONE_HINT.formatted(name) : SEVERAL_HINT);
    }

    private static String told(List<String> completions) {
        boolean areAll = completions.size() < CompletionKey.MOST_TOLD;
        return " (" + (areAll ? "" : "at least ") + completions.size() + " completions: "
                + String.join(", ", completions) + (areAll ? ")" : ", …)");
    }

    /** Of what a row's completion is found by. */
    private String columns() {
        return lookup.typed().stream().map(Map.Entry::getValue).collect(Collectors.joining(" + "));
    }

    List<String> sentences() {
        return isLater
                ? List.of("The completions are found when the file is uploaded, by "
                        + lookup.typed().stream()
                                .map(place -> Names.quoted(place.getValue()) + " (" + place.getKey() + ")")
                                .collect(Collectors.joining(" and "))
                        + ". Until then, other ids stand for theirs.")
                : List.of();
    }
}
