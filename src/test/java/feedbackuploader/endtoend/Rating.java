package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A row of metric feedback. Every row of a series names a completion of its own, by which it is known again wherever it
 * went.
 *
 * @param details empty for none, like {@code user}
 */
record Rating(String completion, String metric, String value, String details, String user) {

    static final String HEADER = "completion_id,metric,value,details,user";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> DETAILS = List.of(
            "",
            "short",
            "two\nlines, a comma and \"quotes\"",
            "Ünï©ødé – 評価 👍🏽",
            "=SUM(A1)",
            "  blanks around  ",
            "a\\b\tc");

    /** The same ratings each time for the same {@code series}. */
    static List<Rating> series(String series, int count) {
        return IntStream.range(0, count).mapToObj(i -> numbered(series, i)).toList();
    }

    private static Rating numbered(String series, int i) {
        boolean isBoolean = i % 3 == 0;
        return new Rating(
                uuid(series + " row " + i),
                isBoolean ? "helpful" : "quality",
                isBoolean ? String.valueOf(i % 2 == 0) : (i % 5) + "." + (i % 9 + 1),
                DETAILS.get(i % DETAILS.size()),
                i % 4 == 0 ? "" : uuid("user" + i % 7));
    }

    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Rating withValue(String newValue) {
        return new Rating(completion, metric, newValue, details, user);
    }

    Rating withUser(String newUser) {
        return new Rating(completion, metric, value, details, newUser);
    }

    static Path write(Path file, List<Rating> ratings) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(
                text, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get())) {
            csv.printRecord((Object[]) HEADER.split(",", -1));
            for (Rating one : ratings) {
                csv.printRecord(one.completion, one.metric, one.value, one.details, one.user);
            }
        }
        return Files.writeString(file, text);
    }

    /** As the sandbox lists it, ids and times aside. */
    String listed() {
        ObjectNode line = JSON.createObjectNode();
        line.put("kind", "metric").put("metric", metric).put("completion_id", completion);
        line.putRawValue("value", new RawValue(value));
        if (!details.isEmpty()) {
            line.put("details", details);
        }
        if (!user.isEmpty()) {
            line.put("user_id", user);
        }
        return line.toString();
    }

    /** As it stands in a JSONL file. */
    String json() {
        ObjectNode row =
                JSON.createObjectNode().put("completion_id", completion).put("metric", metric);
        row.putRawValue("value", new RawValue(value));
        if (!details.isEmpty()) {
            row.put("details", details);
        }
        if (!user.isEmpty()) {
            row.put("user", user);
        }
        return row.toString();
    }

    static List<String> listed(List<Rating> ratings) {
        return ratings.stream().map(Rating::listed).toList();
    }
}
