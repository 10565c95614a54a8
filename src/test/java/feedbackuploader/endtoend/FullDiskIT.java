package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full at any moment, for any file: it is said, no row is lost or sent twice, and no file is half. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskIT {

    private static final String[] COMMAND = {
        "upload", "ratings.csv", "--use-case", "chat", "--concurrency", "4", "--settle-wait", "300ms"
    };

    @TempDir
    private Path folder;

    /** Each run goes on from what the one before it left, and fails at another moment. */
    @Test
    void a_ledger_that_cannot_be_written_stops_the_sending_wherever_it_happens() throws Exception {
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(5))) {
            SandboxView sandbox = local.view();
            List<Rating> ratings = Rating.series("full", 300);
            Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            UploadFolder left = UploadFolder.of(file);
            int beforeSending = 0;
            int whileSending = 0;

            for (int blocks : List.of(1, 40, 100, 250, 330, 400, 500, 650)) {
                long attempts = sandbox.attempts();
                FinishedProgram run = program.onDiskOf(blocks).run(COMMAND);
                if (run.exitCode() == 0) {
                    continue;
                }
                run.exits(3)
                        .complains(
                                "ledger.db cannot be read or written, so nothing more is sent: the disk is full or failing",
                                "Make room or fix that, and run the same command again.");
                assertThat(run.err()).as(run::toString).hasLineCount(lines(run));
                assertThat(left.results()).as("half a report").doesNotExist();
                beforeSending += sandbox.attempts() == attempts ? 1 : 0;
                whileSending += sandbox.attempts() == attempts ? 0 : 1;
            }
            assertThat(beforeSending)
                    .as("failures before the first row of a run")
                    .isGreaterThanOrEqualTo(3);
            assertThat(whileSending).as("failures while rows were sent").isGreaterThanOrEqualTo(2);

            program.run(COMMAND).exits(0).says("300 recorded");
            left.tellsTheTruthAbout(sandbox);
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", 300L));
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        }
    }

    /** What went well until then is said in lines of its own; the failure takes one. */
    private static int lines(FinishedProgram run) {
        long before = run.err()
                .lines()
                .filter(line -> line.startsWith("Note: ")
                        || line.startsWith("ratings.csv: CSV, ")
                        || line.startsWith("  ")
                        || line.endsWith(" to send.")
                        || line.contains(" rows: "))
                .count();
        return (int) before + 1;
    }

    @Test
    void a_report_that_cannot_be_written_leaves_the_one_before_it_whole() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            StringBuilder text = new StringBuilder(Rating.HEADER + ",notes\n");
            String notes = "n".repeat(3_000); // which stands in the report, and not in the ledger
            for (Rating one : Rating.series("notes", 60)) {
                text.append(String.join(",", one.completion(), one.metric(), one.value(), "", "", notes))
                        .append('\n');
            }
            Path file = Files.writeString(folder.resolve("ratings.csv"), text);
            UploadFolder left = UploadFolder.of(file);
            PackagedProgram program = PackagedProgram.in(folder).to(local.view());
            program.run(COMMAND).exits(0);
            String before = Files.readString(left.results());

            for (int blocks : List.of(150, 250, 350)) {
                program.onDiskOf(blocks)
                        .run("report", "ratings.csv")
                        .exits(3)
                        .complains(
                                "Reading or writing failed: " + left.results().toRealPath()
                                        + " cannot be written (the file is larger than the system allows). ");

                assertThat(Files.readString(left.results())).isEqualTo(before);
                assertThat(left.path().resolve(".results.csv.part")).doesNotExist();
            }
            program.onDiskOf(250).run(COMMAND).exits(0); // which finds the report as it should be
            Files.delete(left.results());
            program.onDiskOf(250).run(COMMAND).exits(3).complains("Run the same command again to continue.");
            program.run(COMMAND).exits(0).says("60 recorded");
            left.tellsTheTruthAbout(local.view());
        }
    }

    @Test
    void log_and_memory_matter_less_than_the_upload() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            Path file = Rating.write(folder.resolve("ratings.csv"), Rating.series("lesser", 20));
            UploadFolder left = UploadFolder.of(file);
            String full = "# a line of an earlier day\n".repeat(20_000);
            Files.createDirectories(left.path());
            Files.writeString(left.path().resolve("upload.log"), full);
            Path memory = folder.resolve("state/feedback-uploader/memory.db");
            Files.createDirectories(memory.getParent());
            Files.writeString(memory, full);

            FinishedProgram run = PackagedProgram.in(folder)
                    .to(local.view())
                    .onDiskOf(1_000)
                    .run(COMMAND)
                    .exits(0)
                    .says("20 recorded");

            assertThat(run.err().lines().filter(line -> line.contains("cannot be written") || line.contains("memory")))
                    .containsExactlyInAnyOrder(
                            "Note: The log " + left.path().resolve("upload.log")
                                    + " cannot be written (the file is larger than the system allows). The upload continues without"
                                    + " it.",
                            "Note: The memory of sent rows, " + memory
                                    + ", is damaged, or not such a memory. Delete it to start a new one; the new one does not"
                                    + " know what was sent. Rows sent before from another file or run folder are"
                                    + " not detected.");
            left.tellsTheTruthAbout(local.view());
        }
    }

    @Test
    void a_temporary_folder_that_cannot_be_used_is_named_before_anything_is_sent() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            Rating.write(folder.resolve("ratings.csv"), Rating.series("temporary", 3));

            PackagedProgram.in(folder)
                    .to(local.view())
                    .withJava("-Djava.io.tmpdir=" + folder.resolve("nowhere"))
                    .run(COMMAND)
                    .exits(3)
                    .complains("SQLite could not be unpacked into the temporary folder " + folder.resolve("nowhere"));

            assertThat(local.view().attempts()).isZero();
        }
    }
}
