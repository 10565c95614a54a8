package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people really write into cells, and what they are told: one line a case in {@code cells.txt}.
 */
class CellsTest {

    static Stream<Arguments> cases() throws IOException {
        try (InputStream table = Objects.requireNonNull(CellsTest.class.getResourceAsStream("cells.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split(" +\\| +", 3))
                            .map(parts -> Arguments.of(parts[0], parts[1], parts[2]))
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest(name = "{0} | {1}")
    @MethodSource("cases")
    void a_cell(String column, String cell, String told) {
        String text = written(cell);
        Mapping mapping = column.equals("json") ? Mapping.of(text) : Mapping.of(csv(column, text));

        if (told.startsWith("ok")) {
            assertThat(mapping.feedback()).hasSize(1);
            assertThat(mapping.only()).contains(written(told.substring(2).strip()));
        } else {
            String place = column.equals("json") ? "ratings.csv row 1" : "ratings.csv row 2";
            assertThat(mapping.only()).isEqualTo(place + told);
        }
    }

    private static String written(String text) {
        return text.translateEscapes()
                .replace('~', '\u00A0')
                .replace("ID2", Mapping.ID2)
                .replace("ID", Mapping.ID);
    }

    private static String csv(String column, String cell) {
        List<String> columns = column.startsWith("pref")
                ? List.of("metric", "preferred", "other", "tied", "user")
                : List.of("completion_id", "metric", "value", "details", "user");
        List<String> cells = column.startsWith("pref")
                ? Arrays.asList("m", Mapping.ID, Mapping.ID2, "", "")
                : Arrays.asList(Mapping.ID, "m", "1", "", "");
        cells.set(columns.indexOf(column.replace("pref.", "")), cell);
        return String.join(",", columns) + "\n"
                + String.join(
                        ",",
                        cells.stream()
                                .map(one -> "\"" + one.replace("\"", "\"\"") + "\"")
                                .toList())
                + "\n";
    }
}
