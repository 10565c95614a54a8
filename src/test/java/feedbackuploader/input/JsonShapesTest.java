package feedbackuploader.input;

import static feedbackuploader.input.FileCase.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.support.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that is neither one object a line nor one array: read where it is unmistakable, else refused with the way out. */
class JsonShapesTest {

    private static final String VALUES = "JSON objects one after the other, UTF-8";
    private static final String LIST = "one JSON object that holds a list, UTF-8";
    private static final String PANDAS =
            "With pandas, write it with to_json(..., orient='records', lines=True). Or convert it: ";

    static Stream<FileCase> files() throws Exception {
        return Stream.of(
                file(
                        "what jq prints",
                        "{\n  \"a\": 1,\n  \"b\": \"}\\\"{\"\n}\n{\n  \"a\": {\n    \"c\": [2]\n  }\n}\n",
                        VALUES + "\n1 {\"a\":1,\"b\":\"}\\\"{\"}\n2 (5) {\"a\":{\"c\":[2]}}"),
                file("with commas between", "{\"a\":1},\n{\"a\":2},\n", VALUES + "\n1 {\"a\":1}\n2 {\"a\":2}"),
                file("on one line", "{\"a\":1}{\"a\":2}", VALUES + "\n1 {\"a\":1}\n2 (1) {\"a\":2}"),
                file(
                        "a broken one among them",
                        "{\n\"a\": 1\n}\n{\n\"a\": x\n}\nnull\n{\n\"a\": 2}",
                        VALUES
                                + "\n1 {\"a\":1}\n2 (4) found \"x\" at character 8; expected valid JSON.\n3 (7) found null; expected a JSON object.\n4 (8) {\"a\":2}"),
                file(
                        "one that never closes",
                        "{\n\"a\": 1\n}\n{\n\"a\": [1\n}\n",
                        "ratings.csv row 2 (line 4): found a JSON object without its end; expected a closing bracket. Are brackets or quotes missing, or was the file cut off?"),
                file(
                        "a text that never closes",
                        "{\n\"a\": 1\n}\n{\n\"a: 1\n}\n",
                        "ratings.csv row 2 (line 4): found a text without its closing quote, opened on line 5; expected a closing quote. Are brackets or quotes missing, or was the file cut off?"),
                file(
                        "an object that holds the list",
                        "{\n  \"records\": [\n    {\n      \"a\": 1\n    },\n    {\"a\": 2}\n  ]\n}",
                        LIST + "\n1 (3) {\"a\":1}\n2 (6) {\"a\":2}"),
                file(
                        "on one line, as servers answer",
                        "{\"data\": [{\"a\":1}, {\"a\":2}]}",
                        LIST + "\n1 {\"a\":1}\n2 (1) {\"a\":2}"),
                file("a list of none", "{\"data\": []}", LIST),
                file("under any key that stands alone", "{\"votes\": [{\"a\":1}]}", LIST + "\n1 {\"a\":1}"),
                file(
                        "pages of a list, with other things beside it",
                        "{\"page\": 1, \"x\": {\"data\": [\"]}\"]}, \"data\": [{\"a\":1}], \"more\": [true]}\n{\"data\": [], \"page\": 2}\n{\"data\": [{\"a\":2}]}\n",
                        LIST + "\n1 {\"a\":1}\n2 (3) {\"a\":2}"),
                file(
                        "a list that is part of a row",
                        "{\"completion_id\": \"x\", \"data\": [{\"a\":1}]}\n",
                        "JSONL, UTF-8\n1 {\"completion_id\":\"x\",\"data\":[{\"a\":1}]}"),
                file(
                        "a broken first line",
                        "{\"a\": 1\n{\"a\": 2}\n",
                        "JSONL, UTF-8\n1 found JSON that is cut off; expected valid JSON. Write each JSON object on one line.\n2 {\"a\":2}"),
                file("Ctrl-Z at the end", "{\n\"a\": 1\n}\u001A", VALUES + "\n1 {\"a\":1}"),
                file("zeros behind a list", "{\"data\": [{\"a\":1}]}\n\0\0", LIST + "\n1 {\"a\":1}"),
                file("an empty object", "{}\n", "JSONL, UTF-8\n1 {}"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void rows_are_found_where_they_stand(FileCase one) {
        assertThat(one.found()).isEqualTo(one.outcome());
    }

    @Test
    void what_stands_beside_the_list_is_named() {
        RowSource source = Reading.open("{\"page\": 1, \"data\": [{\"a\":1}], \"next\": null}");
        Reading.rest(source);

        assertThat(source.notices()).containsExactly("Ignored beside the list of rows: \"next\", \"page\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"data\": [{\"a\":1}], \"next_page\": \"x\", \"total\": 500} | its \"total\" is 500",
                "{\"meta\": {\"page\": 1, \"totalItems\": 120, \"totalPages\": 3}, \"data\": [{\"a\":1}]} | its \"totalItems\" is 120",
                "{\"data\": [{\"a\":1}], \"has_more\": true} | its \"has_more\" names more",
                "{\"data\": [{\"a\":1}], \"pagination\": {\"total_pages\": 7, \"page\": 1}} | its \"total_pages\" is 7",
                "{\"data\": [{\"a\":1}], \"pagination\": {\"page\":1,\"pages\":7}} | its \"pages\" is 7",
                "{\"data\": [{\"a\":1}], \"totalCount\": \"50\"} | its \"totalCount\" is 50",
                "{\"data\": [{\"a\":1}], \"truncated\": true} | its \"truncated\" names more",
                "{\"data\": [{\"a\":1}], \"hasMore\": \"true\"} | its \"hasMore\" names more",
                "{\"data\": [{\"a\":1}], \"has_more\": \"false\", \"truncated\": false, \"total_pages\": 1} | ",
                "{\"data\": [{\"a\":1}], \"has_more\": false, \"next\": null, \"total\": 1} | ",
            })
    void one_page_of_several_is_told(String text, String why) {
        RowSource source = Reading.open(text);
        Reading.rest(source);

        assertThat(source.notices().stream().filter(notice -> notice.startsWith("The file is one page")))
                .containsExactlyElementsOf(
                        why == null
                                ? List.of()
                                : List.of("The file is one page of a longer list: it has 1 row and " + why
                                        + ". Only these rows are uploaded. Export the other pages too."));
    }

    @Test
    void two_lists_of_rows_in_one_object_are_refused() {
        assertThat(Reading.refusal("{\"data\": [{\"a\":1}], \"items\": [{\"a\":2}]}"))
                .isEqualTo("ratings.csv: found two lists of rows in one object, \"data\" and \"items\"; expected one"
                        + " list of rows. Extract one of them: jq -c '.\"data\"[]' ratings.csv > rows.jsonl");
    }

    @Test
    void rows_are_cut_one_by_one_however_many_there_are() {
        String row = "{\n\"a\": \"" + "x".repeat(1_000) + "\"\n}\n";
        String all = row.repeat(2_000);

        List<Row> values = Reading.rest(Reading.open(all));
        List<Row> list = Reading.rest(Reading.open("{\"rows\": [" + row + ("," + row).repeat(1_999) + "]}"));

        assertThat(values).hasSize(2_000).allMatch(JsonRow.class::isInstance);
        assertThat(values.get(1_999)).extracting(Row::number, Row::line).containsExactly(2_000L, 5_998L);
        assertThat(list).hasSize(2_000).allMatch(JsonRow.class::isInstance);
        assertThat(list.get(1_999)).extracting(Row::number, Row::line).containsExactly(2_000L, 5_998L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'a': None}; | Python dictionaries in single quotes; expected one JSON object per row. Write them with json.dumps(row), or convert them to JSON: python3 -c 'import ast, json; [print(json.dumps(row)) for row in map(ast.literal_eval, filter(str.strip, open(\"ratings.csv\")))]' > ratings.rows.jsonl",
                "[{'a': True}, {'a': 1}] | Python dictionaries in single quotes; expected one JSON object per row. Write them with json.dumps(row), or convert them to JSON: python3 -c 'import ast, json; [print(json.dumps(row)) for row in ast.literal_eval(open(\"ratings.csv\").read())]' > ratings.rows.jsonl",
                "{\"a\": {\"0\": 1}, \"b\": {\"0\": 2}} | one JSON object with a column under each key; expected one JSON object per row. PANDASpython3 -c 'import json; t = json.load(open(\"ratings.csv\")); [print(json.dumps({c: t[c].get(k) for c in t})) for k in t[\"a\"]]' > ratings.rows.jsonl",
                "{\"0\": {\"a\": 1}, \"1\": {\"a\": 2}} | one JSON object with a row under each number; expected one JSON object per row. PANDASpython3 -c 'import json; t = json.load(open(\"ratings.csv\")); [print(json.dumps(row)) for row in t.values()]' > ratings.rows.jsonl",
                "{\"columns\": [\"a\"], \"index\": [0], \"data\": [[1]]} | one JSON object with columns and data apart; expected one JSON object per row. PANDASpython3 -c 'import json; t = json.load(open(\"ratings.csv\")); [print(json.dumps(dict(zip(t[\"columns\"], row)))) for row in t[\"data\"]]' > ratings.rows.jsonl",
                "{\"data\": {\"items\": [{\"a\": 1}]}} | one JSON object with the rows under \"items\" inside \"data\"; expected one JSON object per row. Extract them: python3 -c 'import json; [print(json.dumps(row)) for row in json.load(open(\"ratings.csv\"))[\"data\"][\"items\"]]' > ratings.rows.jsonl",
                "[[{\"a\": 1}], [{\"a\": 2}]] | lists of rows inside a list, as where pages were joined; expected one JSON object per row. Write each row on a line: python3 -c 'import json; [print(json.dumps(row)) for page in json.load(open(\"ratings.csv\")) for row in page]' > ratings.rows.jsonl",
                "[[\"a\"], [1]] | rows that are lists, without column names; expected one JSON object per row. If the first list holds the column names, convert the file to CSV: python3 -c 'import csv, json, sys; csv.writer(sys.stdout).writerows(json.load(open(\"ratings.csv\")))' > ratings.rows.csv",
                "[\"a\"];[1] | rows that are lists, without column names; expected one JSON object per row. If the first list holds the column names, convert the file to CSV: python3 -c 'import csv, json, sys; csv.writer(sys.stdout).writerows(map(json.loads, filter(str.strip, open(\"ratings.csv\"))))' > ratings.rows.csv",
            })
    void what_has_no_rows_is_refused_once_with_the_command_that_makes_them(String text, String told) {
        assertThat(Reading.refusal(text.replace(';', '\n')))
                .isEqualTo("ratings.csv: found " + told.replace("PANDAS", PANDAS));
    }

    @Test
    void the_command_holds_the_path_that_was_typed(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("it's")).resolve("a b.jsonl"), "{'a': None}\n");

        assertThatThrownBy(() -> InputFile.open(file))
                .hasMessageStartingWith("a b.jsonl: found Python dictionaries")
                .hasMessageContaining("open(\"" + file.toString().replace("'", "'\\''") + "\")")
                .hasMessageEndingWith("> "
                        + Shell.word(
                                folder.resolve("it's").resolve("a b.rows.jsonl").toString()));
    }

    @Test
    void the_command_holds_the_files_name_as_a_shell_takes_it() {
        assertThat(Shell.word("a-b_1.jsonl")).isEqualTo("a-b_1.jsonl");
        assertThat(Shell.word("=a")).isEqualTo("'=a'");
        assertThat(Shell.word("it's $5")).isEqualTo("'it'\\''s $5'");
    }

    @Test
    void utf_16_and_a_byte_order_mark_make_no_difference() {
        byte[] text = "\uFEFF{\n\"a\": 1\n}\n{\n\"a\": 2\n}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(Reading.rest(Reading.open(text))).hasSize(2).allMatch(JsonRow.class::isInstance);
    }
}
