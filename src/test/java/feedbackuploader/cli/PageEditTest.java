package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.input.edits.Edit;
import feedbackuploader.web.Choice;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.UploadSummary;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cells that are changed in the page, before and after their rows were sent. */
class PageEditTest extends PageCase {

    @Test
    void one_fix_changes_all_cells_of_a_kind_and_is_taken_back() throws Exception {
        StringBuilder csv = new StringBuilder("completion_id;value\n");
        for (int i = 0; i < 6; i++) {
            csv.append(new UUID(7, i)).append(i % 2 == 0 ? ";0,5\n" : ";1\n");
        }
        Path file = Files.writeString(folder.resolve("ratings.csv"), csv);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            FileState state = page.bench.state(id);
            FixPreview preview = page.bench
                    .grids()
                    .preview(id, state.problems().get(0).problem().key());
            assertThat(preview.values()).containsExactly(new FixPreview.FixValue("0,5", "0.5", 3));

            page.bench
                    .grids()
                    .fix(
                            id,
                            state.problems().get(0).problem().key(),
                            preview.column(),
                            List.of(new Edit.Replacement("0,5", "0.5")));
            FileState fixed = page.await(id, one -> one.checking() == null);
            assertThat(fixed.problems()).isEmpty();
            assertThat(there(fixed.survey()).invalid()).isZero();
            assertThat(page.bench.grids().rows(id, "changed", 0, 60).rows()).hasSize(3);

            page.bench.grids().undo(id);
            FileState undone = page.await(id, one -> one.checking() == null);
            assertThat(there(undone.survey()).invalid()).isEqualTo(3);
            assertThat(page.bench
                            .grids()
                            .find(
                                    id,
                                    "problem:"
                                            + undone.problems().get(0).problem().key(),
                                    4))
                    .isEqualTo(1);
            assertThatThrownBy(() -> page.bench.grids().find(id, "problems", 3))
                    .hasMessageContaining("Row 3 is not among");
            assertThat(page.bench.grids().cell(id, 4, 1).text()).isEqualTo("0,5");
            assertThatThrownBy(() -> page.bench.grids().undo(id)).hasMessageContaining("no change left");
        }
    }

    @Test
    void edits_and_choices_survive_the_process() throws Exception {
        Path file = ratings("ratings.csv", 3);
        String id;
        try (PageBench page = page(Map.of())) {
            id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.grids().edit(id, 2, 1, "5");
        }
        try (PageBench page = page(Map.of())) {
            FileState state = page.await(id, one -> one.checking() == null);
            assertThat(state.choices()).containsExactly(METRIC, choice("--sandbox"));
            assertThat(state.edits().cells()).isEqualTo(1);
            assertThat(page.bench.grids().rows(id, null, 0, 1).rows().get(0).cells())
                    .contains("5");
        }
    }

    @Test
    void of_a_row_that_is_recorded_in_part_the_rest_is_fixed_and_nothing_is_undone_that_was_sent() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,quality,tone\n" + new UUID(7, 1) + ",1,two\n" + new UUID(7, 2) + ",three,4\n");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, choice("--metrics", "quality,tone"), choice("--sandbox"));
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.grids().edit(id, 2, 1, "5"))
                    .hasMessageContaining("Row 2 cannot be changed like this: the server has a part of it");
            assertThatThrownBy(() -> page.bench.grids().edit(id, 2, 0, new UUID(7, 3).toString()))
                    .hasMessageContaining("Row 2 cannot be changed like this");
            assertThat(page.bench.state(id).edits().canUndo()).isFalse();
            page.bench.grids().edit(id, 2, 2, "2");
            FileState fixing = page.bench.state(id);
            int problem = fixing.problems().get(0).problem().key();
            page.bench.grids().fix(id, problem, 1, List.of(new Edit.Replacement("three", "3")));
            page.await(id, one -> one.checking() == null);
            page.bench.upload(id, null);

            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).statuses()).isEqualTo(Map.of("recorded", 2L));
            assertThat(Files.readAllLines(folder.resolve("ratings.csv.sandbox/sandbox.jsonl")))
                    .hasSize(4);
            assertThatThrownBy(() -> page.bench.grids().undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().fixes()).isEqualTo(1);
        }
    }

    @Test
    void a_fix_that_was_sent_is_not_undone_in_a_row_of_which_another_part_is_still_wrong() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"), "completion_id,quality,tone,style\n" + new UUID(7, 1) + ",1,two,bad\n");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, choice("--metrics", "quality,tone,style"), choice("--sandbox"));
            page.bench.upload(id, null);
            int problem = page.await(id, Stage.ENDED).problems().stream()
                    .filter(one -> "tone".equals(one.problem().column()))
                    .findFirst()
                    .orElseThrow()
                    .problem()
                    .key();
            page.bench.grids().fix(id, problem, 2, List.of(new Edit.Replacement("two", "2")));
            page.await(id, one -> one.checking() == null);
            page.bench.grids().undo(id);
            FileState undone = page.await(id, one -> one.checking() == null);
            assertThat(undone.edits().fixes()).as("undone before it was sent").isZero();

            page.bench.grids().fix(id, problem, 2, List.of(new Edit.Replacement("two", "2")));
            page.await(id, one -> one.checking() == null);
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.grids().undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().fixes()).isEqualTo(1);
        }
    }

    @Test
    void a_change_of_a_cell_is_not_undone_once_its_row_is_recorded() throws Exception {
        Path file = ratings("ratings.csv", 3);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.grids().edit(id, 2, 1, "5");
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);

            assertThatThrownBy(() -> page.bench.grids().undo(id)).hasMessageContaining("cannot be undone any more");
            assertThat(page.bench.state(id).edits().cells()).isEqualTo(1);
        }
    }

    @Test
    void rows_to_fix_are_fixed_in_the_grid_and_sent_again_and_recorded_ones_stay() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,value\n" + new UUID(7, 1) + ",1\n" + new UUID(7, 2) + ",two\n" + new UUID(7, 3)
                        + ",3\n");
        String before = Files.readString(file);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC, choice("--sandbox"));
            page.bench.upload(id, null);
            FileState ended = page.await(id, Stage.ENDED);
            assertThat(upload(ended).toFix()).isEqualTo(1);
            List<GridRow> toFix = page.bench.grids().rows(id, "to_fix", 0, 60).rows();
            assertThat(toFix).extracting(GridRow::row).containsExactly(3L);
            assertThat(page.bench.grids().find(id, "recorded", 4)).isEqualTo(1);

            assertThatThrownBy(() -> page.bench.grids().edit(id, 2, 1, "5")).hasMessageContaining("the server has it");
            GridRow fixed = page.bench.grids().edit(id, 3, 1, "2");
            assertThat(fixed.problems()).isEmpty();
            assertThat(page.bench.state(id).edits().cells()).isEqualTo(1);
            assertThat(page.bench.state(id).command()).contains(" --edits ");

            Path copy = page.bench.grids().correct(id, null);
            assertThat(copy).hasFileName("ratings.corrected.csv").content().isEqualTo(before.replace("two", "2"));
            assertThat(page.bench.state(id).edits().corrected()).isEqualTo(copy.toString());
            page.bench.upload(id, null);
            FileState all = page.await(id, Stage.ENDED);
            assertThat(upload(all).statuses()).isEqualTo(Map.of("recorded", 3L));
            assertThat(page.bench.grids().rows(id, "all", 0, 60).rows()).allSatisfy(row -> {
                assertThat(row.status()).isEqualTo("recorded");
                assertThat(row.locked()).isTrue();
            });
            assertThat(page.bench.grids().row(id, 3).pieces()).singleElement().satisfies(piece -> {
                assertThat(piece.body()).contains("\"value\" : 2");
                assertThat(piece.attempts()).isEqualTo(1);
            });
        }
        assertThat(file).hasContent(before);
    }

    private static List<Choice> and(FileState state, Choice more) {
        return Stream.concat(state.choices().stream(), Stream.of(more)).toList();
    }

    @Test
    void undo_takes_back_advice_that_was_followed_and_changes_of_cells_each_at_its_turn() throws Exception {
        Path file = Files.writeString(
                folder.resolve("ratings.csv"),
                "completion_id,value\n" + new UUID(7, 1) + ",50%\n" + new UUID(7, 2) + ",n/a\n" + new UUID(7, 3)
                        + ",two\n");
        Choice skip = choice("--values", "n/a=skip");
        Choice percent = choice("--percent", "fraction");
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            page.bench.follow(id, and(page.bench.state(id), skip));
            page.await(id, one -> one.checking() == null);
            page.bench.grids().edit(id, 4, 1, "2");
            page.bench.follow(id, and(page.bench.state(id), percent));
            page.await(id, one -> one.checking() == null);
            page.bench.choose(id, and(page.bench.state(id), choice("--sandbox")));
            FileState all = page.await(id, one -> one.checking() == null);
            assertThat(all.edits().last()).isEqualTo("--percent fraction");

            page.bench.grids().undo(id);
            FileState withoutPercent = page.await(id, one -> one.checking() == null);
            assertThat(withoutPercent.choices()).containsExactly(METRIC, skip, choice("--sandbox"));
            assertThat(withoutPercent.edits().last()).isEqualTo("value in row 4");

            page.bench.grids().undo(id);
            FileState withoutEdit = page.await(id, one -> one.checking() == null);
            assertThat(withoutEdit.edits().cells()).isZero();
            assertThat(withoutEdit.edits().last()).isEqualTo("--values n/a=skip");

            page.bench.grids().undo(id);
            FileState asBefore = page.await(id, one -> one.checking() == null);
            assertThat(asBefore.choices()).containsExactly(METRIC, choice("--sandbox"));
            assertThat(asBefore.edits().canUndo()).isFalse();
        }
    }

    @Test
    void advice_is_not_taken_back_by_undo_once_it_was_taken_back_by_hand_or_rows_were_sent_with_it() throws Exception {
        Path file = ratings("ratings.csv", 2);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            page.bench.follow(id, List.of(choice("--metric", "tone")));
            page.bench.choose(id, List.of(choice("--metric", "style"), choice("--sandbox")));
            FileState byHand = page.await(id, one -> one.checking() == null);
            assertThat(byHand.edits().canUndo()).isFalse();

            page.bench.follow(id, List.of(METRIC, choice("--sandbox")));
            page.await(id, one -> one.checking() == null);
            page.bench.upload(id, 1L);
            page.await(id, Stage.ENDED);
            assertThatThrownBy(() -> page.bench.grids().undo(id))
                    .hasMessageContaining("The last choice cannot be undone any more: rows were sent with it");
            assertThat(page.bench.state(id).choices()).contains(METRIC);
        }
    }

    @Test
    void the_changes_of_a_file_that_is_taken_off_the_list_are_told_of_and_dropped() throws Exception {
        Path file = ratings("ratings.csv", 3);
        try (PageBench page = page(Map.of())) {
            String id = page.checked(file, METRIC);
            page.bench.grids().edit(id, 2, 1, "5");
            assertThat(page.bench.uploads()).extracting(UploadSummary::edits).containsExactly(1L);

            page.bench.forget(id);
            try (Stream<Path> edits = Files.list(folder.resolve("state/ui/edits"))) {
                assertThat(edits).isEmpty();
            }
            String again = page.checked(file, METRIC);
            assertThat(page.bench.state(again).edits().cells()).isZero();
        }
    }
}
