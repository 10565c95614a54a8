package feedbackuploader.web.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page sees of the rows of a file. */
class RowGridTest {

    private static final String RATINGS = "completion_id,metric,value,details\n"
            + Checked.ID + ",quality,0.8,good\n"
            + Checked.ID + ",quality,\"0,8\",\n"
            + "\n"
            + "nonsense,quality,\"0,7\",\"a long text\nover two lines\"\n"
            + Checked.ID + ",quality\n";

    @TempDir
    Path folder;

    @Test
    void a_window_has_the_rows_with_their_cells_and_what_is_wrong_with_them() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridWindow all = checked.grid.window(GridFilter.ALL, 0, 60);

            assertThat(all.total()).isEqualTo(4);
            assertThat(all.rows()).extracting(GridRow::row).containsExactly(2L, 3L, 5L, 6L);
            assertThat(all.rows().get(0).cells()).containsExactly(Checked.ID, "quality", "0.8", "good");
            assertThat(all.rows().get(0).problems()).isEmpty();
            assertThat(all.rows().get(2).cells())
                    .containsExactly("nonsense", "quality", "0,7", "a long text\nover two lines");
            assertThat(all.rows().get(2).problems())
                    .extracting(GridRow.CellProblem::column, GridRow.CellProblem::found)
                    .containsExactlyInAnyOrder(tuple(0, "\"nonsense\""), tuple(2, "\"0,7\""));
            assertThat(all.rows().get(3).record()).isEqualTo(Checked.ID + ",quality");
            assertThat(all.rows().get(3).problems())
                    .extracting(GridRow.CellProblem::column)
                    .containsOnlyNulls();
            assertThat(checked.grid.counts()).isEqualTo(new GridCounts(4, 3, 0, 4));
        }
    }

    @Test
    void windows_of_a_sort_hold_the_rows_of_that_sort_alone() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridProblem commas = checked.grid.problems().get(0);

            assertThat(commas.rows()).isEqualTo(2);
            assertThat(commas.column()).isEqualTo("value");
            assertThat(commas.fixes()).isTrue();
            assertThat(numbers(checked.grid.window(GridFilter.PROBLEMS, 0, 60))).containsExactly(3L, 5L, 6L);
            assertThat(numbers(checked.grid.window(GridFilter.PROBLEMS, 1, 1))).containsExactly(5L);
            assertThat(numbers(checked.grid.window(GridFilter.group(commas.key()), 0, 60)))
                    .containsExactly(3L, 5L);
            assertThat(numbers(checked.grid.window(GridFilter.CHANGED, 0, 60))).isEmpty();
            assertThat(checked.grid.find(GridFilter.ALL, 5)).isEqualTo(2);
            assertThat(checked.grid.find(GridFilter.PROBLEMS, 4)).isEqualTo(1);
            assertThat(checked.grid.find(GridFilter.ALL, 99)).isEqualTo(3);
        }
    }

    @Test
    void columns_tell_what_is_in_them() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            GridColumn value = checked.grid.columns().get(2);

            assertThat(value.name()).isEqualTo("value");
            assertThat(value.fields()).containsExactly("value");
            assertThat(value.samples()).containsExactly("0.8", "0,8", "0,7");
            assertThat(value.labels()).extracting(GridColumn.LabelCount::count).containsExactly(1L, 1L, 1L);
            assertThat(value.filled()).isEqualTo(3);
            assertThat(value.problems()).isEqualTo(2);
        }
    }

    @Test
    void labels_are_counted_as_long_as_they_are_few() throws Exception {
        StringBuilder text = new StringBuilder("completion_id,metric,value,mood\n");
        for (int i = 0; i < 60; i++) {
            text.append(Checked.ID)
                    .append(",m,")
                    .append(i % 2)
                    .append(",mood ")
                    .append(i)
                    .append('\n');
        }
        try (Checked checked = Checked.of(folder, "ratings.csv", text.toString())) {
            GridColumn value = checked.grid.columns().get(2);
            GridColumn mood = checked.grid.columns().get(3);

            assertThat(value.labels())
                    .containsExactly(new GridColumn.LabelCount("0", 30), new GridColumn.LabelCount("1", 30));
            assertThat(mood.manyLabels()).isTrue();
            assertThat(mood.labels()).isEmpty();
            assertThat(mood.samples()).containsExactly("mood 0", "mood 1", "mood 2");
            assertThat(mood.filled()).isEqualTo(60);
        }
    }

    @Test
    void of_a_very_wide_table_the_first_columns_are_shown_and_none_is_lost() throws Exception {
        StringBuilder names = new StringBuilder("completion_id,metric,value");
        StringBuilder cells = new StringBuilder(Checked.ID + ",m,\"0,8\"");
        for (int i = 3; i < 300; i++) {
            names.append(",c").append(i);
            cells.append(",").append(i);
        }
        try (Checked checked = Checked.of(folder, "wide.csv", names + "\n" + cells + "\n")) {
            assertThat(checked.grid.columns()).hasSize(GridColumns.MOST);
            assertThat(checked.grid.row(2).orElseThrow().cells()).hasSize(GridColumns.MOST);

            assertThat(checked.editor.edit(2, 2, "0.8", RowLocks.NONE).problems())
                    .isEmpty();

            checked.check();
            assertThat(checked.survey.invalid()).isZero();
        }
    }

    @Test
    void a_row_as_json_is_what_the_page_reads() throws Exception {
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            String json = new JsonMapper().writeValueAsString(checked.grid.window(GridFilter.PROBLEMS, 0, 1));

            assertThat(json)
                    .startsWith("{\"total\":3,\"from\":0,\"rows\":[{\"index\":1,\"row\":3,\"line\":3,\"cells\":[\""
                            + Checked.ID
                            + "\",\"quality\",\"0,8\",\"\"],\"cut\":[],\"record\":null,\"problems\":[{\"column\":2,")
                    .contains("\"found\":\"\\\"0,8\\\"\"", "\"expected\":\"a number\"", "\"edited\":[]")
                    .endsWith("\"skipped\":null,\"status\":null,\"error\":null,\"locked\":false}]}");
        }
    }

    @Test
    void files_of_a_grid_are_for_their_owner_alone_and_gone_when_it_is_closed() throws Exception {
        Path kept = folder.resolve("grid");
        try (Checked checked = Checked.of(folder, "ratings.csv", RATINGS)) {
            checked.editor.edit(3, 2, "0.8", RowLocks.NONE);
            try (Stream<Path> files = Files.list(kept)) {
                assertThat(files).hasSize(4).allSatisfy(RowGridTest::isPrivate);
            }
            isPrivate(folder.resolve("edits.jsonl"));
        }
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files).isEmpty();
        }
    }

    private static void isPrivate(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static List<Long> numbers(GridWindow window) {
        return window.rows().stream().map(GridRow::row).toList();
    }
}
