package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

    private static final Progress NOW =
            new Progress(33, 100, 28, 2, 3, 5, 10.5, 8, 16, Duration.ofMillis(2_500), null, "HTTP 503");

    @TempDir
    private Path folder;

    @Test
    void says_how_it_goes_as_open_metrics_text() throws IOException {
        Path file = Files.writeString(folder.resolve("upload.prom"), "of an earlier moment");

        new MetricsFile(file, Path.of("/data/my \"best\" \\ file.csv")).write(NOW, 43, Instant.ofEpochMilli(1_500));

        String label = "{input=\"/data/my \\\"best\\\" \\\\ file.csv\"} ";
        assertThat(file).hasContent("""
                # TYPE feedback_uploader_rows_to_send gauge
                # HELP feedback_uploader_rows_to_send Rows that this run has to send.
                feedback_uploader_rows_to_send~100
                # TYPE feedback_uploader_rows_recorded gauge
                # HELP feedback_uploader_rows_recorded Rows that the server has recorded in this run.
                feedback_uploader_rows_recorded~28
                # TYPE feedback_uploader_rows_not_recorded gauge
                # HELP feedback_uploader_rows_not_recorded Rows that the server refused, or that were given up.
                feedback_uploader_rows_not_recorded~2
                # TYPE feedback_uploader_rows_undecided gauge
                # HELP feedback_uploader_rows_undecided Rows whose answer was lost, until they are checked.
                feedback_uploader_rows_undecided~3
                # TYPE feedback_uploader_requests counter
                # HELP feedback_uploader_requests Feedback requests sent.
                feedback_uploader_requests_total~43
                # TYPE feedback_uploader_retries counter
                # HELP feedback_uploader_retries Answers after which a row is sent again.
                feedback_uploader_retries_total~5
                # TYPE feedback_uploader_requests_in_flight gauge
                # HELP feedback_uploader_requests_in_flight Concurrent requests.
                feedback_uploader_requests_in_flight~8
                # TYPE feedback_uploader_requests_in_flight_limit gauge
                # HELP feedback_uploader_requests_in_flight_limit Maximum concurrent requests.
                feedback_uploader_requests_in_flight_limit~16
                # TYPE feedback_uploader_wait_seconds gauge
                # UNIT feedback_uploader_wait_seconds seconds
                # HELP feedback_uploader_wait_seconds How much longer the server asks to wait.
                feedback_uploader_wait_seconds~2.500
                # TYPE feedback_uploader_updated_timestamp_seconds gauge
                # UNIT feedback_uploader_updated_timestamp_seconds seconds
                # HELP feedback_uploader_updated_timestamp_seconds When this file was written, as Unix time.
                feedback_uploader_updated_timestamp_seconds~1.500
                # EOF
                """.replace("~", label));
    }

    @Test
    void a_place_that_cannot_be_written_is_named() {
        Path file = folder.resolve("missing/upload.prom");

        assertThatThrownBy(() -> new MetricsFile(file, Path.of("in.csv")).write(NOW, 43, Instant.EPOCH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    /** A scraper runs as another user: the file is as readable as any file that this process makes. */
    @Test
    void is_as_readable_as_the_umask_says() throws IOException {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        Path file = folder.resolve("upload.prom");

        new MetricsFile(file, Path.of("a.csv")).write(NOW, 43, Instant.EPOCH);

        assertThat(Files.getFileAttributeView(file, PosixFileAttributeView.class) == null)
                .isEqualTo(System.getProperty("os.name").startsWith("Windows"));
        assumeThat(Files.getFileAttributeView(file, PosixFileAttributeView.class))
                .isNotNull();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }
}
