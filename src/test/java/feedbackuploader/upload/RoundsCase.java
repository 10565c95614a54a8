package feedbackuploader.upload;

import feedbackuploader.delivery.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A file of a few ratings and a deployment that loses answers as it is told, and can be read back. */
abstract class RoundsCase {

    static final String A = "ba3a8a26-dc45-5af4-a053-2c5d05eaa0ce";

    static final Duration SETTLE_WAIT = Duration.ofSeconds(60);

    static final String READ_BACK = "Checked the rows whose answer was lost: %d recorded, %d not recorded, %d unknown.";

    @TempDir
    Path folder;

    final SkippingTime time = new SkippingTime();

    RecordingDeployment deployment;

    Path input;

    @BeforeEach
    void start() throws IOException {
        deployment = new RecordingDeployment(time);
        input = folder.resolve("ratings.csv");
        write(3);
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    UploadRun run() {
        return new UploadRun(deployment, input)
                .settleWait(SETTLE_WAIT)
                .delivery(new DeliveryOptions(4, 3, Duration.ofSeconds(30)));
    }

    static boolean isValue(String body, int value) {
        return body.contains("\"value\":" + value + ",");
    }

    List<String> results() throws IOException {
        return Files.readAllLines(UploadRun.folder(input).path().resolve("results.csv"));
    }

    void write(int rows) throws IOException {
        Files.writeString(
                input,
                "completion_id,metric,value,details\n"
                        + String.join(
                                "",
                                IntStream.rangeClosed(1, rows)
                                        .mapToObj(i -> A + ",quality," + i + ",\n")
                                        .toList()));
    }
}
