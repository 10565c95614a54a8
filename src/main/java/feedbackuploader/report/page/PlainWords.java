package feedbackuploader.report.page;

import feedbackuploader.feedback.Status;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page says where texts are left out. Nothing is cut out of sentences that may repeat a cell or an answer, since no
 * mark shows for certain where such a text ends: a sentence is said only if it is one of those known here.
 */
final class PlainWords {

    private static final String LEFT_OUT = "…";

    /** What rows should have, as problems say it; those that repeat a name or a text are none of them. */
    static final List<String> EXPECTED = List.of(
            "a number",
            "a number, true or false",
            "true or false",
            "a UUID (8-4-4-4-12 hexadecimal digits)",
            "a metric's key",
            "a date such as 2024-02-21T09:51:03Z",
            "a JSON object",
            "valid JSON",
            "a closing quote",
            "a closing quote before the end of the file",
            "an empty cell",
            "text without it",
            "one record",
            "two different completions",
            "feedback, not a total",
            "each key once in an object",
            "whole characters",
            "completion_id and value, or preferred_completion and other_completion",
            "one user, date and model for each completion");

    /** The same with a number in it. */
    private static final Pattern COUNTED = Pattern.compile("at most [0-9,]{1,12}|[0-9,]{1,12} columns?");

    private static final Pattern END_OF_EXPECTED = Pattern.compile("\\.(?: |$)");

    private static final String BEFORE_EXPECTED = "; expected ";

    private static final String ROWS = "(?:rows? )?[0-9][0-9, …]*(?:(?:and|to) [0-9,]+(?: more)?)?";

    private static final List<Pattern> NOTICES = List.of(
            Pattern.compile("Rows that repeat the header are skipped: " + ROWS + "\\."),
            Pattern.compile("Details without a value are not uploaded: " + ROWS + "\\."),
            Pattern.compile("Quotes around whole rows are ignored: " + ROWS + "\\."),
            Pattern.compile("The report is written in UTF-8 with a byte order mark, for spreadsheets\\."),
            Pattern.compile("--sheet is ignored: the file has no sheets\\."));

    private static final Pattern QUOTED_WORD = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final Predicate<String> OPTION =
            Pattern.compile("--[a-z]+(?:-[a-z]+)*").asMatchPredicate();

    private static final Pattern HTTP = Pattern.compile("\\bHTTP [1-5][0-9]{2}\\b");

    private PlainWords() {}

    /**
     * The kind of a problem.
     *
     * @param names of the row's columns or keys
     */
    static Cause.Told told(Cause.Told told, List<String> names) {
        Cause cause = told.cause();
        List<String> wrong = Cause.placesOf(told.column(), names).stream()
                .map(place -> PageText.name(names.get(place)))
                .toList();
        @Nullable String column = wrong.isEmpty() ? null : wrong.get(0);
        String said = cause.status() == Status.INVALID ? problem(told, wrong) : answer(cause.httpStatus());
        return new Cause.Told(new Cause(cause.status(), cause.httpStatus(), column, said), column, said, null, said);
    }

    private static String problem(Cause.Told told, List<String> wrong) {
        @Nullable String expected = expected(told.message());
        boolean isMissing = "nothing".equals(told.found());
        String where = wrong.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" or "));
        String what = expected != null
                ? (isMissing ? "nothing is there; expected " : "expected ") + expected + "."
                : isMissing ? "nothing is there." : "not as expected.";
        return where.isEmpty()
                ? Character.toUpperCase(what.charAt(0)) + what.substring(1)
                : "Column " + where + ": " + what;
    }

    private static @Nullable String expected(String message) {
        for (int at = message.lastIndexOf(BEFORE_EXPECTED);
                at >= 0;
                at = message.lastIndexOf(BEFORE_EXPECTED, at - 1)) {
            String rest = message.substring(at + BEFORE_EXPECTED.length());
            String phrase = END_OF_EXPECTED.split(rest, 2)[0];
            if (EXPECTED.contains(phrase) || COUNTED.matcher(phrase).matches()) {
                return phrase;
            }
        }
        return null;
    }

    private static String answer(@Nullable Integer httpStatus) {
        return httpStatus == null
                ? "The reason is left out here; the results have it."
                : "The server answered with HTTP " + httpStatus
                        + ". Its words are left out here; the results have them.";
    }

    /** Why something was left out, or a run stopped; of a server, the HTTP status. */
    static String reason(String text) {
        var status = HTTP.matcher(text);
        return "for a reason that is left out here" + (status.find() ? " (" + status.group() + ")" : "");
    }

    /** Those of {@code notices} that repeat nothing. */
    static List<String> notices(List<String> notices) {
        return notices.stream()
                .filter(notice ->
                        NOTICES.stream().anyMatch(known -> known.matcher(notice).matches()))
                .toList();
    }

    /** A sentence of the program's own that names no option and quotes nothing; others are replaced. */
    static String step(String text) {
        return text.contains("--") || QUOTED_WORD.matcher(text).find() ? "To go on:" : text;
    }

    /** The program, its command and the names of its options. */
    static String command(String command) {
        List<String> words =
                List.of(QUOTED_WORD.matcher(command).replaceAll(LEFT_OUT).split("\\s+"));
        int kept = Math.min(2, words.size());
        return (String.join(" ", words.subList(0, kept)) + " " + options(words.subList(kept, words.size()))).strip();
    }

    /** The names of options, and a mark for each value. */
    static String options(List<String> words) {
        return words.stream().map(PlainWords::option).collect(Collectors.joining(" "));
    }

    private static String option(String word) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        return !OPTION.test(name) ? LEFT_OUT : name.equals(word) ? name : name + "=" + LEFT_OUT;
    }

    /** A metric whose name is a key; a column of remarks that was taken for metrics has others. */
    static String metric(String name) {
        return name.chars().anyMatch(Character::isWhitespace) || name.indexOf('"') >= 0 ? LEFT_OUT : name;
    }
}
