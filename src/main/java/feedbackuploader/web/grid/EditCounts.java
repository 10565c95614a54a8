package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What a user has changed so far.
 *
 * @param cells single cells
 * @param fixes steps that changed all cells of a kind
 * @param last what the last step changed, in words; null when there is none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EditCounts(
        int cells, int fixes, boolean canUndo, @Nullable String last) {

    public static final EditCounts NONE = new EditCounts(0, 0, false, null);

    /** How many steps there are. */
    public int steps() {
        return cells + fixes;
    }

    /** And after them something else that can be undone. */
    public EditCounts andThen(String other) {
        return new EditCounts(cells, fixes, true, other);
    }
}
