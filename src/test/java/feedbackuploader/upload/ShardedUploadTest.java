package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feedbackuploader.feedback.RowIds;
import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.MappingOptions;
import feedbackuploader.mapping.RowVariant;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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
        merged = folder.resolve("ratings.csv.upload-merged");
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
        long allInvalid = 0;
        for (int number = 1; number <= COUNT; number++) {
            Summary summary = run(number).run();

            List<String> part = deployment.takeFeedback();
            assertThat(part).hasSizeBetween(1, RATINGS - 1);
            long invalid = summary.statuses().getOrDefault("invalid", 0L);
            assertThat(summary.statuses())
                    .containsEntry("recorded", (long) part.size())
                    .doesNotContainKey("skipped");
            assertThat(summary.rowsOfOtherShards()).isEqualTo((long) RATINGS + 1 - part.size() - invalid);
            assertThat(Path.of(String.valueOf(summary.results())))
                    .as("the rows of this shard alone")
                    .content()
                    .hasLineCount(1 + part.size() + (int) invalid);
            sent.addAll(part);
            allInvalid += invalid;
        }
        assertThat(sent).hasSize(RATINGS).doesNotHaveDuplicates();
        assertThat(allInvalid).as("told of by one shard").isEqualTo(1);

        ShardMerge.Merged whole = merge();

        assertThat(whole.countSentTwice()).isZero();
        assertThat(whole.report().statuses()).isEqualTo(Map.of("recorded", (long) RATINGS, "invalid", 1L));
        assertThat(merged.resolve("results.csv")).content().doesNotContain("another shard");
        assertThat(merged.resolve("failed.csv")).content().contains("not-an-id");
    }

    @Test
    void rows_that_are_fixed_in_the_report_on_all_shards_are_known_to_each() throws Exception {
        String ratings = Files.readString(input);
        Files.writeString(input, ratings.replaceAll("([05],quality),1", "$1,bad"));
        long bad = Files.readString(input)
                .lines()
                .filter(line -> line.endsWith("bad"))
                .count();
        runAll();
        merge();
        Path copy = merged.resolve("failed.csv");
        Files.writeString(copy, Files.readString(copy).replace(",bad,", ",3,"));
        assertThat(new UploadRun(deployment.url(), copy).memory(memory).run().statuses())
                .containsEntry("recorded", bad);
        deployment.takeFeedback();

        runAll();
        assertThat(merge().report().statuses().get("invalid")).isEqualTo(1);

        Files.writeString(input, ratings.replaceAll("([05],quality),1", "$1,5"));
        for (int number = 1; number <= COUNT; number++) {
            assertThat(run(number).run().exitCode()).as("shard %d", number).isEqualTo(2);
        }
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    /** A piece of a row may be in the ledger of another shard than the row itself. */
    @Test
    void what_the_ledger_of_a_shard_does_not_know_is_as_its_report_says() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.FAILED);
        Path results = Path.of(String.valueOf(run(1).run().results()));
        long unknown = deployment.takeFeedback().size();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Files.writeString(results, Files.readString(results).replace(",quality,1,", ",quality,2,"));

        Summary again = new UploadRun(deployment.url(), results).memory(memory).run();

        assertThat(again.statuses()).containsEntry("skipped", unknown).doesNotContainKey("recorded");
        assertThat(deployment.takeFeedback()).isEmpty();
    }

    @Test
    void the_first_rows_of_a_trial_are_those_of_the_file() throws Exception {
        long sent = 0;
        for (int number = 1; number <= COUNT; number++) {
            sent += run(number).first(10).run().statuses().getOrDefault("recorded", 0L);
        }

        assertThat(sent).isEqualTo(10);
    }

    private void runAll() throws Exception {
        for (int number = 1; number <= COUNT; number++) {
            run(number).run();
        }
    }

    private void write(List<String> rows, String name) throws IOException {
        input = Files.write(folder.resolve(name), rows);
    }

    /** Of JSON the first hundred rows are looked at by all. */
    @Test
    void objects_and_rows_of_both_kinds_are_shared_alike() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            UUID id = new UUID(3, i);
            UUID other = new UUID(4, i);
            rows.add("{\"completion_id\":\"" + id + "\",\"metric\":\"quality\",\"value\":1}");
            rows.add("{\"preferred_completion\":\"" + id + "\",\"other_completion\":\"" + other
                    + "\",\"metric\":\"quality\"}");
            rows.add("{\"completion_id\":\"no id\",\"metric\":\"quality\",\"value\":1}");
        }
        write(rows, "mixed.jsonl");
        long told = 0;
        for (int number = 1; number <= COUNT; number++) {
            Summary summary = run(number).run();
            told += summary.statuses().getOrDefault("invalid", 0L);
        }

        assertThat(told).isEqualTo(150);
        assertThat(deployment.takeFeedback()).hasSize(300).doesNotHaveDuplicates();
        assertThat(merge().report().statuses())
                .as("the answer to a preference does not say that it is recorded")
                .isEqualTo(Map.of("recorded", 150L, "unknown", 150L, "invalid", 150L));
    }

    @Test
    void a_row_one_of_whose_metrics_failed_the_check_belongs_to_one_shard() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < RATINGS; i++) {
            rows.add("{\"completion_id\":\"" + new UUID(3, i) + "\",\"quality\":4,\"helpful\":"
                    + (i % 5 == 0 ? "\"bad\"" : "true") + "}");
        }
        write(rows, "two.jsonl");
        MappingOptions metrics = MappingOptions.none()
                .withVariants(
                        List.of(RowVariant.ofMetric("quality", "quality"), RowVariant.ofMetric("helpful", "helpful")));
        long own = 0;
        for (int number = 1; number <= COUNT; number++) {
            Summary summary = run(number).mapping(metrics).run();
            own += summary.rows() - Objects.requireNonNull(summary.rowsOfOtherShards());
        }

        assertThat(own).isEqualTo(RATINGS);
        assertThat(deployment.takeFeedback()).hasSize(RATINGS + RATINGS * 4 / 5).doesNotHaveDuplicates();
        assertThat(merge().report().statuses())
                .isEqualTo(Map.of("recorded", RATINGS * 4 / 5L, "invalid", RATINGS / 5L));
    }

    @Test
    void what_is_too_much_is_measured_by_the_rows_of_the_shard() throws Exception {
        Shard first = new Shard(1, COUNT);
        List<String> rows = new ArrayList<>(List.of(UploadTest.HEADER.strip()));
        for (int i = 0; i < RATINGS; i++) {
            UUID id = new UUID(3, i);
            boolean isOfFirst = first.takes(new RowIds.Completion(id), i);
            rows.add(id + ",quality," + (isOfFirst && i > 10 ? "much" : "1"));
        }
        write(rows, "bad.csv");

        assertThat(run(1).run().stopped()).contains("are invalid, more than --max-errors 50% allows");
        assertThat(run(2).run().stopped()).isNull();
    }

    /** Rows of both kinds, of which each shard looks at all, and values of which each tells ranges of its own. */
    @Test
    void the_page_of_all_shards_tells_the_values_of_the_whole_file() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            UUID id = new UUID(3, i);
            if (i % 2 == 0) {
                rows.add("{\"completion_id\":\"" + id + "\",\"metric\":\"helpful\",\"value\":" + (i % 3 == 0) + "}");
            }
            rows.add("{\"completion_id\":\"" + id + "\",\"metric\":\"quality\",\"value\":" + i % 9 + "}");
            if (i % 3 == 0) {
                rows.add("{\"preferred_completion\":\"" + id + "\",\"other_completion\":\"" + new UUID(4, i)
                        + "\",\"metric\":\"quality\"}");
            }
        }
        write(rows, "mixed.jsonl");
        runAll();
        merge();
        new UploadRun(deployment.url(), input).run();

        Document all = Jsoup.parse(Files.readString(merged.resolve("report.html")));
        Document whole =
                Jsoup.parse(Files.readString(UploadRun.folder(input).path().resolve("report.html")));
        for (String part : List.of("#file", "#values h3", "#values p", "#values th")) {
            assertThat(all.select(part).eachText())
                    .as(part)
                    .isEqualTo(whole.select(part).eachText())
                    .isNotEmpty();
        }
        assertThat(all.select("#provenance").text()).doesNotContain("1/3");
    }

    @Test
    void the_page_of_a_shard_says_that_it_is_of_one() throws Exception {
        Summary summary = run(1).run();
        long own = summary.rows() - Objects.requireNonNull(summary.rowsOfOtherShards());

        Document page = Jsoup.parse(Files.readString(Path.of(Objects.requireNonNull(summary.page()))));

        assertThat(page.select("h1").text()).contains(" rows of shard 1/3 are recorded.");
        assertThat(page.select("#outcome").text())
                .contains(
                        own + " rows of shard 1/3 = ",
                        (summary.rows() - own) + " rows of the file are for other shards.");
        assertThat(page.select("#values").text()).contains("All valid feedback of shard 1/3,");
    }

    @Test
    void shards_that_went_to_different_deployments_are_no_one_report() throws Exception {
        run(1).run();
        run(2).target("https://other.example").run();
        run(3).run();

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(this::merge)
                .withMessageContaining("ratings.csv.upload-2-of-3 went to https://other.example, but shard 1/3 to ");
    }

    @Test
    void a_row_that_no_shard_has_is_missed() throws Exception {
        for (int number = 1; number <= COUNT; number++) {
            run(number).run();
        }
        Path ledger = UploadRun.folder(input, new Shard(2, COUNT)).path().resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM feedback WHERE id = (SELECT min(id) FROM feedback)");
        }

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(this::merge)
                .withMessageStartingWith("In none of the shards: 1 row.");
        assertThat(merged.resolve("results.csv")).doesNotExist();
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
