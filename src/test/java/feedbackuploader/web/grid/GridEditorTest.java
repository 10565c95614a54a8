package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.upload.UnusableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells are changed, checked at once, and found changed by the next check; the file stays as it is. */
class GridEditorTest {

    private static final String RATINGS = "completion_id,metric,value\n"
            + Checked.ID + ",quality,\"0,8\"\n"
            + Checked.ID + ",quality,\"0,8\"\n"
            + Checked.ID + ",quality\n";

    @TempDir
    Path folder;

    @Test
    void an_edited_cell_is_checked_at_once_and_by_the_next_check_alike() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridRow row = checked.editor.edit(2, 2, "0.8");

            assertThat(row.cells()).containsExactly(Checked.ID, "quality", "0.8");
            assertThat(row.problems()).isEmpty();
            assertThat(row.edited()).containsExactly(2);
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(3, 2, 0, 2));
            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows()).containsExactly(row);
            assertThat(checked.edits.counts()).isEqualTo(new EditCounts(1, 0, true));

            checked.check();

            assertThat(checked.grid.row(2)).contains(row);
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(3, 2, 0, 2));
            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows()).containsExactly(row);
            assertThat(Files.readString(checked.file)).isEqualTo(RATINGS);
        }
    }

    @Test
    void a_row_that_cannot_be_taken_apart_is_mended_as_a_whole() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            assertThatThrownBy(() -> checked.editor.edit(4, 0, "x"))
                    .isInstanceOf(UnusableException.class)
                    .hasMessageContaining("edit it as a whole record");

            GridRow row = checked.editor.edit(4, null, Checked.ID + ",quality,1");

            assertThat(row.problems()).isEmpty();
            assertThat(row.cells()).containsExactly(Checked.ID, "quality", "1");
            checked.check();
            assertThat(checked.grid.row(4)).contains(row);
        }
    }

    @Test
    void one_fix_changes_all_cells_that_hold_the_text() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            checked.editor.fix(2, List.of(new Edit.Replacement("0,8", "0.8")));
            checked.check();

            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows())
                    .extracting(GridRow::row)
                    .containsExactly(2L, 3L);
            assertThat(checked.survey.invalid()).isEqualTo(1);
        }
    }

    @Test
    void undo_takes_one_step_back() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridRow before = checked.grid.row(2).orElseThrow();
            checked.editor.edit(2, 2, "0.8");

            assertThat(checked.editor.undo()).contains(before);
            assertThat(checked.edits.counts()).isEqualTo(new EditCounts(0, 0, false));
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(3, 3, 0, 3));

            checked.editor.fix(2, List.of(new Edit.Replacement("0,8", "0.8")));
            assertThat(checked.editor.undo()).isEmpty();
            checked.check();
            assertThat(checked.survey.invalid()).isEqualTo(3);
        }
    }
}
