package feedbackuploader.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.support.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a file was understood and what is in it, for its owner to look at before anything is sent.
 *
 * @param file its name, safe to print
 * @param fields where the rows have their fields from
 * @param notUploaded the columns or keys, the first of many, that nothing was taken from
 * @param rows without the header and blank rows
 * @param invalid rows in which any piece of feedback is
 * @param skipped rows in which every piece of feedback is
 * @param kinds how much valid feedback there is of each kind
 * @param metrics the most frequent first, of the first of very many
 * @param otherMetrics how much valid feedback is under metrics that are not among {@code metrics}
 * @param first what would be sent for the first valid rows
 * @param problems the most frequent first
 * @param otherProblems how many problems are of a kind that is not among {@code problems}
 * @param notices what the user should know of the file as a whole, sentences
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Survey(
        String file,
        Form form,
        List<FieldSource> fields,
        List<String> notUploaded,
        long rows,
        long blankRows,
        long invalid,
        long skipped,
        Map<Kind, Long> kinds,
        List<MetricSurvey> metrics,
        long otherMetrics,
        List<Sample> first,
        List<ProblemGroup> problems,
        long otherProblems,
        List<String> notices) {

    public Survey {
        EnumMap<Kind, Long> copy = new EnumMap<>(Kind.class);
        copy.putAll(kinds);
        kinds = Collections.unmodifiableMap(copy);
    }

    /**
     * One request as it would leave.
     *
     * @param row that it is of, by its number
     * @param body on one line, safe to print, and cut when it is long
     */
    public record Sample(long row, Kind kind, String body) {}

    /** This, and one more sentence of what the user should know. */
    public Survey withNotice(String sentence) {
        List<String> all = new ArrayList<>(notices);
        all.add(sentence);
        return withNotices(all);
    }

    /** This without the notice that begins so, since it is out of date. */
    public Survey withoutNotice(String beginning) {
        return withNotices(
                notices.stream().filter(notice -> !notice.startsWith(beginning)).toList());
    }

    /** This, with rows counted as they are now. */
    public Survey withRows(long nowInvalid, long nowSkipped) {
        return with(nowInvalid, nowSkipped, notices);
    }

    private Survey withNotices(List<String> all) {
        return with(invalid, skipped, all);
    }

    private Survey with(long nowInvalid, long nowSkipped, List<String> all) {
        return new Survey(
                file,
                form,
                fields,
                notUploaded,
                rows,
                blankRows,
                nowInvalid,
                nowSkipped,
                kinds,
                metrics,
                otherMetrics,
                first,
                problems,
                otherProblems,
                all);
    }

    /** All of it on one line. */
    public String toJsonLine() {
        return JsonText.forTerminal(this);
    }
}
