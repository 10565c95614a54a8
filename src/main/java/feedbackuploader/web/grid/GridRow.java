package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row, as the page shows it.
 *
 * @param index among all rows, from 0
 * @param row its number, as a spreadsheet has it
 * @param cells by columns; null for what a JSON object lacks; may be shorter than the columns
 * @param cut the columns whose text is longer than what is shown
 * @param record the record as it stands in the file, where it cannot be taken apart: it is edited as a whole. Cut, too
 * @param edited the columns that edits changed
 * @param skipped why it is left out, or null
 * @param status what the ledger says of it, or null
 * @param error why it failed, as the ledger has it, or null
 * @param locked whether it cannot be changed, since the server has it or may have it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GridRow(
        long index,
        long row,
        long line,
        List<@Nullable String> cells,
        List<Integer> cut,
        @Nullable String record,
        List<CellProblem> problems,
        List<Integer> edited,
        @Nullable String skipped,
        @Nullable String status,
        @Nullable String error,
        boolean locked) {

    public GridRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
        cut = List.copyOf(cut);
        problems = List.copyOf(problems);
        edited = List.copyOf(edited);
    }

    /** @param column the cell that is wrong; null where it is the row as a whole, or a field that no column has */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CellProblem(
            @Nullable Integer column,
            String found,
            String expected,
            @Nullable String hint,
            String message) {

        static CellProblem of(Problem problem, int column) {
            return new CellProblem(
                    column < 0 ? null : column, problem.found(), problem.expected(), problem.hint(), problem.message());
        }
    }

    /** This, with what became of it. */
    public GridRow withOutcome(@Nullable String state, @Nullable String why, boolean isLocked) {
        return new GridRow(index, row, line, cells, cut, record, problems, edited, skipped, state, why, isLocked);
    }
}
