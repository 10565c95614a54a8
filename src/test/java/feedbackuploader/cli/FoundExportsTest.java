package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports and JSON that people have: what is said of each, and what becomes of each once that is done. */
class FoundExportsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "j46.json | This looks like a Label Studio export with comparisons: add --mapping label-studio-pairwise --metric KEY --set completion_a_model=MODEL --set completion_b_model=MODEL. Give the UUIDs of the users with --users FILE, or add --drop-unknown-users.",
                "k6.json | This looks like Argilla records with ratings: add --mapping argilla-records --metric KEY.",
                "argilla.json | This looks like an Argilla export with comparisons: add --mapping argilla-pairwise --metric KEY.",
                "k4.csv | This looks like a Qualtrics export with three header rows: add --mapping qualtrics --metric KEY.",
            })
    void an_export_is_recognised_and_its_mapping_named_first(String name, String advice) throws IOException {
        Typed typed = validated(name, "");

        assertThat(typed.err()).startsWith(name + ": " + advice);
        assertThat(typed.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j46.json | --mapping label-studio-pairwise --metric KEY --set completion_a_model=MODEL --set completion_b_model=MODEL --drop-unknown-users | Skipped by \"/annotations/*/was_cancelled=true\": 2 pieces of feedback. | 3 rows: 1 preference feedback, 2 skipped.",
                "k6.json | --mapping argilla-records --metric KEY | Skipped by \"/responses/*/status!=submitted\": 2 pieces of feedback. | 1 row: 1 metric feedback.",
                "argilla.json | --mapping argilla-pairwise --metric KEY | Skipped by \"preference.responses.status!=submitted\": 1 piece of feedback. | 3 rows: 2 preference feedback, 1 skipped.",
                "argilla.json | --mapping argilla-ratings --metric KEY | Skipped by \"quality.responses=\": 1 row. | 3 rows: 3 metric feedback, 1 skipped.",
                "k4.csv | --mapping qualtrics --metric KEY --map details=Q2 | Skipped by \"StartDate~^[^0-9]\": 2 rows. | 4 rows: 2 metric feedback, 2 skipped.",
            })
    void its_mapping_skips_what_is_no_feedback(String name, String options, String notice, String sum)
            throws IOException {
        Typed typed = validated(name, options);

        assertThat(typed.out()).contains("Note: " + notice + "\n").endsWith(name + ": " + sum + "\n");
        assertThat(typed.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "j01.jsonl | 0 | 3 rows: 3 metric feedback.",
                "j03b.json | 0 | 2 rows: 2 metric feedback.",
                "j42.json | 0 | 2 rows: 2 metric feedback.",
                "j41.jsonl | 0 | 1 row: 1 preference feedback.",
                "j28.jsonl | 1 | 8 rows: 5 preference feedback, 3 invalid.",
            })
    void json_is_read_where_it_is_unmistakable(String name, int exitCode, String sum) throws IOException {
        Typed typed = validated(name, "");

        assertThat(typed.out()).contains(name + ": " + sum + "\n");
        assertThat(typed.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "j08.jsonl | found Python dictionaries in single quotes; expected one JSON object per row. Write them with json.dumps(row), or convert them to JSON: python3 -c 'import ast, json; [print(json.dumps(row)) for row in map(ast.literal_eval, filter(str.strip, open(\"j08.jsonl\")))]' > j08.rows.jsonl",
                "j20.json | found one JSON object with a column under each key; expected one JSON object per row. With pandas, write it with to_json(..., orient='records', lines=True). Or convert it: python3 -c 'import json; t = json.load(open(\"j20.json\")); [print(json.dumps({c: t[c].get(k) for c in t})) for k in t[\"completion_id\"]]' > j20.rows.jsonl",
            })
    void json_without_rows_is_refused_once_with_the_command_that_makes_them(String name, String told)
            throws IOException {
        String path = folder.resolve(name).toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        String here = told.replace("open(\"" + name + "\")", "open(\"" + path + "\")")
                .replace("> " + stem + ".rows", "> " + folder.resolve(stem) + ".rows");
        Typed typed = validated(name, "");

        assertThat(typed.err()).isEqualTo(name + ": " + here + "\n");
        assertThat(typed.exitCode()).isEqualTo(2);
    }

    @Test
    void rows_are_skipped_by_what_is_typed() throws IOException {
        Files.writeString(
                folder.resolve("r.csv"),
                "Name,completion_id,metric,value\nann,570b90e9-0724-5a2d-b2f7-81052e11b1ce,m,4\nTotal,,,4\n");

        Typed typed = Typed.in(folder, "validate", folder.resolve("r.csv").toString(), "--skip-where", "Name=Total");
        Typed mistyped = Typed.in(folder, "validate", folder.resolve("r.csv").toString(), "--skip-where", "Nam=Total");

        assertThat(typed.out())
                .contains("Note: Skipped by \"Name=Total\": 1 row.\n")
                .endsWith("r.csv: 2 rows: 1 metric feedback, 1 skipped.\n");
        assertThat(mistyped.err())
                .isEqualTo("r.csv: --skip-where \"Nam=Total\" names no column of the file (did you mean \"Name\"?). Its"
                        + " columns: \"Name\", \"completion_id\", \"metric\", \"value\".\n");
        assertThat(mistyped.exitCode()).isEqualTo(2);
    }

    private Typed validated(String name, String options) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream found = FoundExportsTest.class.getResourceAsStream("found/" + name)) {
            assertThat(found).as(name).isNotNull();
            Files.write(file, found.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("validate", file.toString()));
        command.addAll(
                Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList());
        return Typed.in(folder, command.toArray(String[]::new));
    }
}
