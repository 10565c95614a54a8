package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer;
import feedbackuploader.ledger.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardingTest {

    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private StubServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = StubServer.recording();
        file = Files.writeString(
                folder.resolve("ratings.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new UUID(3, i) + ",quality,1\n")
                        .collect(Collectors.joining("", "completion_id,metric,value\n", "")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Typed typed(@Nullable String index, String... arguments) {
        Map<String, String> variables = new TreeMap<>(
                Map.of("ADAPTIVE_API_KEY", "key", "ADAPTIVE_URL", server.root().toString()));
        if (index != null) {
            variables.put("JOB_COMPLETION_INDEX", index);
        }
        return Typed.in(folder.resolve("state"), variables, arguments);
    }

    @Test
    void the_pods_of_a_job_upload_a_file_together_and_the_report_is_one() throws Exception {
        for (String index : new String[] {"0", "1", "2"}) {
            Typed pod = typed(index, "upload", file.toString(), "--shards", "3");

            assertThat(pod.exitCode()).as(pod.err()).isZero();
            assertThat(pod.out()).contains("rows for other shards").doesNotContain("skipped");
            assertThat(pod.err()).containsPattern("40 rows: \\d+ to send, \\d+ for other shards\\.");
        }
        assertThat(server.rows()).isEqualTo(ROWS);
        assertThat(typed(null, "status", file.toString(), "--shard", "2/3").out())
                .contains("40 rows", "recorded", "rows for other shards");
        assertThat(typed(null, "report", file.toString(), "--shard", "2/3").out())
                .contains("ratings.csv.upload-2-of-3");

        Typed merged = typed(null, "report", file.toString(), "--merge");

        Document page = Jsoup.parse(Files.readString(folder.resolve("ratings.csv.upload-merged/report.html")));
        assertThat(page.select("h1").text()).isEqualTo("All 40 rows are recorded.");
        assertThat(page.select("#shards table").get(0).select("tbody th").eachText())
                .containsExactly("1/3", "2/3", "3/3");
        assertThat(page.select("#shards table").get(0).select("tbody td:last-child").eachText().stream()
                        .mapToInt(Integer::parseInt)
                        .sum())
                .isEqualTo(ROWS);
        assertThat(merged.exitCode()).isZero();
        assertThat(merged.out()).startsWith("ratings.csv: 40 rows in 3 shards\n        40 recorded\nReport: ");
        assertThat(folder.resolve("ratings.csv.upload-merged/results.csv"))
                .content()
                .hasLineCount(1 + ROWS);
    }

    @Test
    void a_rate_is_for_all_shards_together_and_each_says_its_part() {
        assertThat(typed("0", "upload", file.toString(), "--shards", "8", "--rate", "500/s")
                        .err())
                .contains("Note: --rate 500/s is for all 8 shards together: this one sends at most 62.5/s.");
        assertThat(typed(null, "upload", file.toString(), "--shard", "2/8", "--rate", "480/min")
                        .err())
                .contains("Note: --rate 8/s is for all 8 shards together: this one sends at most 1/s.");
        assertThat(typed(null, "upload", file.toString(), "--rate", "500/s", "--again")
                        .err())
                .doesNotContain("shards together");
    }

    @Test
    void a_file_that_changed_since_is_told_of_when_its_shards_are_merged() throws IOException {
        typed(null, "upload", file.toString(), "--shard", "1/1");
        Files.writeString(file, "completion_id,metric,value\n");

        Typed merged = typed(null, "report", file.toString(), "--merge", "--shards", "1");

        assertThat(merged.exitCode()).isEqualTo(2);
        assertThat(merged.err()).startsWith(file + " has changed since it was checked");
        assertThat(merged.out()).isEqualTo("ratings.csv: 40 rows in 1 shard\n        40 recorded\n");
    }

    @Test
    void a_whole_report_stays_when_the_file_has_changed_since() throws IOException {
        typed(null, "upload", file.toString());
        Path results = folder.resolve("ratings.csv.upload/results.csv");
        String whole = Files.readString(results);
        Files.writeString(file, Files.readString(file) + "more\n");

        Typed report = typed(null, "report", file.toString());

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err()).contains("has changed since it was checked", "results.by-number.csv");
        assertThat(report.out()).isEmpty();
        assertThat(results).hasContent(whole);
    }

    @Test
    void which_division_is_meant_must_be_said_where_there_are_two() {
        assertThat(typed(null, "report", file.toString(), "--merge").err())
                .isEqualTo("No shards found: there is no folder " + file + ".upload-N-of-COUNT.\n");

        typed(null, "upload", file.toString(), "--shard", "1/1");
        typed(null, "upload", file.toString(), "--shard", "1/2", "--dry-run");
        assertThat(typed(null, "report", file.toString(), "--merge").exitCode())
                .as("nothing was sent in two shards")
                .isZero();
        typed(null, "upload", file.toString(), "--shard", "1/2", "--again");

        assertThat(typed(null, "report", file.toString(), "--merge").err())
                .isEqualTo("Found uploads in 1 and in 2 shards. Choose with --shards COUNT.\n");
        assertThat(typed(null, "report", file.toString(), "--merge", "--shards", "1")
                        .exitCode())
                .isZero();
        Typed missing = typed(null, "report", file.toString(), "--merge", "--shards", "2");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).startsWith("There is no ledger of shard 2/2 in " + folder + ".");
    }

    @Test
    void what_is_asked_of_the_whole_file_is_answered_with_its_shards() {
        for (int number = 1; number <= 2; number++) {
            typed(null, "upload", file.toString(), "--shard", number + "/2");
        }
        typed(null, "upload", file.toString(), "--shard", "1/3", "--dry-run");

        for (String command : new String[] {"status", "verify"}) {
            Typed asked = typed(null, command, file.toString(), "--output-dir", folder.toString());

            assertThat(asked.exitCode()).isEqualTo(2);
            assertThat(asked.err())
                    .isEqualTo(file + " was uploaded in shards: 1/2, 2/2. For one of them, add --shard 1/2."
                            + " For one report of all: feedback-uploader report " + file + " --merge --output-dir "
                            + folder
                            + "\n");
        }
        assertThat(typed(null, "report", file.toString()).err())
                .endsWith(" For one report of all: feedback-uploader report " + file + " --merge\n");
    }

    @Test
    void a_merged_report_says_how_to_go_on() throws IOException {
        Files.writeString(file, Files.readString(file).replace("0,quality,1", "0,quality,bad"));
        typed("0", "upload", file.toString(), "--shards", "2", "--max-errors", "100%");
        typed(null, "upload", file.toString(), "--shard=2/2", "--max-errors", "100%", "--dry-run");

        Typed merged = typed(null, "report", file.toString(), "--merge");

        String failed = file + ".upload-merged/failed.csv";
        assertThat(merged.out())
                .contains(
                        "To continue shard 2/2: feedback-uploader upload " + file + " --max-errors 100% --shard 2/2\n")
                .endsWith("Fix the rows in " + failed
                        + " and upload it, or fix them in ratings.csv. In both cases, run each shard again after that, and merge again. To upload it:"
                        + " feedback-uploader upload " + failed + " --max-errors 100%\n");
        Document page = Jsoup.parse(Files.readString(folder.resolve("ratings.csv.upload-merged/report.html")));
        assertThat(page.select("#next code").eachText())
                .containsExactly(
                        "feedback-uploader upload " + file + " --max-errors 100% --shard 2/2",
                        "feedback-uploader upload " + failed + " --max-errors 100%");
    }

    @Test
    void a_shard_in_use_is_named_when_all_are_merged() throws Exception {
        typed(null, "upload", file.toString(), "--shard", "1/2");
        typed(null, "upload", file.toString(), "--shard", "2/2");

        try (RunLock held = RunLock.acquire(folder.resolve("ratings.csv.upload-2-of-2"))) {
            assertThat(held).isNotNull();
            assertThat(typed(null, "report", file.toString(), "--merge").err())
                    .startsWith("Shard 2/2 is in use. Wait for the upload to end");
            assertThat(typed(null, "upload", file.toString(), "--shard", "2/2").err())
                    .startsWith("The run folder " + folder.toRealPath().resolve("ratings.csv.upload-2-of-2")
                            + " is in use by another upload in this process");
        }
    }

    /** In one order, whoever tells them. */
    @Test
    void statuses_are_told_in_one_order() throws IOException {
        Files.writeString(file, Files.readString(file).replace("0,quality,1", "0,quality,bad"));
        typed(null, "upload", file.toString(), "--shard", "1/1", "--max-errors", "100%");
        Typed again = typed(null, "upload", file.toString(), "--shard", "1/1", "--json");
        Typed status = typed(null, "status", file.toString(), "--shard", "1/1");

        assertThat(again.out()).contains("\"statuses\":{\"recorded\":37,\"invalid\":3}");
        assertThat(status.out()).contains("        37 recorded\n         3 invalid\n");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, --shard 3/2, '--shard: found ''3/2''; expected 1/2 for the first part to 2/2 for the last.'",
                "-, --shard 0/8, '--shard: found ''0/8''; expected 1/8 for the first part to 8/8 for the last.'",
                "-, --shard /8, '--shard: found ''/8''; expected NUMBER/COUNT, such as 2/8, but the number is missing'",
                "-, --shard 1/10001, '--shard: found ''1/10001''; expected NUMBER/COUNT with a count from 1 to 10,000.'",
                "-, --shard two, '--shard: found ''two''; expected NUMBER/COUNT, such as 2/8.'",
                "-, --shards x, --shards: found 'x'; expected a whole number.",
                "-, --shards 3, --shards is for the pods of a Kubernetes Indexed Job: JOB_COMPLETION_INDEX is not set.",
                "0, --shards 0, '--shards: found ''0''; expected a number from 1 to 10,000.'",
                "3, --shards 3, 'JOB_COMPLETION_INDEX: found ''3''; with --shards 3, expected a number from 0 to 2.'",
                "x, --shards 3, 'JOB_COMPLETION_INDEX: found ''x''; with --shards 3, expected a number from 0 to 2.'",
                "0, --shards 3 --shard 1/3, 'Use either --shard or --shards, not both.'",
            })
    void a_part_that_cannot_be_is_refused(@Nullable String index, String options, String message) {
        Typed refused = typed(index, ("upload " + file + " " + options).split(" ", -1));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith(message);
        assertThat(server.rows()).isZero();
    }
}
