package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that finds nothing to do leaves the report of the one before, as long as that is true. */
@DisabledOnOs(OS.WINDOWS) // where files have no number to tell them apart by
class KeptReportTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path results;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = Files.writeString(folder.resolve("ratings.csv"), UploadTest.HEADER + row(1) + row(2));
        results = folder.resolve("ratings.csv.upload/results.csv");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String row(int number) {
        return new UUID(3, number) + ",quality,1\n";
    }

    private Summary run() throws Exception {
        return new UploadRun(deployment.url(), input).run();
    }

    /** Which file it is: a report that is written takes the place of the one before. */
    private Object file() throws IOException {
        return Files.getAttribute(results, "fileKey");
    }

    @Test
    void is_told_of_again_and_not_written_again() throws Exception {
        Summary first = run();
        Object written = file();

        Summary second = run();

        assertThat(file()).isEqualTo(written);
        assertThat(second.statuses()).isEqualTo(first.statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(second.results()).isEqualTo(results.toString());
        assertThat(second.exitCode()).isZero();
        assertThat(deployment.takeFeedback()).hasSize(2);
    }

    @Test
    void is_written_again_when_its_file_is_not_what_it_was() throws Exception {
        run();
        String report = Files.readString(results);
        List<Changed> changes = List.of(
                () -> Files.delete(results),
                () -> Files.writeString(results, report.replace("recorded", "rejected")),
                () -> Files.setLastModifiedTime(results, LONG_AGO));
        for (Changed change : changes) {
            change.happens();

            assertThat(run().statuses()).isEqualTo(Map.of("recorded", 2L));
            assertThat(results).hasContent(report);
            assertThat(Files.getLastModifiedTime(results)).isGreaterThan(LONG_AGO);
        }
    }

    @FunctionalInterface
    private interface Changed {
        void happens() throws IOException;
    }

    @Test
    void is_written_again_when_the_file_was_edited() throws Exception {
        run();
        Files.writeString(input, UploadTest.HEADER + row(2) + row(1));

        assertThat(run().statuses()).isEqualTo(Map.of("recorded", 2L));

        assertThat(Files.readAllLines(results)).element(1).asString().startsWith(row(2).strip());
        Files.writeString(input, UploadTest.HEADER + row(2) + row(1) + row(3));
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);

        Summary stopped = run();

        assertThat(stopped.statuses()).isEqualTo(Map.of("recorded", 2L, "not_sent", 1L));
        assertThat(results).content().contains(row(3).strip());
    }

    @Test
    void is_not_kept_while_something_is_left() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        run();
        Object written = file();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        assertThat(run().statuses()).isEqualTo(Map.of("recorded", 2L));
        assertThat(file()).isNotEqualTo(written);
    }
}
