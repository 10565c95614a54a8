package feedbackuploader.cli.console;

import feedbackuploader.feedback.Amount;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A survey for people: how the file was understood, and what is wrong with it. Long lists are cut. */
public final class SurveyFormatter {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 24;
    private static final int LONGEST_BODY = 240;
    private static final int METRICS = 20;

    /** Names and values that fit into a line. */
    private static final int FEW_NAMES = 3;

    private static final int FEW_VALUES = 4;

    /** The room for a body in a line; with less than the shortest, it shows nothing. */
    private static final int LONGEST_BODY_IN_SHORT = 120;

    private static final int SHORTEST_BODY = 30;

    private final Survey survey;
    private final String noun;
    private final List<String> lines = new ArrayList<>();

    private SurveyFormatter(Survey survey) {
        this.survey = survey;
        this.noun = survey.form().format().startsWith("json") ? "key" : "column";
        lines.add(survey.file() + ": " + survey.form().description());
    }

    /**
     * A few lines, before an upload.
     *
     * @param columns that a line may have before a terminal wraps it; {@link Integer#MAX_VALUE} where it is none
     */
    static List<String> inShort(Survey survey, int columns) {
        SurveyFormatter page = new SurveyFormatter(survey);
        if (!survey.fields().isEmpty()) {
            page.lines.add(
                    "  Fields: " + survey.fields().stream().map(page::field).collect(Collectors.joining(", ")));
        }
        if (!survey.metrics().isEmpty()) {
            page.lines.add("  Metrics: " + firstOf(survey.metrics(), SurveyFormatter::gist));
        }
        survey.first().stream().limit(1).forEach(sample -> {
            String start = "  Row " + sample.row() + " as sent: ";
            int room = Math.max(SHORTEST_BODY, columns - start.length() - 1);
            page.lines.add(start + Printable.of(sample.body(), Math.min(LONGEST_BODY_IN_SHORT, room)));
        });
        page.problems(10, "the report lists all of them.");
        return page.lines;
    }

    /** All of it, for {@code validate}. */
    public static List<String> inFull(Survey survey) {
        SurveyFormatter page = new SurveyFormatter(survey);
        page.table("Fields", survey.fields(), source -> source.field().label(), page::source);
        survey.notices().forEach(notice -> page.lines.add("Note: " + notice));
        page.table(
                "Metrics",
                survey.metrics().stream().limit(METRICS).toList(),
                SurveyFormatter::metric,
                metric -> Amount.of(metric.count()) + ": " + values(metric));
        int more = survey.metrics().size() - METRICS;
        if (more > 0) {
            page.lines.add("  … and " + (survey.otherMetrics() > 0 ? "many" : Amount.of(more)) + " more");
        }
        page.title("First rows, as they would be sent", survey.first());
        survey.first()
                .forEach(sample ->
                        page.lines.add("  Row " + sample.row() + ": " + Printable.of(sample.body(), LONGEST_BODY)));
        page.title("Problems", survey.problems());
        page.problems(20, "--all-problems lists all of them.");
        page.lines.add("");
        page.lines.add(survey.file() + ": " + Amount.of(survey.rows(), "row") + sum(survey) + ".");
        return page.lines;
    }

    private void title(String title, List<?> section) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.add(title);
        }
    }

    private <T> void table(String title, List<T> rows, Function<T, String> name, Function<T, String> text) {
        title(title, rows);
        int width =
                rows.stream().mapToInt(row -> name.apply(row).length()).max().orElse(0);
        for (T row : rows) {
            String first = name.apply(row);
            lines.add("  " + first + " ".repeat(width - first.length()) + "  " + text.apply(row));
        }
    }

    /** {@code : 10 metric feedback, 2 invalid, 1 skipped}; empty for a file without rows. */
    private static String sum(Survey survey) {
        Map<String, Long> parts = new LinkedHashMap<>();
        survey.kinds()
                .forEach((kind, count) -> parts.put(
                        kind != Kind.INTERACTION
                                ? kind.label() + " feedback"
                                : count == 1 ? "completion to create" : "completions to create",
                        count));
        parts.put("invalid", survey.invalid());
        parts.put("skipped", survey.skipped());
        String listed = Amount.listed(parts);
        return listed.isEmpty() ? "" : ": " + listed;
    }

    /** Where a field is from: {@code column "score"}, or {@code "quality" where a row has none}. */
    private String source(FieldSource source) {
        String given = firstOf(source.given(), SurveyFormatter::quoted);
        if (source.columns().isEmpty()) {
            return given.isEmpty() ? "" : "always " + given;
        }
        String columns = (source.columns().size() == 1 ? noun : noun + "s") + " "
                + firstOf(source.columns(), SurveyFormatter::quoted);
        return given.isEmpty() ? columns : columns + ", else " + given;
    }

    /** A field and where it is from, unless that goes without saying: {@code value (column "score")}. */
    private String field(FieldSource source) {
        String word = source.field().label();
        boolean isPlain = source.given().isEmpty()
                && source.columns().stream()
                        .allMatch(column -> ColumnNames.normal(column).equals(ColumnNames.normal(word)));
        return isPlain ? word : word + " (" + source(source) + ")";
    }

    /** {@code from 1 to 5 (2 × 1, 3 × 5)}, {@code 2 × true, 1 × false}. */
    private static String values(MetricSurvey metric) {
        String range = range(metric);
        String counts = counts(metric);
        return range.isEmpty() ? counts : counts.isEmpty() ? range : range + " (" + counts + ")";
    }

    /** A metric, how often it occurs, and either its few values or the range of its many. */
    private static String gist(MetricSurvey metric) {
        boolean areFew = !metric.values().isEmpty() && metric.values().size() <= FEW_VALUES;
        return metric(metric) + " " + Amount.of(metric.count()) + " (" + (areFew ? counts(metric) : range(metric))
                + ")";
    }

    private static String counts(MetricSurvey metric) {
        return metric.values().entrySet().stream()
                .map(value -> Amount.of(value.getValue()) + " × " + Printable.of(value.getKey(), LONGEST_NUMBER))
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

    private static String metric(MetricSurvey metric) {
        return Printable.of(metric.metric(), LONGEST_NAME)
                + (metric.kind() == Kind.METRIC ? "" : " (" + metric.kind().label() + ")");
    }

    /** @param rest where those after the {@code most} frequent ones are to be found */
    private void problems(int most, String rest) {
        survey.problems().stream().limit(most).map(ProblemGroup::describe).forEach(lines::add);
        int more = survey.problems().size() - most;
        if (more > 0) {
            String kinds = survey.otherProblems() > 0 ? "many more kinds" : Amount.of(more, "more kind");
            lines.add("… and " + kinds + " of problem; " + rest);
        }
    }

    /** The first of them with commas between, and how many more there are. */
    private static <T> String firstOf(List<T> all, Function<T, String> word) {
        String shown = all.stream().limit(FEW_NAMES).map(word).collect(Collectors.joining(", "));
        return all.size() > FEW_NAMES ? shown + " and " + Amount.of(all.size() - FEW_NAMES) + " more" : shown;
    }

    private static String quoted(String name) {
        return '"' + Printable.of(name, LONGEST_NAME) + '"';
    }
}
