package feedbackuploader.cli.console;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.support.Printable;
import feedbackuploader.upload.MetricSurvey;
import feedbackuploader.upload.ProblemGroup;
import feedbackuploader.upload.Survey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a survey in words. */
final class SurveyWords {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 24;
    private static final int NAMES = 3;
    private static final int FEW = 4;

    private SurveyWords() {}

    /** {@code 10 metric feedback, 2 invalid, 1 skipped}; empty for a file without rows. */
    static String sum(Survey survey) {
        List<String> parts = new ArrayList<>();
        survey.kinds().forEach((kind, count) -> parts.add(Words.number(count) + " " + kind.label() + " feedback"));
        if (survey.invalid() > 0) {
            parts.add(Words.number(survey.invalid()) + " invalid");
        }
        if (survey.skipped() > 0) {
            parts.add(Words.number(survey.skipped()) + " skipped");
        }
        return String.join(", ", parts);
    }

    /** Where a field is from: {@code column "score"}, or {@code "quality" where a row has none}. */
    static String source(FieldSource source, String noun) {
        String columns = source.columns().isEmpty()
                ? ""
                : (source.columns().size() == 1 ? noun : noun + "s") + " "
                        + firstOf(source.columns(), SurveyWords::quoted);
        String given = firstOf(source.given(), SurveyWords::quoted);
        if (given.isEmpty()) {
            return columns;
        }
        return columns.isEmpty() ? "always " + given : columns + ", else " + given;
    }

    /** A field and where it is from, unless that goes without saying: {@code value (column "score")}. */
    static String field(FieldSource source, String noun) {
        String word = source.field().label();
        boolean isPlain = source.given().isEmpty()
                && source.columns().stream()
                        .allMatch(column -> ColumnNames.normal(column).equals(ColumnNames.normal(word)));
        return isPlain ? word : word + " (" + source(source, noun) + ")";
    }

    /** {@code from 1 to 5 (2 × 1, 3 × 5)}, {@code 2 × true, 1 × false}. */
    static String values(MetricSurvey metric) {
        String range = range(metric);
        String counts = counts(metric);
        return range.isEmpty() ? counts : counts.isEmpty() ? range : range + " (" + counts + ")";
    }

    /** A metric, how often it occurs, and either its few values or the range of its many. */
    static String gist(MetricSurvey metric) {
        boolean areFew = !metric.values().isEmpty() && metric.values().size() <= FEW;
        String values = areFew ? counts(metric) : range(metric);
        return metric(metric) + " " + Words.number(metric.count()) + " (" + values + ")";
    }

    private static String counts(MetricSurvey metric) {
        return metric.values().entrySet().stream()
                .map(value -> Words.number(value.getValue()) + " × " + Printable.of(value.getKey(), LONGEST_NUMBER))
                .collect(Collectors.joining(", "));
    }

    private static String range(MetricSurvey metric) {
        return metric.min() == null || metric.max() == null || metric.min().compareTo(metric.max()) == 0
                ? ""
                : "from " + number(metric.min()) + " to " + number(metric.max());
    }

    private static String number(BigDecimal number) {
        return Printable.of(new Value.Scalar(number).toString(), LONGEST_NUMBER);
    }

    static String metric(MetricSurvey metric) {
        return Printable.of(metric.metric(), LONGEST_NAME) + (metric.kind() == Kind.PREFERENCE ? " (preference)" : "");
    }

    /**
     * The most frequent problems, a line each.
     *
     * @param most so many lines
     * @param rest where the others are to be found
     */
    static List<String> problems(Survey survey, int most, String rest) {
        List<String> lines = new ArrayList<>(survey.problems().stream()
                .limit(most)
                .map(ProblemGroup::describe)
                .toList());
        int more = survey.problems().size() - most;
        if (more > 0) {
            String kinds = survey.otherProblems() > 0 ? "many more kinds" : Words.count(more, "more kind");
            lines.add("… and " + kinds + " of problem; " + rest);
        }
        return lines;
    }

    /** The first of them with commas between, and how many more there are. */
    static <T> String firstOf(List<T> all, Function<T, String> word) {
        String shown = all.stream().limit(NAMES).map(word).collect(Collectors.joining(", "));
        return all.size() > NAMES ? shown + " and " + Words.number(all.size() - NAMES) + " more" : shown;
    }

    static String noun(Survey survey) {
        return survey.form().format().startsWith("json") ? "key" : "column";
    }

    private static String quoted(String name) {
        return '"' + Printable.of(name, LONGEST_NAME) + '"';
    }
}
