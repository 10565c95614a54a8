package feedbackuploader.cli.console;

import feedbackuploader.mapping.FieldSource;
import feedbackuploader.support.Printable;
import feedbackuploader.upload.MetricSurvey;
import feedbackuploader.upload.Survey;
import java.util.ArrayList;
import java.util.List;

/** All that a survey has to tell, for a person; every list is cut where it gets too long to read. */
public final class SurveyPage {

    private static final int METRICS = 20;
    private static final int PROBLEMS = 20;
    private static final int LONGEST_BODY = 240;

    private final Survey survey;
    private final List<String> lines = new ArrayList<>();

    private SurveyPage(Survey survey) {
        this.survey = survey;
    }

    public static List<String> of(Survey survey) {
        SurveyPage page = new SurveyPage(survey);
        page.lines.add(survey.file() + ": " + survey.form().description());
        page.fields();
        page.metrics();
        page.samples();
        page.problems();
        page.end();
        return page.lines;
    }

    private void fields() {
        String noun = SurveyWords.noun(survey);
        List<FieldSource> fields = survey.fields();
        title("Fields", fields);
        int width = fields.stream()
                .mapToInt(source -> source.field().label().length())
                .max()
                .orElse(0);
        for (FieldSource source : fields) {
            lines.add("  " + padded(source.field().label(), width) + "  " + SurveyWords.source(source, noun));
        }
        for (String notice : survey.notices()) {
            lines.add("Note: " + notice);
        }
    }

    private void metrics() {
        List<MetricSurvey> metrics = survey.metrics().stream().limit(METRICS).toList();
        title("Metrics", metrics);
        int width = metrics.stream()
                .mapToInt(metric -> SurveyWords.metric(metric).length())
                .max()
                .orElse(0);
        for (MetricSurvey metric : metrics) {
            lines.add("  " + padded(SurveyWords.metric(metric), width) + "  " + Words.number(metric.count()) + ": "
                    + SurveyWords.values(metric));
        }
        if (survey.metrics().size() > METRICS) {
            String very = survey.otherMetrics() > 0
                    ? "many"
                    : Words.number(survey.metrics().size() - METRICS);
            lines.add("  … and " + very + " more");
        }
    }

    private void samples() {
        title("First rows, as they would be sent", survey.first());
        for (Survey.Sample sample : survey.first()) {
            lines.add("  Row " + sample.row() + ": " + Printable.of(sample.body(), LONGEST_BODY));
        }
    }

    private void problems() {
        title("Problems", survey.problems());
        lines.addAll(SurveyWords.problems(survey, PROBLEMS, "--all-problems lists all of them."));
    }

    private void end() {
        lines.add("");
        String sum = SurveyWords.sum(survey);
        lines.add(survey.file() + ": " + Words.count(survey.rows(), "row") + (sum.isEmpty() ? "" : ": ") + sum + ".");
    }

    private void title(String title, List<?> section) {
        if (!section.isEmpty()) {
            lines.add("");
            lines.add(title);
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
