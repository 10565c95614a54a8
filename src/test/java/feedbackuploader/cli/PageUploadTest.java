package feedbackuploader.cli;

import static feedbackuploader.cli.PageBench.choice;
import static feedbackuploader.cli.PageBench.there;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.web.AdvisedChoices;
import feedbackuploader.web.FileState;
import feedbackuploader.web.FileState.Stage;
import feedbackuploader.web.grid.GridColumn;
import feedbackuploader.web.local.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in the page, from opening it to its last row. */
class PageUploadTest {

    @TempDir
    Path folder;

    /** Rows whose value is their number, in tenths with a comma every third time. */
    private Path ratings(int rows) throws IOException {
        StringBuilder csv = new StringBuilder("completion_id;value;note\n");
        for (int i = 0; i < rows; i++) {
            csv.append(new UUID(7, i))
                    .append(';')
                    .append(i % 3 == 2 ? "0,5" : "1")
                    .append(";n")
                    .append(i)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("ratings.csv"), csv);
    }

    @Test
    void a_file_goes_from_opened_to_recorded() throws Exception {
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            String id = page.bench.open(ratings(9).toString());
            FileState opened = page.await(id, Stage.UNUSABLE);
            assertThat(there(opened.unusable()).message()).contains("metric");
            assertThat(opened.head().header()).containsExactly("completion_id", "value", "note");
            assertThat(opened.head().rows()).hasSize(9);

            page.bench.choose(id, List.of(choice("--metric", "quality")));
            FileState checked = page.await(id, Stage.CHECKED);
            assertThat(there(checked.survey()).rows()).isEqualTo(9);
            assertThat(checked.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.problem().rows()).isEqualTo(3);
                assertThat(problem.advice())
                        .extracting(AdvisedChoices::choices)
                        .contains(List.of(choice("--decimal-comma")));
            });
            assertThat(checked.columns())
                    .extracting(GridColumn::name)
                    .containsExactly("completion_id", "value", "note");
            assertThat(checked.columns().get(1).labels())
                    .containsExactly(new GridColumn.LabelCount("1", 6), new GridColumn.LabelCount("0,5", 3));
            assertThat(checked.columns().get(1).fields()).containsExactly("value");

            page.bench.choose(
                    id, List.of(choice("--metric", "quality"), choice("--decimal-comma"), choice("--sandbox")));
            FileState ready = page.await(id, state -> state.checking() == null);
            assertThat(ready.problems()).isEmpty();
            assertThat(ready.destination()).isEqualTo("sandbox");
            assertThat(ready.command()).endsWith("ratings.csv --metric quality --decimal-comma --sandbox");
            assertThat(ready.mapping()).contains("\"decimal_comma\": true");

            page.bench.upload(id, null);
            FileState ended = page.await(id, Stage.ENDED);
            FileState.Uploaded upload = there(ended.upload());
            assertThat(upload.statuses()).isEqualTo(Map.of("recorded", 9L));
            assertThat(there(upload.summary()).path("exit_code").intValue()).isZero();
            assertThat(upload.results()).isTrue();
            assertThat(upload.stopped()).isNull();
        }
    }

    @Test
    void a_corrected_copy_for_the_browser_is_deleted_once_it_was_handed_out() throws Exception {
        try (PageBench page = new PageBench(folder.resolve("state"))) {
            String id = page.checked(ratings(3));
            Reply first = page.bench.download(id, "corrected", false);
            Reply second = page.bench.download(id, "corrected", false);

            assertThat(first)
                    .isInstanceOfSatisfying(
                            Reply.Download.class,
                            one -> assertThat(one.isTemporary()).isTrue());
            assertThat(second).as("nobody takes a copy away from another").isNotEqualTo(first);
        }
    }
}
