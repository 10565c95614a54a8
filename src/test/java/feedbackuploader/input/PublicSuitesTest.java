package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test suites that other readers of CSV and JSON are measured by, where they are at hand. */
class PublicSuitesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void csv_spectrum_reads_as_its_authors_say() throws Exception {
        List<Path> files = files("csv-spectrum/csvs");
        for (Path file : files) {
            ArrayNode read = JSON.createArrayNode();
            try (RowSource source = InputFile.open(file)) {
                for (Row row = source.next(); row != null; row = source.next()) {
                    ObjectNode object = read.addObject();
                    for (int i = 0; i < source.columns().size(); i++) {
                        object.put(
                                source.columns().get(i), ((CsvRow) row).cells().get(i));
                    }
                }
            }
            String name = file.getFileName().toString().replace(".csv", ".json");
            JsonNode expected =
                    JSON.readTree(file.resolveSibling("../json/" + name).toFile());
            if (name.equals(
                    "location_coordinates.json")) { // published as an object, and with another number than the file
                ((ObjectNode) read.get(0)).put("Contact Phone Number", "1234567890");
                expected = JSON.createArrayNode().add(expected);
            }
            assertThat(read).as(name).isEqualTo(expected);
        }
        assertThat(files).hasSize(12);
    }

    /** Only objects are rows, so what is valid and no object is a row problem too. */
    @Test
    void objects_of_json_test_suite_are_rows() throws Exception {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Path file : files("JSONTestSuite/test_parsing")) {
            String name = file.getFileName().toString();
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (name.startsWith("y_") && text.startsWith("{")) {
                byte[] line =
                        Files.readString(file).strip().replaceAll("[\r\n]", " ").getBytes(StandardCharsets.UTF_8);
                (Reading.rest(Reading.open(line)).get(0) instanceof JsonRow ? accepted : refused).add(name);
            }
        }
        assertThat(refused).containsExactly("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");
        assertThat(accepted).hasSizeGreaterThan(8);
    }

    @Test
    void malformed_documents_of_json_test_suite_are_no_rows_neither_as_a_line_nor_as_a_file() throws Exception {
        int documents = 0;
        for (Path file : files("JSONTestSuite/test_parsing")) {
            String name = file.getFileName().toString();
            byte[] bytes = Files.readAllBytes(file);
            long read = objects(bytes); // whatever it is, it must not crash
            if (!name.startsWith("n_")) {
                continue;
            }
            documents++;
            assertThat(read).as(name).isZero();
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            lines.writeBytes("{\"é\": \"ü\", \"first\": 1}\n".getBytes(StandardCharsets.UTF_8));
            lines.writeBytes(bytes);
            lines.writeBytes("\n{\"last\": \"é\"}\n".getBytes(StandardCharsets.UTF_8));
            assertThat(objects(lines.toByteArray())).as(name).isEqualTo(2);
        }
        assertThat(documents).isEqualTo(188);
    }

    @Test
    void messy_files_have_each_their_outcome() throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        for (Path file : files("messy")) {
            if (file.toString().endsWith(".csv")) {
                outcomes.put(file.getFileName().toString(), outcome(file));
            }
        }
        String tooMany = " found 4 columns; expected 3 columns. A cell that contains a comma needs quotes around it.";
        assertThat(outcomes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("FY09_EDU_Recipients_by_State.csv", "UTF-8: 52 rows, 0 broken"),
                        Map.entry("bad.csv", "UTF-8: 3 rows, 2 broken, 2 (2):" + tooMany),
                        Map.entry("bad_skip_lines.csv", "UTF-8: 3 rows, 2 broken, 5 (5):" + tooMany),
                        Map.entry("blanks.csv", "UTF-8: 1 rows, 0 broken"),
                        Map.entry("ks_1033_data.csv", "UTF-8: 1575 rows, 0 broken"),
                        Map.entry("null_byte.csv", "UTF-8: 1 rows, 0 broken"),
                        Map.entry("optional_quote_characters.csv", "UTF-8: 1 rows, 0 broken"),
                        Map.entry("test_empty_columns_long_row.csv", "UTF-8: 0 rows, 0 broken"),
                        Map.entry("test_empty_columns_short_row.csv", "UTF-8: 0 rows, 0 broken"),
                        Map.entry("test_latin1.csv", "windows-1252: 2 rows, 0 broken"),
                        Map.entry("test_locale.csv", "UTF-8: 1 rows, 0 broken"),
                        Map.entry("test_utf16_big.csv", "UTF-16BE: 2 rows, 0 broken"),
                        Map.entry("test_utf16_little.csv", "UTF-16LE: 2 rows, 0 broken"),
                        Map.entry("test_utf8.csv", "UTF-8: 2 rows, 0 broken"),
                        Map.entry("test_utf8_bom.csv", "UTF-8: 2 rows, 0 broken")));
    }

    private static String outcome(Path file) throws IOException {
        try (RowSource source = InputFile.open(file)) {
            long rows = 0;
            List<String> broken = new ArrayList<>();
            for (Row row = source.next(); row != null; row = source.next()) {
                rows++;
                if (row instanceof BrokenRow) {
                    broken.add(Reading.told(row));
                }
            }
            return source.dialect().encoding() + ": " + rows + " rows, " + broken.size() + " broken"
                    + (broken.isEmpty() ? "" : ", " + broken.get(0));
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** How many objects are taken for rows; a file that is refused has none. */
    private static long objects(byte[] file) throws IOException {
        long objects = 0;
        try (RowSource source = InputFile.open(() -> new ByteArrayInputStream(file), "f", InputOptions.none())) {
            for (Row row = source.next(); row != null; row = source.next()) {
                objects += row instanceof JsonRow ? 1 : 0;
            }
            return objects;
        } catch (InputException e) {
            return 0;
        }
    }

    private static List<Path> files(String folder) throws IOException {
        Path data = Path.of(System.getProperty("feedbackuploader.data", "../shared/data"))
                .resolve(folder);
        assumeTrue(Files.isDirectory(data), "the suite is not at hand");
        try (Stream<Path> files = Files.list(data)) {
            return files.sorted().toList();
        }
    }
}
