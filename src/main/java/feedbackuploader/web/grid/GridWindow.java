package feedbackuploader.web.grid;

import java.util.List;

/**
 * Some of the rows, one after the other.
 *
 * @param total how many there are of this sort
 * @param from the first of these among them, from 0
 */
public record GridWindow(long total, long from, List<GridRow> rows) {

    public GridWindow {
        rows = List.copyOf(rows);
    }
}
