package feedbackuploader.web.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one fix for all cells of a kind would change.
 *
 * @param column the index of the column
 * @param values the different texts in it that are wrong, the most frequent first; the first of very many
 * @param cells how many cells those with a proposal change
 * @param others how many cells that are wrong hold a text that is not among them
 */
public record FixPreview(int column, List<FixValue> values, long cells, long others) {

    /**
     * @param to what the program would take for the same; null where nobody but the user can know
     * @param count in how many cells it is wrong in this way
     */
    public record FixValue(String from, @Nullable String to, long count) {}

    public FixPreview {
        values = List.copyOf(values);
    }
}
