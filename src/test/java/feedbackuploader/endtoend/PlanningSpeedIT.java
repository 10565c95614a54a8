package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How fast a file is checked and planned, beside a bare loop of the library that reads its format, on the same file and
 * in one run; and that memory stays flat. {@code -Drows=10000000} makes it a matter of gigabytes and minutes.
 */
@Isolated("it measures time")
@Tag("long")
class PlanningSpeedIT {

    private static final int ROWS = Integer.getInteger("rows", 1_000_000);

    /** The heap is 128 MB at any size; what the JVM and SQLite need beside it does not grow with the file either. */
    private static final long MOST_MEMORY = 320L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"csv, Commons CSV", "jsonl, Jackson"})
    void rows_a_second_beside_a_bare_loop(String format, String library) throws Exception {
        Path file = write(folder.resolve("ratings." + format), format.equals("csv"));
        boolean isCsv = format.equals("csv");
        bare(file, isCsv, 100_000); // warmed up
        long start = System.nanoTime();
        assertThat(bare(file, isCsv, Long.MAX_VALUE)).isPositive();
        double bare = (System.nanoTime() - start) / 1e9;

        MeasuredProgram validate;
        MeasuredProgram plan;
        try (LocalSandbox sandbox = LocalSandbox.start()) {
            String url = sandbox.view().root().toString();
            validate = MeasuredProgram.run(folder, url, "validate", file.toString());
            plan = MeasuredProgram.run(folder, url, "upload", file.toString(), "--dry-run", "--again");
        }

        System.out.printf("%,d rows of %s, %,d MB%n", ROWS, format, Files.size(file) >> 20);
        System.out.printf("%-24s %8s %12s %8s %8s %9s%n", "", "s", "rows/s", "of bare", "CPU s", "peak RSS");
        print("bare " + library, bare, bare, "", "");
        for (MeasuredProgram one : List.of(validate, plan)) {
            print(
                    one.name(),
                    one.seconds(),
                    bare,
                    String.format(Locale.ROOT, "%.1f", one.cpuSeconds()),
                    (one.peakBytes() >> 20) + " MB");
            assertThat(one.exitCode()).as(one.output()).isZero();
            assertThat(one.peakBytes()).as("peak of resident memory").isLessThan(MOST_MEMORY);
        }
    }

    private static void print(String what, double seconds, double bare, String cpu, String memory) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %8.2f %,12.0f %8.2f %8s %9s%n",
                what,
                seconds,
                ROWS / seconds,
                bare / seconds,
                cpu,
                memory);
    }

    /** Takes every record apart and touches each of its values. */
    private static long bare(Path file, boolean isCsv, long most) throws IOException {
        long characters = 0;
        long rows = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (isCsv) {
                try (CSVParser parser = CSVFormat.RFC4180.parse(reader)) {
                    for (CSVRecord row : parser) {
                        for (String cell : row) {
                            characters += cell.length();
                        }
                        if (++rows == most) {
                            break;
                        }
                    }
                }
            } else {
                for (String line = reader.readLine(); line != null && rows++ < most; line = reader.readLine()) {
                    for (JsonNode value : JSON.readTree(line)) {
                        characters += value.asText().length();
                    }
                }
            }
        }
        return characters;
    }

    private static Path write(Path file, boolean isCsv) throws IOException {
        SplittableRandom random = new SplittableRandom(20_260_127);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(isCsv ? Rating.HEADER + "\n" : "");
            for (int i = 0; i < ROWS; i++) {
                String completion = new UUID(random.nextLong(), random.nextLong()).toString();
                String user = isCsv && i % 4 == 0 ? "" : new UUID(0, random.nextInt(100)).toString();
                int value = 1 + random.nextInt(5);
                writer.write(
                        isCsv
                                ? completion + ",quality," + value + ",\"Clear, but a little too long in places.\","
                                        + user
                                : "{\"completion_id\":\"" + completion + "\",\"metric\":\"quality\",\"value\":" + value
                                        + ",\"details\":\"Clear, but a little too long in places.\",\"user\":\"" + user
                                        + "\"}");
                writer.write('\n');
            }
        }
        return file;
    }
}
