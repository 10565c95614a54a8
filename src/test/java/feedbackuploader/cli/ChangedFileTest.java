package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.web.Choice;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.grid.GridRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A file that is open in the page and changes: in another program, by cells of it, by another process that uploads it. */
class ChangedFileTest extends PageCase {

    private static final Choice SANDBOX = new Choice("--sandbox", null);

    private int writes;

    private static String line(int row, String value) {
        return new UUID(7, row) + "," + value + "\n";
    }

    /** Each time with another time of change, whatever the clock of the disk can tell apart. */
    private Path write(String... lines) throws IOException {
        Path file = folder.resolve("ratings.csv");
        Files.writeString(file, "completion_id,value\n" + String.join("", lines));
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(writes++)));
        return file;
    }

    private List<String> recorded() throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("ratings.csv.sandbox/sandbox.jsonl"))) {
            values.add(line.replaceAll(".*\"completion_id\":\"[-0-9a-f]*([0-9a-f])\",\"value\":([0-9.]+).*", "$1=$2"));
        }
        return values.stream().sorted().toList();
    }

    private PageBench page() throws Exception {
        return page(Map.of());
    }

    @Test
    void a_file_that_has_changed_since_it_was_shown_is_read_again_and_not_sent() throws Exception {
        Path file = write(line(1, "1"), line(2, "2"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            write(line(3, "3"), line(1, "1"), line(2, "2"));

            assertThatThrownBy(() -> page.bench.upload(id, null)).hasMessageContaining("The file has changed");
            FileState again = page.await(id, one -> one.checking() == null);
            assertThat(PageBench.there(again.survey()).rows()).isEqualTo(3);
            assertThat(folder.resolve("ratings.csv.sandbox")).doesNotExist();
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            assertThat(recorded()).containsExactly("1=1", "2=2", "3=3");
        }
    }

    @Test
    void whoever_looks_at_a_file_again_sees_it_as_it_is_now() throws Exception {
        Path file = write(line(1, "1"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            write(line(1, "1"), line(2, "bad"));

            FileState now = page.await(
                    id, one -> one.checking() == null && !one.problems().isEmpty());
            assertThat(PageBench.there(now.survey()).rows()).isEqualTo(2);
            Files.delete(file);
            assertThat(page.await(id, Stage.UNUSABLE).unusable()).isNotNull();
        }
    }

    @Test
    void a_change_goes_to_no_other_row_and_is_moved_to_where_its_row_stands_now() throws Exception {
        Path file = write(line(1, "3"), line(2, "3"), line(3, "3"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            page.bench.grids().edit(id, 4, 1, "5");
            page.bench.grids().edit(id, 2, 1, "4");
            page.bench.grids().edit(id, 2, 1, "2");
            write(line(9, "3"), line(1, "3"), line(3, "3"));

            FileState changed = page.await(id, Stage.UNUSABLE);
            assertThat(changed.edits().doMisfit()).isTrue();
            assertThat(PageBench.there(changed.unusable()).message())
                    .contains("edits of other rows than the file has now: row 2");
            assertThatThrownBy(() -> page.bench.upload(id, null))
                    .hasMessageContaining("edits of other rows than the file has now");
            assertThat(folder.resolve("ratings.csv.sandbox")).doesNotExist();

            page.bench.grids().moveEdits(id);
            FileState moved = page.await(id, Stage.CHECKED);
            assertThat(moved.edits().doMisfit()).isFalse();
            assertThat(moved.edits().cells()).isEqualTo(3);
            assertThat(page.bench.grids().rows(id, "changed", 0, 9).rows())
                    .extracting(GridRow::row)
                    .containsExactly(3L, 4L);
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            assertThat(recorded()).containsExactly("1=2", "3=5", "9=3");
        }
    }

    @Test
    void changes_of_rows_that_are_gone_are_taken_out() throws Exception {
        Path file = write(line(1, "3"), line(2, "3"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            page.bench.grids().edit(id, 2, 1, "5");
            page.bench.grids().edit(id, 3, 1, "4");
            write(line(2, "3"));
            page.await(id, Stage.UNUSABLE);

            page.bench.grids().moveEdits(id);
            assertThat(page.await(id, Stage.CHECKED).edits().cells()).isEqualTo(1);
            page.bench.upload(id, null);
            page.await(id, Stage.ENDED);
            assertThat(recorded()).containsExactly("2=4");
        }
    }

    @Test
    void what_became_of_the_file_as_it_was_is_told_as_that() throws Exception {
        Path file = write(line(1, "3"), line(2, "3"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            page.bench.upload(id, null);
            assertThat(upload(page.await(id, Stage.ENDED)).sentence())
                    .isEqualTo("All 2 rows are recorded in the sandbox.");
            write(line(8, "3"), line(9, "3"));

            FileState next = page.await(id, Stage.CHECKED);
            assertThat(upload(next).sentence())
                    .isEqualTo("Before the file changed: All 2 rows are recorded in the sandbox.");
        }
    }

    @Test
    void a_corrected_copy_has_every_change_and_is_forgotten_with_the_next() throws Exception {
        Path file = write(line(1, "3"), line(2, "3"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            page.bench.grids().edit(id, 2, 1, "4");
            page.bench.grids().edit(id, 3, 1, "5");

            Path copy = page.bench.grids().correct(id, null);
            assertThat(copy).hasContent("completion_id,value\n" + line(1, "4") + line(2, "5"));
            assertThat(page.bench.state(id).edits().corrected()).isEqualTo(copy.toString());
            page.bench.grids().undo(id);
            assertThat(page.bench.state(id).edits().corrected()).isNull();
        }
    }

    @Test
    void values_and_columns_are_told_as_of_before_until_the_changed_cells_are_checked() throws Exception {
        Path file = write(line(1, "3"), line(2, "3"));
        try (PageBench page = page()) {
            String id = page.checked(file, METRIC, SANDBOX);
            page.bench.grids().edit(id, 2, 1, "4");
            assertThat(page.bench.state(id).edits().isUnchecked()).isTrue();

            page.bench.check(id);
            FileState checked = page.await(id, one -> one.checking() == null);
            assertThat(checked.edits().isUnchecked()).isFalse();
            assertThat(PageBench.there(checked.survey())
                            .metrics()
                            .get(0)
                            .values()
                            .toString())
                    .contains("3=1", "4=1");
        }
    }

    @Test
    void very_many_open_files_do_not_stay_in_memory() throws Exception {
        try (PageBench page = page()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Path file = Files.writeString(
                        folder.resolve("ratings-" + i + ".csv"), "completion_id,value\n" + line(i + 1, "1"));
                ids.add(page.checked(file, METRIC, SANDBOX));
            }
            assertThat(page.bench.inMemory()).isLessThanOrEqualTo(8);
            assertThat(page.bench.uploads()).hasSize(20);
            assertThat(page.bench.inMemory()).isLessThanOrEqualTo(8);
            page.bench.forget(ids.get(19));
            page.await(ids.get(0), Stage.CHECKED);
            assertThat(page.bench.inMemory())
                    .as("a forgotten file takes nobody's place")
                    .isEqualTo(8);
            assertThat(page.bench.grids().rows(ids.get(0), null, 0, 9).rows()).hasSize(1);
        }
    }
}
