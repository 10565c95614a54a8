package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.server.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a report leaves, whatever has happened to the input and to earlier reports. */
class ReportTest {

    private static final String INPUT = "id,v\na,1\nb,2\n";
    private static final String LEDGER_ONLY = """
            upload_row,upload_line,upload_status,upload_id,upload_metric,upload_recorded_at,upload_http_status,upload_attempts,upload_error,upload_run
            2,2,recorded,id-2,,,201,1,,t #
            3,3,invalid,,,,,0,bad,t #
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,v\na,1\nb,3\n", // another cell
                "id,v\na,1\n", // a row less
                "id,v\na,1\nb,2\nc,3\n", // a row more
                "id,v\n\na,1\nb,2\n", // rows that moved
                "id,v\na,1\n\"b,2\n", // a quote without its closing quote
                "id,id\na,1\nb,2\n", // a header that is refused
                ""
            })
    void results_of_a_file_that_has_changed_come_from_the_ledger_alone(String changed) throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            Files.writeString(file.input, changed);

            Report report = file.report();

            assertThat(report.inputChanged()).isTrue();
            assertThat(report.failed()).isNull();
            assertThat(report.statuses()).isEqualTo(Map.of("recorded", 1L, "invalid", 1L));
            assertThat(file.text("results.by-number.csv")).isEqualTo(LEDGER_ONLY);
            assertThat(file.files()).containsExactly("results.by-number.csv");
        }
    }

    @Test
    void results_of_a_file_that_is_gone_come_from_the_ledger_alone() throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            file.report();
            assertThat(file.files()).containsExactly("failed.csv", "results.csv");
            String whole = file.text("results.csv");
            byte[] input = Files.readAllBytes(file.input);
            Files.delete(file.input);

            assertThat(file.report().inputChanged()).isTrue();
            assertThat(file.text("results.by-number.csv")).isEqualTo(LEDGER_ONLY);
            assertThat(file.text("results.csv")).as("the whole report").isEqualTo(whole);

            Files.write(file.input, input);
            assertThat(file.report().inputChanged()).isFalse();
            assertThat(file.files()).containsExactly("failed.csv", "results.csv");
        }
    }

    @Test
    void files_of_an_earlier_report_that_are_no_longer_true_go_away() throws Exception {
        Path input = Files.writeString(folder.resolve("in.csv"), "id,v\na,1\n");
        try (UploadedFile file = UploadedFile.of(input, Map.of(), Map.of())) {
            for (String name : List.of("failed.csv", "failed.jsonl", "results.csv", "results.jsonl")) {
                Files.setLastModifiedTime(
                        Files.writeString(file.folder.resolve(name), "of an earlier report"), FileTime.fromMillis(0));
            }

            assertThat(file.report().failed()).isNull();
            assertThat(file.files()).containsExactly("results.csv");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void files_are_for_their_owner_alone() throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            file.report();

            for (String name : List.of("results.csv", "failed.csv")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_report_that_cannot_be_written_leaves_the_earlier_one_whole() throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            Files.writeString(file.folder.resolve("results.csv"), "of an earlier report");
            Files.createDirectories(file.folder.resolve(".failed.csv.part/in the way"));

            assertThatThrownBy(file::report).isInstanceOf(IOException.class);
            assertThat(file.text("results.csv")).isEqualTo("of an earlier report");
            assertThat(file.files()).containsExactly(".failed.csv.part", "results.csv");
        }
    }

    @Test
    void a_report_that_is_out_of_date_says_so_by_its_name_until_there_is_another() throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            file.report();

            Report.outdate(file.folder);

            assertThat(file.files()).containsExactly("failed.out-of-date.csv", "results.out-of-date.csv");
            file.report();
            assertThat(file.files()).containsExactly("failed.csv", "results.csv");
        }
    }

    @Test
    void rows_that_someone_has_begun_to_mend_are_kept() throws Exception {
        try (UploadedFile file = uploaded(INPUT)) {
            Path failed = file.folder.resolve("failed.csv");
            for (String kept : List.of("failed.edited.csv", "failed.edited-2.csv")) {
                file.report();
                Files.setLastModifiedTime(
                        Files.writeString(failed, Files.readString(failed) + kept),
                        FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
                Report.outdate(file.folder);
                assertThat(failed).as("what is being mended").exists();

                assertThat(file.report().kept()).containsExactly(file.folder.resolve(kept));

                assertThat(file.text(kept)).endsWith(kept);
                assertThat(file.text("failed.csv")).doesNotContain("edited");
            }
            assertThat(file.report().kept()).isEmpty();
        }
    }

    private UploadedFile uploaded(String text) throws Exception {
        Path input = Files.writeString(folder.resolve("in.csv"), text);
        return UploadedFile.of(input, Map.of(3L, "bad"), Map.of(2L, new Outcome.Recorded(201, "id-2")));
    }
}
