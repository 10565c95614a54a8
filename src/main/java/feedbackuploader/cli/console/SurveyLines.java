package feedbackuploader.cli.console;

import feedbackuploader.support.Printable;
import feedbackuploader.upload.Survey;
import java.util.ArrayList;
import java.util.List;

/** The gist of a survey in a few lines, before an upload: how the file was understood and what is wrong with it. */
final class SurveyLines {

    private static final int PROBLEMS = 10;

    private static final int LONGEST_BODY = 120;

    /** Shorter, it shows nothing. */
    private static final int SHORTEST_BODY = 30;

    private SurveyLines() {}

    /** @param columns that a line may have before a terminal wraps it; {@link Integer#MAX_VALUE} where it is none */
    static List<String> of(Survey survey, int columns) {
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
        survey.first().stream().limit(1).forEach(sample -> {
            String start = "  Row " + sample.row() + " as sent: ";
            int room = Math.max(SHORTEST_BODY, columns - start.length() - 1);
            lines.add(start + Printable.of(sample.body(), Math.min(LONGEST_BODY, room)));
        });
        lines.addAll(SurveyWords.problems(survey, PROBLEMS, "the report lists all of them."));
        return lines;
    }
}
