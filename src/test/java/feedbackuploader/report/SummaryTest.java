package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    private static final Traffic.OverTime OVER_TIME = new Traffic.OverTime(
            0.5,
            List.of(0.0),
            List.of(2.0),
            List.of(3.5),
            List.of(8.0),
            List.of(8.0),
            List.of(2L),
            Map.of("http_429", List.of(1L)),
            List.of(new Traffic.Wait(0.25, 0.75, "http_429")));

    private static final Traffic TRAFFIC = new Traffic(
            1.25,
            new TreeMap<>(Map.of("p50", 3.5, "p99", 8.0)),
            1,
            Map.of("http_429", 1L),
            1,
            0.5,
            List.of(new Traffic.LimitAt(0, 2)),
            OVER_TIME);

    private static final Summary STOPPED = new Summary(
            new Invocation("feedback-uploader 1", List.of("upload"), "ann", "lab", "feedback-uploader upload", null),
            "/data/ratings.csv",
            "abc",
            "https://example.test",
            null,
            "demo",
            null,
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:01.500Z",
            1.5,
            3,
            1,
            new TreeMap<>(Map.of("recorded", 1L, "not_sent", 2L)),
            null,
            null,
            null,
            2,
            1,
            TRAFFIC,
            false,
            "The key was refused.",
            StopReason.KEY_REFUSED,
            3,
            "/data/ratings.csv.upload/results.csv",
            null,
            "/data/ratings.csv.upload/report.html",
            List.of("A notice."),
            List.of(),
            List.of(),
            List.of());

    @TempDir
    Path folder;

    @Test
    void one_line_of_json_says_everything_and_leaves_out_what_there_is_not() {
        assertThat(STOPPED.toJsonLine())
                .isEqualTo(
                        "{\"program\":\"feedback-uploader 1\",\"options\":[\"upload\"],\"user\":\"ann\",\"host\":\"lab\",\"command\":\"feedback-uploader upload\",\"input\":\"/data/ratings.csv\",\"sha256\":\"abc\","
                                + "\"target\":\"https://example.test\",\"project\":\"demo\","
                                + "\"started_at\":\"2026-01-01T00:00:00Z\",\"ended_at\":\"2026-01-01T00:00:01.500Z\","
                                + "\"seconds\":1.5,\"rows\":3,\"blank_rows\":1,\"statuses\":{\"not_sent\":2,\"recorded\":1},"
                                + "\"requests\":2,\"retries\":1,\"traffic\":{\"seconds\":1.25,"
                                + "\"latency_ms\":{\"p50\":3.5,\"p99\":8.0},\"http_429\":1,\"retries_by_cause\":{\"http_429\":1},"
                                + "\"waits\":1,\"waited_seconds\":0.5,\"limit\":[{\"seconds\":0.0,\"in_flight\":2}],"
                                + "\"over_time\":{\"step_seconds\":0.5,\"seconds\":[0.0],\"rows_per_second\":[2.0],\"p50_ms\":[3.5],\"p95_ms\":[8.0],\"p99_ms\":[8.0],"
                                + "\"in_flight\":[2],\"retries\":{\"http_429\":[1]},\"waits\":[{\"from_seconds\":0.25,\"to_seconds\":0.75,\"cause\":\"http_429\"}]}},\"dry_run\":false,\"stopped\":\"The key was refused.\","
                                + "\"stop_cause\":\"key_refused\",\"exit_code\":3,"
                                + "\"results\":\"/data/ratings.csv.upload/results.csv\",\"page\":\"/data/ratings.csv.upload/report.html\",\"notices\":[\"A notice.\"],"
                                + "\"problems\":[],\"reasons\":[],\"metrics_to_link\":[]}");
    }

    @Test
    void the_file_says_the_same_and_takes_the_place_of_an_earlier_one() throws IOException {
        Path file = Files.writeString(folder.resolve("summary.json"), "of an earlier run");

        STOPPED.write(file);

        String text = Files.readString(file);
        assertThat(text).startsWith("{\n  \"program\" : ").endsWith("}\n");
        assertThat(text.replaceAll("(?m)^ +|(?<=\") (?=:)|(?<=:) |\\R|(?<=[\\[{]) | (?=[\\]}])", ""))
                .isEqualTo(STOPPED.toJsonLine());
    }
}
