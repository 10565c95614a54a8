package feedbackuploader.input;

import static feedbackuploader.input.FileCase.bytes;
import static feedbackuploader.input.FileCase.file;
import static feedbackuploader.input.FileCase.utf16;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON and packed files as people have them, each with what becomes of it. */
class JsonAndPackedFilesTest {

    static Stream<FileCase> files() throws Exception {
        return Stream.of(
                // JSON
                file("JSONL", "{\"a\":1}\n\n{\"a\":2}", "JSONL, UTF-8\n1 {\"a\":1}\n3 {\"a\":2}\n1 blank"),
                file(
                        "an array, indented",
                        "[\n  {\n    \"a\": \"]\\\"\"\n  },\n  {\"a\": [1, {}]}\n]\n",
                        "one JSON array, UTF-8\n1 (2) {\"a\":\"]\\\"\"}\n2 (5) {\"a\":[1,{}]}"),
                file(
                        "an array of other things",
                        "[1, {\"a\":1,\"a\":2}, {\"b\":}, {\"c\":3}]",
                        "one JSON array, UTF-8\n1 found the number 1; expected a JSON object.\n2 (1) found the key \"a\" twice; expected each key once in an object.\n3 (1) found \"}\" at character 6; expected valid JSON.\n4 (1) {\"c\":3}"),
                file(
                        "a comma too many",
                        "[{\"a\":1},]",
                        "one JSON array, UTF-8\n1 {\"a\":1}\n2 (1) found nothing; expected a JSON object. Is there an extra comma?"),
                file("an empty array", "[ ]\n", "one JSON array, UTF-8"),
                file(
                        "an array that breaks off",
                        "[{\"a\":1},\n{\"a\"",
                        "ratings.csv row 2: found a JSON array without its end; expected a closing bracket. Are brackets or quotes missing, or was the file cut off?"),
                file(
                        "an array with a lost quote",
                        "[{\"a\":1},\n{\"a: 1}]",
                        "ratings.csv row 2: found a text without its closing quote, opened on line 2; expected a closing quote. Are brackets or quotes missing, or was the file cut off?"),
                file(
                        "more after the array",
                        "[{\"a\":1}]\n[]",
                        "ratings.csv row 1 (line 2): found more text after the end of the JSON array; expected one JSON array, or one JSON object per line. Write one object per line: jq -c '.[]' ratings.csv > rows.jsonl"),
                file(
                        "something else after the array",
                        "[{\"a\":1}]\nx",
                        "ratings.csv row 1 (line 2): found more text after the end of the JSON array; expected one JSON array, or one JSON object per line."),
                file(
                        "two objects on one line",
                        "{\"a\":1} {\"a\":2}\n",
                        "JSON objects one after the other, UTF-8\n1 {\"a\":1}\n2 (1) {\"a\":2}"),
                file(
                        "two objects on a later line",
                        "{\"a\":0}\n{\"a\":1} {\"a\":2}\n",
                        "JSONL, UTF-8\n1 {\"a\":0}\n2 found more text after the JSON value, from character 9; expected valid JSON. Write each JSON object on one line."),
                file(
                        "every digit of a number",
                        "{\"a\":9007199254740993,\"b\":1e400}\n",
                        "JSONL, UTF-8\n1 {\"a\":9007199254740993,\"b\":1E+400}"),
                file(
                        "half a character in JSON",
                        "{\"a\":\"\\ud83d\"}\n",
                        "JSONL, UTF-8\n1 found half a character (\\ud83d); expected whole characters. An emoji takes a pair of escapes; one of the two is missing."),
                // compression
                file("gzip", Packed.gzip("a,b\n1,2\n"), "CSV, UTF-8, delimiter comma, gzip\n2 [1, 2]"),
                file(
                        "gzip in two pieces, in UTF-16",
                        bytes(
                                "",
                                HexFormat.of().formatHex(Packed.gzip(utf16(true, "a,b\n"))),
                                "",
                                HexFormat.of().formatHex(Packed.gzip("1,2\n".getBytes(StandardCharsets.UTF_16LE))),
                                ""),
                        "CSV, UTF-16LE with a byte order mark, delimiter comma, gzip\n2 [1, 2]"),
                file("a packed array", Packed.gzip("[{\"a\":1}]"), "one JSON array, UTF-8, gzip\n1 {\"a\":1}"),
                file(
                        "nothing, packed",
                        Packed.gzip(""),
                        "ratings.csv: found an empty file; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)."));
    }

    @ParameterizedTest
    @MethodSource("files")
    void are_understood_or_refused_with_a_place(FileCase one) {
        assertThat(one.found()).isEqualTo(one.outcome());
    }

    @Test
    void options_come_back_from_their_line() {
        InputOptions all = new InputOptions(
                Charset.forName("windows-1252"), '\t', 3, "a \"b\"\n", InputOptions.NO_CHARACTER, '\\', '#');

        assertThat(all.toLine()).doesNotContain("\n");
        assertThat(InputOptions.parse(all.toLine())).isEqualTo(all);
        assertThat(InputOptions.parse(InputOptions.none().toLine())).isEqualTo(InputOptions.none());
    }
}
