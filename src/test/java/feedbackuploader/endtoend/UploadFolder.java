package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What an upload of a CSV file left behind. */
record UploadFolder(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one beside {@code input}. */
    static UploadFolder of(Path input) {
        return new UploadFolder(input.resolveSibling(input.getFileName() + ".upload"));
    }

    Path results() {
        return path.resolve("results.csv");
    }

    Path failed() {
        return path.resolve("failed.csv");
    }

    JsonNode summary() throws IOException {
        return JSON.readTree(path.resolve("summary.json").toFile());
    }

    /** The results, a map from column to cell for each row. */
    List<Map<String, String>> rows() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.readString(results()), format)) {
            for (CSVRecord row : parser) {
                rows.add(row.toMap());
            }
        }
        return rows;
    }

    /** How many rows the results give each status. The summary must say the same. */
    Map<String, Long> statuses() throws IOException {
        Map<String, Long> statuses = new TreeMap<>();
        rows().forEach(row -> statuses.merge(row.getOrDefault("upload_status", "?"), 1L, Long::sum));
        JsonNode told = summary().path("statuses");
        assertThat(told.size()).as("statuses in the summary: %s", told).isEqualTo(statuses.size());
        statuses.forEach(
                (status, count) -> assertThat(told.path(status).asLong()).isEqualTo(count));
        return statuses;
    }

    long count(String status) throws IOException {
        return statuses().getOrDefault(status, 0L);
    }

    List<String> completionsThatAre(String status) throws IOException {
        return rows().stream()
                .filter(row -> status.equals(row.get("upload_status")))
                .map(row -> row.getOrDefault("completion_id", "?"))
                .toList();
    }

    /**
     * Holds every row of the results against the sandbox: what is {@code recorded} is there once and under that id; what
     * is neither that nor {@code unknown} is not there; and nothing is there twice.
     */
    void tellsTheTruthAbout(SandboxView sandbox) throws IOException, InterruptedException {
        Map<String, String> idsThere = new HashMap<>();
        for (ObjectNode line : sandbox.listing()) {
            String completion = line.path("completion_id").asText();
            assertThat(idsThere.put(completion, line.path("id").asText()))
                    .as("recorded twice: %s", line)
                    .isNull();
        }
        Set<String> told = new HashSet<>();
        for (Map<String, String> row : rows()) {
            String completion = row.getOrDefault("completion_id", "?");
            told.add(completion);
            switch (row.getOrDefault("upload_status", "?")) {
                case "recorded" -> assertThat(idsThere).as("%s", row).containsEntry(completion, row.get("upload_id"));
                case "unknown" -> assertThat(row.get("upload_error")).isNotBlank();
                default -> assertThat(idsThere).as("%s", row).doesNotContainKey(completion);
            }
        }
        assertThat(told).as("every recorded row is in the results").containsAll(idsThere.keySet());
    }
}
