package feedbackuploader.cli;

import feedbackuploader.feedback.Printable;
import feedbackuploader.upload.Survey;
import java.util.ArrayList;
import java.util.List;

/** The gist of a survey in a few lines, before an upload: how the file was understood and what is wrong with it. */
final class SurveyLines {

    private static final int PROBLEMS = 10;

    /** Two lines and a half of a narrow terminal. */
    private static final int LONGEST_BODY = 120;

    private SurveyLines() {}

    static List<String> of(Survey survey) {
        String noun = SurveyWords.noun(survey);
        List<String> lines = new ArrayList<>();
        lines.add(survey.file() + ": " + survey.form().description());
        if (!survey.fields().isEmpty()) {
            lines.add("  Fields: "
                    + String.join(
                            ", ",
                            survey.fields().stream()
                                    .map(source -> SurveyWords.field(source, noun))
                                    .toList()));
        }
        if (!survey.metrics().isEmpty()) {
            lines.add("  Metrics: " + SurveyWords.firstOf(survey.metrics(), SurveyWords::gist));
        }
        survey.first().stream()
                .limit(1)
                .forEach(sample ->
                        lines.add("  Row " + sample.row() + " as sent: " + Printable.of(sample.body(), LONGEST_BODY)));
        lines.addAll(SurveyWords.problems(survey, PROBLEMS, "the report lists all of them."));
        return lines;
    }
}
