package feedbackuploader.web.grid;

import org.jspecify.annotations.Nullable;

/**
 * One cell, or one record.
 *
 * @param text null where there is none
 * @param isCut whether there is more of it than the page can show
 */
public record CellText(@Nullable String text, boolean isCut) {

    static CellText of(@Nullable String text) {
        return new CellText(
                text == null ? null : StoredRow.cut(text, RowGrid.LONGEST_CELL),
                text != null && text.length() > RowGrid.LONGEST_CELL);
    }
}
