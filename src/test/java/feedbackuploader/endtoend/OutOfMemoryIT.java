package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryIT {

    private static final int ROWS = 24;

    @TempDir
    private Path folder;

    @Test
    void a_run_without_enough_memory_says_so_and_one_with_enough_goes_on() throws Exception {
        try (LocalSandbox local = LocalSandbox.start()) {
            String details = "d".repeat(450_000);
            Path file = Rating.write(
                    folder.resolve("ratings.csv"),
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> new Rating(Rating.uuid("memory" + i), "quality", "1", details, ""))
                            .toList());
            PackagedProgram program = PackagedProgram.in(folder).to(local.view());
            String[] command = {"upload", "ratings.csv", "--use-case", "chat", "--settle-wait", "500ms"};

            program.withJava("-Xmx12m")
                    .run(command)
                    .exits(3)
                    .complains(
                            "The program cannot continue (java.lang.OutOfMemoryError",
                            "Run the same command again, with more memory",
                            "(FEEDBACK_UPLOADER_JAVA_OPTS=-Xmx1g).");

            program.run(command).exits(0);
            UploadFolder left = UploadFolder.of(file);
            left.tellsTheTruthAbout(local.view());
            assertThat(left.statuses()).isEqualTo(Map.of("recorded", (long) ROWS));
        }
    }
}
