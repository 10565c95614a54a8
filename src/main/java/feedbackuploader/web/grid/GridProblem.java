package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that have the same thing wrong with them.
 *
 * @param key names the group until the next check
 * @param rows how many have it now
 * @param firstRows the numbers of the first that had it when the file was checked
 * @param column by its name, as the message has it
 * @param found in the first of them
 * @param varies whether what was found differs
 * @param message the sentence for all of them
 * @param fixes whether one fix for all equal cells can be made
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GridProblem(
        int key,
        long rows,
        List<Long> firstRows,
        @Nullable String column,
        String found,
        String expected,
        @Nullable String hint,
        boolean varies,
        String message,
        boolean fixes) {

    public GridProblem {
        firstRows = List.copyOf(firstRows);
    }
}
