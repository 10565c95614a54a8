package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.Shard;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, several processes, and one report in the end. */
class ShardedUploadTest {

    private static final int COUNT = 3;
    private static final int RATINGS = 60;

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path memory;
    private Path merged;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        StringBuilder text = new StringBuilder(UploadTest.HEADER);
        for (int i = 0; i < RATINGS; i++) {
            text.append(new UUID(3, i)).append(",quality,1\n");
        }
        input = Files.writeString(folder.resolve("ratings.csv"), text + "not-an-id,quality,1\n");
        memory = folder.resolve("state/memory.db");
        merged = folder.resolve("merged");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private UploadRun run(int number) {
        return new UploadRun(deployment.url(), input)
                .shard(new Shard(number, COUNT))
                .memory(memory);
    }

    private ShardMerge.Merged merge() throws Exception {
        return ShardMerge.write(
                input, COUNT, shard -> UploadRun.folder(input, shard).path(), merged, PageOptions.STANDARD);
    }

    @Test
    void together_they_send_every_row_once_and_report_as_one() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            Summary summary = run(number).run();

            List<String> part = deployment.takeFeedback();
            assertThat(part).hasSizeBetween(1, RATINGS - 1);
            assertThat(summary.statuses())
                    .isEqualTo(Map.of(
                            "recorded", (long) part.size(), "skipped", (long) RATINGS - part.size(), "invalid", 1L));
            sent.addAll(part);
        }
        assertThat(sent).hasSize(RATINGS).doesNotHaveDuplicates();

        ShardMerge.Merged whole = merge();

        assertThat(whole.countSentTwice()).isZero();
        assertThat(whole.report().statuses()).isEqualTo(Map.of("recorded", (long) RATINGS, "invalid", 1L));
        assertThat(merged.resolve("results.csv")).content().doesNotContain("another shard");
        assertThat(merged.resolve("failed.csv")).content().contains("not-an-id");
    }

    @Test
    void what_a_shard_has_not_sent_yet_is_not_sent() throws Exception {
        run(1).run();
        run(2).dry().run();
        run(3).run();

        assertThat(merge().report().statuses())
                .containsKeys("recorded", "not_sent")
                .doesNotContainKey("skipped");
    }

    @Test
    void a_missing_shard_is_named() throws Exception {
        run(2).run();

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(this::merge)
                .withMessageStartingWith("There is no ledger of shard 1/3, 3/3 in " + folder + ".");
        assertThat(merged).doesNotExist();
    }

    @Test
    void a_shard_of_an_edited_file_is_named() throws Exception {
        run(1).run();
        run(2).run();
        Files.writeString(input, Files.readString(input).replaceFirst("quality,1", "quality,2"));
        run(3).run();

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(this::merge)
                .withMessageContaining("ratings.csv.upload-3-of-3 read another version of the file than shard 1/3");
    }

    @Test
    void feedback_that_two_shards_sent_is_found() throws Exception {
        run(1).run();
        run(2).run();
        Path third = UploadRun.folder(input, new Shard(3, COUNT)).path();
        Path whole = UploadRun.folder(input).path();
        new UploadRun(deployment.url(), input).run(); // all of it, unknown to the memory of the others
        Files.move(whole, third);
        run(3).knownRows(KnownRows.SKIP).run();

        ShardMerge.Merged found = merge();

        assertThat(found.countSentTwice()).isBetween(1L, (long) RATINGS - 1);
        assertThat(found.sentTwice()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void the_whole_file_and_another_division_are_refused_after_a_shard() throws Exception {
        run(1).run();
        deployment.takeFeedback();

        for (UploadRun other : List.of(
                new UploadRun(deployment.url(), input).memory(memory),
                new UploadRun(deployment.url(), input).memory(memory).shard(new Shard(1, 2)))) {
            Summary summary = other.run();
            assertThat(summary.exitCode()).isEqualTo(2);
            assertThat(summary.stopped()).contains(" were sent to ");
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }
}
