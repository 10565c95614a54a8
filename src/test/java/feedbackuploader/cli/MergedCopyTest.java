package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer;
import feedbackuploader.endtoend.StubServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows to fix of a merged report, which are fixed there and uploaded. */
class MergedCopyTest {

    private static final int ROWS = 12;

    /** Stands in front of what a person is told to paste. */
    private static final String FIRST =
            "Continue the upload of the other file first, then run the same command again: ";

    private static final String UNAWARE =
            "Fixed rows were uploaded since these shards ran. Run the shards again, then merge again.";

    @TempDir
    private Path folder;

    private volatile int status = 201;
    private StubServer server;
    private Path file;
    private Path failed;

    @BeforeEach
    void start() throws IOException {
        server = StubServer.answering(request -> request.path().endsWith("/graphql")
                ? Reply.json(
                        200,
                        "{\"data\":{\"metrics\":[{\"key\":\"quality\",\"id\":\"1\",\"kind\":\"SCALAR\"},"
                                + "{\"key\":\"tone\",\"id\":\"2\",\"kind\":\"SCALAR\"}]}}")
                : Reply.json(status, "{\"feedback_id\":\"" + UUID.randomUUID() + "\"}"));
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new UUID(3, i) + ",4,bad\n")
                        .collect(Collectors.joining("", "completion_id,quality,tone\n", "")));
        failed = folder.resolve("ratings.csv.upload-merged/failed.csv");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Typed upload(Path input, String... options) {
        String[] words = {"upload", input.toString(), "--metrics", "quality,tone", "--max-errors", "100%"};
        return paste(String.join(" ", words) + " " + String.join(" ", options));
    }

    private Typed paste(String command) {
        return Typed.in(
                folder.resolve("state"),
                Map.of("ADAPTIVE_API_KEY", "key", "ADAPTIVE_URL", server.root().toString()),
                Arrays.stream(command.replaceFirst("^feedback-uploader ", "")
                                .strip()
                                .split(" "))
                        .map(word -> word.replace("'", ""))
                        .toArray(String[]::new));
    }

    private void uploadShards(String... options) {
        for (int number = 1; number <= 2; number++) {
            upload(file, "--shard " + number + "/2 " + String.join(" ", options));
        }
    }

    private Typed merge() {
        return paste("report " + file + " --merge");
    }

    private void fixCopy() throws IOException {
        Files.writeString(failed, Files.readString(failed).replace(",bad,", ",2,"));
    }

    @Test
    void what_its_shards_could_not_settle_is_in_doubt_until_they_have() throws Exception {
        status = 500;
        uploadShards();
        merge();
        fixCopy();
        status = 201;

        Typed inDoubt = upload(failed);

        assertThat(inDoubt.exitCode()).isEqualTo(4);
        assertThat(inDoubt.out().lines().filter(line -> line.startsWith(FIRST)))
                .as(inDoubt.out())
                .containsExactly(
                        FIRST + "feedback-uploader upload " + file
                                + " --metrics quality,tone --max-errors 100% --shard 1/2",
                        FIRST + "feedback-uploader upload " + file
                                + " --metrics quality,tone --max-errors 100% --shard 2/2");
        assertThat(server.rows()).as("each once, and what was fixed").isEqualTo(2 * ROWS);

        uploadShards("--resend-unknown");
        Typed settled = upload(failed);

        assertThat(settled.exitCode()).as(settled.out() + settled.err()).isZero();
        assertThat(settled.out()).contains("12 recorded").doesNotContain(FIRST);
        assertThat(server.rows()).isEqualTo(3 * ROWS);
    }

    @Test
    void rows_that_were_uploaded_from_it_are_told_to_the_shards_before_anything_else() throws Exception {
        uploadShards();
        assertThat(merge().out()).contains("Fix the rows in ").doesNotContain(UNAWARE);
        fixCopy();
        assertThat(upload(failed).exitCode()).isZero();

        Typed merged = merge();

        assertThat(merged.out())
                .contains(UNAWARE + "\n", "To continue shard 1/2: ", "To continue shard 2/2: ")
                .doesNotContain("Fix the rows in ");
        merged.out()
                .lines()
                .filter(line -> line.startsWith("To continue shard "))
                .forEach(line -> paste(line.substring(line.indexOf(": ") + 2)));
        assertThat(merge().out()).contains("12 recorded").doesNotContain(UNAWARE, "To continue shard ");
        assertThat(server.rows()).isEqualTo(2 * ROWS);
    }

    @Test
    void a_copy_whose_upload_is_not_over_comes_first() throws Exception {
        uploadShards();
        merge();
        fixCopy();
        upload(failed, "--first 3");

        for (Typed report : new Typed[] {merge(), merge()}) {
            assertThat(report.err()).contains("is not over, so that file stays as it is");
            assertThat(report.out())
                    .contains(FIRST + "feedback-uploader upload " + failed
                            + " --metrics quality,tone --max-errors 100%\n");
        }
        assertThat(Files.readString(failed)).contains(",2,");
    }

    /** The copy of all shards, and that of the shard which the row belongs to. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_row_that_is_fixed_in_two_copies_in_different_ways_waits_for_a_decision(boolean isMergedFirst)
            throws Exception {
        uploadShards();
        merge();
        Path ofShard = folder.resolve("ratings.csv.upload-1-of-2/failed.csv");
        long own = Files.readString(ofShard).lines().count() - 1;
        fixCopy();
        Files.writeString(ofShard, Files.readString(ofShard).replace(",bad,", ",5,"));
        assertThat(upload(isMergedFirst ? failed : ofShard).exitCode()).isZero();
        long sent = server.rows();

        Typed second = upload(isMergedFirst ? ofShard : failed);

        assertThat(second.exitCode()).as(second.err() + second.out()).isEqualTo(2);
        assertThat(second.err()).contains(own + " ", " another value ");
        assertThat(server.rows()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratings.csv", "ratings.csv.upload-1-of-2/failed.csv"})
    void what_is_fixed_in_the_same_way_elsewhere_is_skipped(String elsewhere) throws Exception {
        uploadShards();
        merge();
        fixCopy();
        assertThat(upload(failed).exitCode()).isZero();
        Path same = folder.resolve(elsewhere);
        Files.writeString(same, Files.readString(same).replace(",bad", ",2"));
        String shard = elsewhere.equals("ratings.csv") ? "--shard 1/2" : "";

        Typed again = upload(same, shard);

        assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
        assertThat(again.err()).contains("They are skipped");
        assertThat(server.rows()).isEqualTo(2 * ROWS);
    }

    @Test
    void a_shard_that_waits_for_a_decision_is_continued_with_one() throws Exception {
        uploadShards();
        merge();
        fixCopy();
        upload(failed);
        Files.writeString(file, Files.readString(file).replace(",bad", ",5"));
        uploadShards();

        Typed merged = merge();

        assertThat(merged.exitCode()).isEqualTo(3);
        assertThat(merged.out())
                .contains("Shard 1/2 holds rows that were sent before. To skip them: feedback-uploader upload " + file
                        + " --metrics quality,tone --max-errors 100% --shard 1/2 --skip-recorded\n")
                .doesNotContain("To continue shard ");
        merged.out()
                .lines()
                .filter(line -> line.endsWith(" --skip-recorded"))
                .forEach(line -> paste(line.substring(line.indexOf("feedback-uploader "))));
        assertThat(merge().exitCode()).isZero();
        assertThat(server.rows()).isEqualTo(2 * ROWS);
    }

    @Test
    void a_merge_says_that_skipped_rows_are_in_doubt() throws Exception {
        uploadShards();
        merge();
        fixCopy();
        status = 500;
        upload(failed);
        status = 201;
        uploadShards();

        Typed merged = merge();

        assertThat(merged.exitCode()).isEqualTo(4);
        assertThat(merged.out())
                .contains("Skipped, and it is unknown whether the server has it: 12 pieces of feedback.")
                .contains(FIRST + "feedback-uploader upload " + failed);
    }

    @Test
    void a_copy_that_a_merge_writes_anew_is_not_taken_for_one_that_lost_rows() throws Exception {
        uploadShards();
        merge();
        Files.writeString(failed, Files.readString(failed).replaceFirst(",bad,", ",2,"));
        Typed partly = upload(failed);
        assertThat(partly.out()).contains("Fix these rows in " + failed + " and run the same command again");
        uploadShards();
        merge();
        fixCopy();

        Typed rest = upload(failed);

        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(rest.err()).doesNotContain("gone from the file");
        assertThat(server.rows()).isEqualTo(2 * ROWS);
    }
}
