package feedbackuploader.upload;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.support.Place;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rows of a file that have the same thing wrong with them, whatever each of them holds.
 *
 * @param rows how many
 * @param firstRows the numbers of the first of them
 * @param place of the first of them
 * @param problem of the first of them
 * @param varies whether what was found differs from row to row
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ProblemGroup(long rows, List<Long> firstRows, Place place, Problem problem, boolean varies) {

    private static final int ROWS_SHOWN = 5;
    private static final int FILE_LIMIT = 200;

    public ProblemGroup {
        firstRows = List.copyOf(firstRows);
    }

    /** One sentence: where, the problem of the first row, and what fixes it, often with the others. */
    public String describe() {
        if (rows == 1) {
            return place.describe(problem);
        }
        Problem common = varies
                ? new Problem(problem.column(), problem.found() + " and similar", problem.expected(), problem.hint())
                : problem;
        String numbers =
                firstRows.stream().limit(ROWS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %,d rows (%s%s)%s %s",
                Printable.of(place.file(), FILE_LIMIT),
                rows,
                numbers,
                rows > ROWS_SHOWN ? ", …" : "",
                problem.column() == null ? ":" : ",",
                common.message());
    }
}
