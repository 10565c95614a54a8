package feedbackuploader.mapping;

import feedbackuploader.feedback.Problem;
import feedbackuploader.input.ColumnNames;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of columns and keys that mean something although they are no fields, and names for "did you mean". */
final class Names {

    private static final Set<String> DATES = Set.of(
            "created",
            "createdat",
            "createdon",
            "updatedat",
            "ratedat",
            "submittedat",
            "completedat",
            "annotatedat",
            "feedbackat",
            "timestamp",
            "tstamp",
            "time",
            "date",
            "datetime");

    /** As columns of who rated are called. */
    private static final Set<String> RATERS = Set.of(
            "reviewer",
            "revieweremail",
            "annotator",
            "annotatoremail",
            "rater",
            "ratedby",
            "rateremail",
            "evaluator",
            "labeler",
            "labeller",
            "labeledby",
            "grader",
            "judge",
            "assessor",
            "yourname",
            "youremail",
            "emailaddress",
            "email",
            "useremail",
            "username",
            "agent",
            "bewerter",
            "bearbeiter",
            "prüfer",
            "évaluateur",
            "evaluador");

    /** Every word and synonym. */
    static final List<String> OF_FIELDS = Arrays.stream(Field.values())
            .flatMap(field -> Stream.concat(Stream.of(field.word()), field.synonyms().stream()))
            .toList();

    private Names() {}

    /** Whether a name says that it holds the time of the feedback. */
    static boolean isDate(String name) {
        return DATES.contains(ColumnNames.normal(name));
    }

    /** Whether a name says that it holds who rated. */
    static boolean isRater(String name) {
        return RATERS.contains(ColumnNames.normal(name));
    }

    static String quoted(String name) {
        String quoted = Problem.quote(name);
        return quoted.equals("nothing") ? "\"\"" : quoted;
    }
}
