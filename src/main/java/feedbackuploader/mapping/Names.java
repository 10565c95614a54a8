package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.support.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of columns and keys that mean something although they are no fields, and names for "did you mean". */
public final class Names {

    private static final Set<String> DATES = Set.of(
            "created",
            "createdat",
            "createdon",
            "updatedat",
            "ratedat",
            "ratedon",
            "ratingdate",
            "dateofrating",
            "submittedon",
            "datum",
            "fecha",
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

    private static final Pattern OF_PEOPLE = Pattern.compile(
            ".*(?:user|rater|annotator|worker|reviewer|evaluator|labell?er|grader|judge|assessor|assignee|assigned|agent|author|owner|employee|customer|person).*");

    /** As columns of what people say beside a rating are called. */
    private static final Set<String> REMARKS = Set.of(
            "note",
            "notes",
            "remark",
            "remarks",
            "observation",
            "observations",
            "reason",
            "reasons",
            "reasoning",
            "rationale",
            "justification",
            "explanation",
            "explanations",
            "feedback",
            "feedbacktext",
            "freetext",
            "openfeedback",
            "whatwentwrong",
            "kommentar",
            "kommentare",
            "anmerkung",
            "anmerkungen",
            "bemerkung",
            "bemerkungen",
            "notiz",
            "notizen",
            "begründung",
            "freitext",
            "erläuterung",
            "commentaire",
            "commentaires",
            "remarque",
            "remarques",
            "comentario",
            "comentarios",
            "commento",
            "commenti",
            "opmerking",
            "opmerkingen");

    private static final Pattern TEXT_OF_MODEL =
            Pattern.compile("(?i).*(?:completion|answer|response|reply|output|generation|message)s?");

    private static final Pattern ID =
            Pattern.compile("(?:.*[^a-zA-Z])?[iI][dD]s?|.*[a-z]I[dD]s?|(?i:.*(?:uuid|guid)s?)");

    private static final Pattern OF_OTHERS =
            Pattern.compile("(?i)user|rater|annotator|reviewer|session|conversation|account|project|workspace|prompt");

    private static final Set<String> NUMBERS_OF_ROWS =
            Set.of("id", "idx", "index", "no", "nr", "number", "row", "rowid", "rownumber", "#", "unnamed:0");

    /** Every word and synonym. */
    public static final List<String> OF_FIELDS = Arrays.stream(Field.values())
            .flatMap(field -> Stream.concat(Stream.of(field.label()), field.synonyms().stream()))
            .toList();

    /** Those of them that a column may have in any file. */
    static final List<String> OF_COLUMNS =
            OF_FIELDS.stream().filter(name -> Field.named(name).isPresent()).toList();

    private Names() {}

    /** Whether a name says that it holds the time of the feedback. */
    static boolean isDate(String name) {
        return DATES.contains(ColumnNames.normal(name));
    }

    /** Whether a name says that it holds who rated. */
    static boolean isRater(String name) {
        return RATERS.contains(ColumnNames.normal(name));
    }

    /** Whether a name says that it holds people or their ids. */
    static boolean isOfPeople(String name) {
        return isRater(name) || OF_PEOPLE.matcher(ColumnNames.normal(name)).matches();
    }

    /** Whether a name says that it counts the rows: no value, although it is a number. */
    static boolean isNumberOfRow(String name) {
        return NUMBERS_OF_ROWS.contains(ColumnNames.normal(name));
    }

    /** Whether a name says that it holds what people wrote beside a rating. */
    static boolean isRemark(String name) {
        return REMARKS.contains(ColumnNames.normal(name));
    }

    /** Whether a name may say that it holds completions: their texts, or ids of whatever it does not name as others'. */
    static boolean mayBeOfCompletions(String name) {
        return !ReportColumn.isOurs(name)
                && Field.named(name).isEmpty()
                && (TEXT_OF_MODEL.matcher(name).matches() || (ID.matcher(name).matches() && !isOfOthers(name)));
    }

    /** Whether a name says that it holds ids of something else than completions. */
    static boolean isOfOthers(String name) {
        return OF_OTHERS.matcher(name).find();
    }

    public static String quoted(String name) {
        return name.isBlank() ? "\"\"" : Printable.quoted(name);
    }
}
