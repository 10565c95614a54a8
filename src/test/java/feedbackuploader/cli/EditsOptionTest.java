package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file and its edits are uploaded as one, and its own upload goes on: what is recorded stays recorded. */
class EditsOptionTest {

    private static final int ROWS = 10;

    @TempDir
    Path folder;

    private StubServer server;
    private Path file;
    private Path edits;

    @BeforeEach
    void start() throws IOException {
        server = StubServer.recording();
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new UUID(3, i) + ";quality;" + (i < 3 ? "0,8" : "1") + "\n")
                        .collect(Collectors.joining("", "completion_id;metric;value\n", "")));
        edits = Files.writeString(
                folder.resolve("edits.jsonl"),
                "{\"column\":\"value\",\"replace\":[{\"from\":\"0,8\",\"to\":\"0.8\"}]}\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Typed typed(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, file.toString());
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key", "ADAPTIVE_URL", server.root().toString()),
                all.toArray(String[]::new));
    }

    private String results() throws IOException {
        return Files.readString(folder.resolve("ratings.csv.upload/results.csv"));
    }

    @Test
    void recorded_rows_stay_recorded_and_edited_ones_are_sent() throws Exception {
        assertThat(typed("upload").exitCode()).isEqualTo(1);
        assertThat(server.rows()).isEqualTo(ROWS - 3);

        Typed edited = typed("upload", "--edits", edits.toString());

        assertThat(edited.exitCode()).as(edited.err()).isZero();
        assertThat(server.rows()).isEqualTo(ROWS);
        assertThat(results())
                .contains(new UUID(3, 0) + ";quality;0.8;2;2;recorded")
                .doesNotContain("0,8");
        assertThat(file).content().contains("0,8");
    }

    @Test
    void the_report_sees_the_rows_that_were_sent() throws Exception {
        typed("upload", "--edits", edits.toString());
        String whole = results();
        Files.delete(folder.resolve("ratings.csv.upload/results.csv"));

        assertThat(typed("report").exitCode()).isZero();
        assertThat(results()).isEqualTo(whole);

        Files.writeString(edits, "");
        Typed changed = typed("report");
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains("has changed since it was checked");
        assertThat(results()).isEqualTo(whole);
    }

    @Test
    void a_plan_with_the_same_edits_holds_and_one_with_others_is_made_anew() throws Exception {
        String all = Files.readString(edits);
        Files.writeString(edits, "{\"row\":2,\"column\":\"value\",\"was\":\"0,8\",\"now\":\"0.5\"}\n");
        assertThat(typed("upload", "--edits", edits.toString()).err()).contains("ratings.csv: CSV");
        assertThat(server.rows()).isEqualTo(ROWS - 2);

        assertThat(typed("upload", "--edits", edits.toString()).err()).doesNotContain("ratings.csv: CSV");

        Files.writeString(edits, Files.readString(edits) + all);
        Typed more = typed("upload", "--edits", edits.toString());
        assertThat(more.exitCode()).as(more.err()).isZero();
        assertThat(server.rows()).isEqualTo(ROWS);
    }

    @Test
    void an_edit_of_a_row_that_is_recorded_is_no_reason_to_send_it_twice() throws Exception {
        typed("upload", "--edits", edits.toString());
        Files.writeString(edits, Files.readString(edits).replace("0.8", "0.9"));

        Typed again = typed("upload", "--edits", edits.toString());

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .contains("3 rows of the same file would be sent to", "a second time with other content");
        assertThat(server.rows()).isEqualTo(ROWS);
    }

    @Test
    void shards_read_the_same_edits() throws Exception {
        for (String shard : List.of("1/2", "2/2")) {
            assertThat(typed("upload", "--shard", shard, "--edits", edits.toString())
                            .exitCode())
                    .isZero();
        }

        assertThat(server.rows()).isEqualTo(ROWS);
        assertThat(typed("report", "--merge").out()).contains("10 recorded");
        assertThat(folder.resolve("ratings.csv.upload-merged/results.csv"))
                .content()
                .contains(";0.8;2;2;recorded");
    }

    @Test
    void validate_reads_them_too_and_says_so() {
        Typed validated = typed("validate", "--edits", edits.toString());

        assertThat(validated.exitCode()).isZero();
        assertThat(validated.out())
                .contains("Note: Edits of edits.jsonl are read in place of what the file says: rows 2, 3, 4.")
                .contains("10 rows: 10 metric feedback");
    }

    @Test
    void what_is_no_file_of_edits_for_this_file_is_refused() throws Exception {
        Path other = Files.writeString(folder.resolve("other.jsonl"), "x\n");

        assertThat(typed("validate", "--edits", other.toString()).err())
                .contains("--edits " + other + " row 1: found a line that is no edit; expected {\"row\":2,");
        assertThat(typed("validate", "--edits", folder + "/none").err())
                .contains("--edits " + folder + "/none cannot be read (no such file or folder).");
        assertThat(typed("validate", other.toString(), "--edits", edits.toString())
                        .err())
                .contains("--edits are of one file, and 2 are named.");
    }
}
