package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the program writes for people, for other programs and for itself. */
class OutputIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void json_is_the_summary_on_one_line() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("json", 20));

            FinishedProgram finished = PackagedProgram.in(folder)
                    .to(local.view())
                    .run("upload", "ratings.csv", "--json")
                    .exits(0);

            assertThat(finished.out()).hasLineCount(1).endsWith("}\n");
            JsonNode line = JSON.readTree(finished.out());
            assertThat(line).isEqualTo(UploadFolder.of(file).summary());
            assertThat(line.path("statuses").path("recorded").asInt()).isEqualTo(20);
            assertThat(line.path("exit_code").asInt()).isZero();
            assertThat(line.path("target").asText())
                    .isEqualTo(local.view().root().toString());
        }
    }

    @Test
    void quiet_says_nothing_when_all_is_well_and_what_is_left_to_do_when_it_is_not() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            List<Rating> ratings = Rating.series("quiet", 20);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            PackagedProgram program = PackagedProgram.in(folder).to(local.view());

            FinishedProgram well = program.run("upload", "ratings.csv", "-q").exits(0);

            assertThat(well.out() + well.err()).isEmpty();
            assertThat(local.view().recorded()).isEqualTo(20);

            List<Rating> mistaken = new ArrayList<>(ratings);
            mistaken.set(5, ratings.get(5).withValue("five"));
            Rating.write(file, mistaken);
            FinishedProgram notWell =
                    program.run("upload", "ratings.csv", "-q").exits(1).says("Rows to fix (a copy): ");
            assertThat(notWell.err()).isEmpty();
        }
    }

    @Test
    void a_dry_run_sends_nothing_and_the_upload_goes_on_from_it() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            List<Rating> ratings = Rating.series("dry", 20);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(local.view());

            program.run("upload", "ratings.csv", "--dry-run")
                    .exits(0)
                    .says("20 rows, dry run, nothing was sent", "20 not_sent  (would be sent)");

            assertThat(local.view().attempts()).isZero();
            assertThat(left.summary().path("dry_run").asBoolean()).isTrue();
            assertThat(left.statuses()).isEqualTo(Map.of("not_sent", 20L));

            program.run("upload", "ratings.csv").exits(0).says("20 recorded");
            assertThat(local.view().feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        }
    }

    @Test
    void validate_shows_the_file_as_it_was_understood_and_writes_nothing() throws Exception {
        Path samples = Path.of("samples").toAbsolutePath();
        PackagedProgram program = PackagedProgram.in(folder);

        program.run("validate", samples.resolve("mixed.jsonl").toString())
                .exits(0)
                .says(
                        "mixed.jsonl: JSONL, UTF-8\n",
                        "mixed.jsonl: 6 rows: 3 metric feedback, 3 preference feedback.\n");
        FinishedProgram mistakes = program.run(
                        "validate",
                        "--all-problems",
                        samples.resolve("mistakes.csv").toString())
                .exits(1)
                .says("mistakes.csv: 17 rows: 2 metric feedback, 15 invalid.\n");
        program.run("validate", "--json", samples.resolve("mistakes.csv").toString())
                .exits(1)
                .says("{\"file\":\"mistakes.csv\"");

        assertThat(mistakes.err()).isEmpty();
        assertThat(mistakes.out())
                .startsWith("mistakes.csv row 4, column \"value\": found \"0,8\"; expected a number.")
                .contains("mistakes.csv row 18: found 4 columns; expected 5 columns.");
        assertThat(folder).isEmptyDirectory();
        assertThat(samples.resolve("mistakes.csv.upload")).doesNotExist();
    }

    @Test
    void report_writes_the_same_files_again() throws Exception {
        List<Rating> ratings = new ArrayList<>(Rating.series("report", 20));
        ratings.set(3, ratings.get(3).withValue("three"));
        Rating.write(folder.resolve("ratings.csv"), ratings);
        PackagedProgram program = PackagedProgram.in(folder);
        program.run("upload", "ratings.csv", "--sandbox").exits(1);
        Path results = folder.resolve("ratings.csv.sandbox/results.csv");
        Path failed = folder.resolve("ratings.csv.sandbox/failed.csv");
        String before = Files.readString(results) + Files.readString(failed);
        Files.delete(results);
        Files.delete(failed);

        program.run("report", "ratings.csv", "--sandbox")
                .exits(0)
                .says(
                        "Report: ratings.csv.sandbox/results.csv",
                        "Rows to fix (a copy): ratings.csv.sandbox/failed.csv");

        assertThat(Files.readString(results) + Files.readString(failed)).isEqualTo(before);
    }

    @Test
    void a_file_that_changes_under_the_upload_is_reported_on_by_row_number_alone() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(400))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("changed", 64);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            UploadFolder left = UploadFolder.of(file);

            try (RunningProgram upload = PackagedProgram.in(folder).to(sandbox).start("upload", "ratings.csv")) {
                sandbox.awaitRecorded(1);
                Rating.write(file, ratings.subList(0, 5));
                upload.end().exits(0).says("64 recorded").complains("The input file changed after it was read");
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
            assertThat(left.results()).doesNotExist();
            assertThat(Files.readAllLines(left.path().resolve("results.by-number.csv")))
                    .hasSize(65)
                    .startsWith(
                            "upload_row,upload_line,upload_status,upload_id,upload_metric,upload_recorded_at,upload_http_status,upload_attempts,"
                                    + "upload_error,upload_run");
            assertThat(left.failed()).doesNotExist();
        }
    }

    @Test
    void templates_upload_cleanly_and_several_files_at_once() throws Exception {
        PackagedProgram program = PackagedProgram.in(folder);
        List<String> command = new ArrayList<>(List.of("upload", "--sandbox"));
        for (String kind : List.of("metric", "preference")) {
            for (String format : List.of("csv", "jsonl")) {
                String name = kind + "." + format;
                Files.writeString(
                        folder.resolve(name),
                        program.run("template", kind, "--format", format)
                                .exits(0)
                                .out());
                command.add(name);
            }
        }

        program.run(command.toArray(String[]::new))
                .exits(0)
                .says(
                        "metric.csv: 2 rows",
                        "metric.jsonl: 2 rows",
                        "preference.csv: 2 rows",
                        "preference.jsonl: 2 rows");

        for (String name : command.subList(2, 6)) {
            assertThat(Files.readAllLines(folder.resolve(name + ".sandbox/sandbox.jsonl")))
                    .hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_reader_that_leaves_is_no_failure_and_a_full_disk_is_one() throws Exception {
        FinishedProgram left = PackagedProgram.in(folder)
                .startedBy("bash", "-o", "pipefail", "-c", "\"$0\" \"$@\" | :", PackagedProgram.FILE.toString())
                .run("completion", "bash")
                .exits(0);

        assertThat(left.err()).isEmpty();
        PackagedProgram.in(folder)
                .startedBy("bash", "-c", "\"$0\" \"$@\" > /dev/full", PackagedProgram.FILE.toString())
                .run("completion", "bash")
                .exits(3)
                .complains("Standard output is cut short");
    }
}
