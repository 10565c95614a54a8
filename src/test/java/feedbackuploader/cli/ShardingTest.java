package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.endtoend.StubServer;
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
            assertThat(pod.out()).contains("skipped   (for other shards");
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
        assertThat(merged.out()).startsWith("        40 recorded\nReport: ");
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
        assertThat(merged.out()).isEqualTo("        40 recorded\n");
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
        typed(null, "upload", file.toString(), "--shard", "1/2", "--dry-run", "--again");

        assertThat(typed(null, "report", file.toString(), "--merge").err())
                .isEqualTo("Found uploads in 1 and in 2 shards. Choose with --shards COUNT.\n");
        assertThat(typed(null, "report", file.toString(), "--merge", "--shards", "1")
                        .exitCode())
                .isZero();
        Typed missing = typed(null, "report", file.toString(), "--merge", "--shards", "2");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).startsWith("There is no ledger of shard 2/2 in " + folder + ".");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, --shard 3/2, '--shard: found ''3/2''; expected NUMBER/COUNT with a number from 1 to the count'",
                "-, --shard two, '--shard: found ''two''; expected NUMBER/COUNT, such as 2/8.'",
                "-, --shards x, --shards: found 'x'; expected a whole number.",
                "-, --shards 3, --shards 3: JOB_COMPLETION_INDEX is not set.",
                "3, --shards 3, '--shards 3 with JOB_COMPLETION_INDEX=3: expected a count from 1 to 10000, and an index'",
                "x, --shards 3, '--shards 3 with JOB_COMPLETION_INDEX=x: expected a count from 1 to 10000, and an index'",
                "0, --shards 3 --shard 1/3, 'Use either --shard or --shards, not both.'",
            })
    void a_part_that_cannot_be_is_refused(@Nullable String index, String options, String message) {
        Typed refused = typed(index, ("upload " + file + " " + options).split(" ", -1));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith(message);
        assertThat(server.rows()).isZero();
    }
}
