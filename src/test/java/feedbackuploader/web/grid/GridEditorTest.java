package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.mapping.MappingOptions;
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
            GridRow row = checked.editor.edit(2, 2, "0.8", RowLocks.NONE);

            assertThat(row.cells()).containsExactly(Checked.ID, "quality", "0.8");
            assertThat(row.problems()).isEmpty();
            assertThat(row.edited()).containsExactly(2);
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(3, 2, 0, 2));
            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows()).containsExactly(row);
            assertThat(checked.edits.counts()).isEqualTo(new EditCounts(1, 0, true, "value in row 2"));

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
            assertThatThrownBy(() -> checked.editor.edit(4, 0, "x", RowLocks.NONE))
                    .isInstanceOf(UnusableException.class)
                    .hasMessageContaining("edit it as a whole record");
            assertThatThrownBy(() -> checked.editor.edit(2, null, "x", RowLocks.NONE))
                    .isInstanceOf(UnusableException.class)
                    .hasMessage("Row 2 is made of cells: edit those.");
            assertThatThrownBy(() -> checked.editor.edit(4, 99, "x", RowLocks.NONE))
                    .hasMessageContaining("edit it as a whole record");
            assertThatThrownBy(() -> checked.editor.edit(2, 99, "x", RowLocks.NONE))
                    .isInstanceOf(UnusableException.class)
                    .hasMessageStartingWith("There is no such column.");
            assertThat(checked.grid.record(4)).isEqualTo(new CellText(Checked.ID + ",quality", false));
            assertThat(checked.grid.record(2)).isEqualTo(new CellText(null, false));

            GridRow row = checked.editor.edit(4, null, Checked.ID + ",quality,1", RowLocks.NONE);

            assertThat(row.problems()).isEmpty();
            assertThat(row.cells()).containsExactly(Checked.ID, "quality", "1");
            checked.check();
            assertThat(checked.grid.row(4)).contains(row);
        }
    }

    @Test
    void one_fix_changes_all_cells_that_hold_the_text() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            checked.editor.fix(checked.grid.problems().get(0).key(), 2, List.of(new Edit.Replacement("0,8", "0.8")));
            checked.check();

            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows())
                    .extracting(GridRow::row)
                    .containsExactly(2L, 3L);
            assertThat(checked.survey.invalid()).isEqualTo(1);
        }
    }

    @Test
    void one_fix_leaves_cells_with_the_same_text_that_are_right_in_their_rows() throws Exception {
        String other = Checked.ID.replace('5', '6');
        String text = "metric,preferred_completion,other_completion\n"
                + "quality," + other + "," + Checked.ID + "\n"
                + "quality," + Checked.ID + "," + Checked.ID + "\n"
                + "quality," + other + "," + Checked.ID + "\n";
        try (Checked checked = Checked.of(folder, "preferences.csv", text)) {
            GridProblem same = checked.grid.problems().get(0);
            FixPreview preview = checked.editor.preview(same.key());
            assertThat(preview.values()).containsExactly(new FixPreview.FixValue(Checked.ID, null, 1));
            checked.editor.fix(same.key(), preview.column(), List.of(new Edit.Replacement(Checked.ID, other)));
            checked.check();

            assertThat(checked.grid.problems()).isEmpty();
            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).rows())
                    .extracting(GridRow::row)
                    .containsExactly(3L);
            assertThat(checked.edits.counts())
                    .isEqualTo(new EditCounts(
                            0, 1, true, "the fix of 5a3c1f2e-7b89-4c0d-9e1f-123456789abc in other_completion"));
        }
    }

    @Test
    void undo_takes_one_step_back() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridRow before = checked.grid.row(2).orElseThrow();
            checked.editor.edit(2, 2, "0.8", RowLocks.NONE);

            assertThat(checked.editor.undo(RowLocks.NONE)).contains(before);
            assertThat(checked.edits.counts()).isEqualTo(new EditCounts(0, 0, false, null));
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(3, 3, 0, 3));

            checked.editor.fix(checked.grid.problems().get(0).key(), 2, List.of(new Edit.Replacement("0,8", "0.8")));
            assertThat(checked.editor.undo(RowLocks.NONE)).isEmpty();
            checked.check();
            assertThat(checked.survey.invalid()).isEqualTo(3);
        }
    }

    @Test
    void a_fix_is_proposed_where_the_program_would_take_it_and_counted_in_every_row() throws Exception {
        String other = Checked.ID.replace('5', '6');
        String text = "completion_id,metric,value\n"
                + Checked.ID + ",quality,\"0,8\"\n"
                + other.replace("-", "") + ",quality,\"0,8\"\n"
                + Checked.ID + ",quality,\"1,234\"\n"
                + Checked.ID + ",quality,\" 0,7\"\n"
                + Checked.ID + ",quality\n";
        try (Checked checked = Checked.of(folder, "ratings.csv", text)) {
            GridProblem commas = checked.grid.problems().get(0);
            FixPreview preview = checked.editor.preview(commas.key());

            assertThat(preview)
                    .isEqualTo(new FixPreview(
                            2,
                            List.of(
                                    new FixPreview.FixValue("0,8", "0.8", 2),
                                    new FixPreview.FixValue(" 0,7", "0.7", 1)),
                            3,
                            0));
            checked.editor.fix(
                    commas.key(),
                    preview.column(),
                    preview.values().stream()
                            .map(value -> new Edit.Replacement(value.from(), String.valueOf(value.to())))
                            .toList());
            checked.check();
            assertThat(checked.grid.window(GridFilter.CHANGED, 0, 9).total()).isEqualTo(preview.cells());

            assertThat(checked.grid.problems())
                    .filteredOn(problem -> "completion_id".equals(problem.column()))
                    .allSatisfy(problem -> assertThat(
                                    checked.editor.preview(problem.key()).values())
                            .containsExactly(new FixPreview.FixValue(other.replace("-", ""), other, 1)));
            assertThat(checked.grid.problems())
                    .filteredOn(problem -> problem.column() == null)
                    .hasSize(1)
                    .allSatisfy(problem -> assertThat(problem.fixes()).isFalse());
        }
    }

    @Test
    void rows_of_json_are_edited_at_their_pointers() throws Exception {
        String text = "{\"completion_id\": \"" + Checked.ID + "\", \"metric\": \"m\", \"value\": \"0,8\"}\n"
                + "{\"completion_id\": \"" + Checked.ID + "\", \"metric\": \"m\", \"meta\": {\"by\": [1, 2]}}\n";
        try (Checked checked = Checked.of(folder, "ratings.jsonl", text)) {
            assertThat(checked.grid.columns())
                    .extracting(GridColumn::name)
                    .containsExactly("completion_id", "metric", "value", "/meta/by");
            assertThat(checked.grid.window(GridFilter.ALL, 1, 1).rows().get(0).cells())
                    .containsExactly(Checked.ID, "m", null, "[1,2]");

            GridRow row = checked.editor.edit(2, 2, "0.5", RowLocks.NONE);

            assertThat(row.problems()).isEmpty();
            assertThat(row.edited()).containsExactly(2);
            checked.check();
            assertThat(checked.grid.row(2)).contains(row);
            assertThat(checked.survey.invalid()).isEqualTo(1);
        }
    }

    @Test
    void a_long_cell_is_cut_in_windows_and_whole_when_it_is_edited() throws Exception {
        String details = "word ".repeat(20_000);
        String text = "completion_id,metric,value,details\n" + Checked.ID + ",m,\"0,8\"," + details + "\n";
        try (Checked checked = Checked.of(folder, "ratings.csv", text)) {
            GridRow row = checked.editor.edit(2, 2, "0.8", RowLocks.NONE);

            assertThat(row.cells().get(3)).hasSize(500);
            assertThat(row.cut()).containsExactly(3);
            assertThat(checked.grid.cell(2, 3))
                    .isEqualTo(new CellText(details.substring(0, RowGrid.LONGEST_CELL), true));
            assertThat(checked.grid.cell(2, 1)).isEqualTo(new CellText("m", false));
            checked.check();
            assertThat(checked.grid.row(2)).contains(row);
            assertThat(checked.survey.first().get(0).body()).contains("word word");
        }
    }

    @Test
    void a_text_of_which_the_page_shows_a_part_is_not_edited_there() throws Exception {
        String text = "completion_id,metric,value,details\n" + Checked.ID + ",m,1," + "x".repeat(70_000) + "\n";
        try (Checked checked = Checked.of(folder, "ratings.csv", text)) {
            assertThatThrownBy(() -> checked.editor.edit(2, 3, "x", RowLocks.NONE))
                    .isInstanceOf(UnusableException.class)
                    .hasMessageStartingWith("This text has 70,000 characters, and the page shows the first 65,536.");
            assertThat(checked.edits.edits().isEmpty()).isTrue();
        }
    }

    @Test
    void steps_of_two_pages_do_not_overwrite_each_other() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            checked.editor.edit(3, 2, "0.7", RowLocks.NONE);
            EditsStore other = EditsStore.open(folder.resolve("edits.jsonl"));
            other.add(new Edit.OfCell(3, "value", "0.7", "0.8", null));

            assertThatThrownBy(() -> checked.editor.edit(2, 2, "0.8", RowLocks.NONE))
                    .isInstanceOf(UnusableException.class)
                    .hasMessageContaining("found edits that another program has made meanwhile");

            assertThat(EditsStore.open(folder.resolve("edits.jsonl")).edits()).isEqualTo(other.edits());
            assertThat(checked.grid.row(2).orElseThrow().cells()).contains("0,8");
        }
    }

    @Test
    void edits_survive_a_restart() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            checked.editor.edit(2, 2, "0.8", RowLocks.NONE);
            checked.editor.fix(checked.grid.problems().get(0).key(), 2, List.of(new Edit.Replacement("0,8", "0.9")));
        }
        try (Checked again = Checked.of(folder, folder.resolve("ratings.csv"), MappingOptions.none())) {
            assertThat(again.edits.counts()).isEqualTo(new EditCounts(1, 1, true, "the fix of 0,8 in value"));
            assertThat(again.grid.window(GridFilter.CHANGED, 0, 9).rows())
                    .extracting(row -> row.cells().get(2))
                    .containsExactly("0.8", "0.9");
            assertThat(again.editor.undo(RowLocks.NONE)).isEmpty();
            assertThat(again.editor.undo(RowLocks.NONE))
                    .get()
                    .extracting(GridRow::row)
                    .isEqualTo(2L);
            assertThat(again.edits.file()).isNull();
        }
    }

    @Test
    void a_row_that_is_cleared_is_left_out() throws Exception {
        String text = "completion_id,metric,value\n" + Checked.ID + ",,\n";
        try (Checked checked = Checked.of(folder, "ratings.csv", text)) {
            GridRow row = checked.editor.edit(2, 0, "", RowLocks.NONE);

            assertThat(row.skipped()).isEqualTo("it is blank now");
            checked.check();
            assertThat(checked.grid.counts().rows()).isZero();
        }
    }
}
