package feedbackuploader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is recorded takes room on the disk, none in the memory. */
class StoreMemoryTest {

    private static final int RECORDS = 300_000;

    @Test
    @Timeout(120)
    void far_more_is_recorded_than_the_memory_could_hold() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx12m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreMemoryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.strip()).endsWith(RECORDS + " recorded, the first and the last found");
        assertThat(process.waitFor()).isZero();
    }

    /** In a process of its own, with little memory. */
    public static void main(String[] args) throws IOException {
        try (Store store = Store.open(null)) {
            for (int i = 0; i < RECORDS; i++) {
                UUID completion = new UUID(7, i);
                ObjectNode line = Json.MAPPER.createObjectNode();
                line.put("kind", "metric").put("completion_id", completion.toString());
                store.add(
                        new StoredFeedback(String.valueOf(i), line.put("id", String.valueOf(i)), List.of(completion)));
            }
            boolean isFound =
                    found(store, 0).equals("[0]") && found(store, RECORDS - 1).equals("[" + (RECORDS - 1) + "]");
            System.out.println(store.count() + " recorded, the first and the last " + (isFound ? "found" : "lost"));
        }
    }

    private static String found(Store store, int number) throws IOException {
        return store.find(new UUID(7, number)).stream()
                .map(line -> line.path("id").asText())
                .toList()
                .toString();
    }
}
