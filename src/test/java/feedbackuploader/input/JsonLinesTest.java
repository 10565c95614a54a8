package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLinesTest {

    static Stream<Arguments> brokenLines() {
        String oneLine = " Write each JSON object on one line.";
        String half = "expected whole characters. An emoji takes a pair of escapes; one of the two is missing.";
        return Stream.of(
                Arguments.of("[1]", "a list; expected a JSON object."),
                Arguments.of("\"text\"", "\"text\"; expected a JSON object."),
                Arguments.of("null", "null; expected a JSON object."),
                Arguments.of("12", "the number 12; expected a JSON object."),
                Arguments.of("completion_id,value", "\"c\" at character 1; expected valid JSON."),
                Arguments.of("{\"a\": }", "\"}\" at character 7; expected valid JSON."),
                Arguments.of("{\"a\": NaN}", "NaN or Infinity, which is not valid JSON; expected valid JSON."),
                Arguments.of("{'a': 1}", "\"'\" at character 2; expected valid JSON."),
                Arguments.of("{\"a\": 1,}", "\"}\" at character 9; expected valid JSON."),
                Arguments.of("{\"a\": 01}", "\"1\" at character 8; expected valid JSON."),
                Arguments.of("{\"a\": \"\u0001\"}", "U+0001 at character 8; expected valid JSON."),
                Arguments.of("{", "JSON that is cut off; expected valid JSON." + oneLine),
                Arguments.of("{\"a\": \"x", "JSON that is cut off; expected valid JSON." + oneLine),
                Arguments.of("{\"a\": 1, \"a\": 2}", "the key \"a\" twice; expected each key once in an object."),
                Arguments.of(
                        "{\"b\": [{\"a\": 1, \"\\u0061\": 2}]}",
                        "the key \"a\" twice; expected each key once in an object."),
                Arguments.of(
                        "{\"a\": 1} {\"a\": 2}",
                        "more text after the JSON value, from character 10; expected valid JSON. Write each JSON object on one line."),
                Arguments.of("{\"a\": 1}, ", "\",\" at character 9; expected valid JSON."),
                Arguments.of("{\"a\": \"\\ud83d\"}", "half a character (\\ud83d); " + half),
                Arguments.of("{\"a\": [\"\\uDE00x\"]}", "half a character (\\ude00); " + half),
                Arguments.of(
                        "{\"a\": " + "[".repeat(100) + "]".repeat(100) + "}",
                        "lists and objects nested more than 100 levels deep; expected at most 100."),
                Arguments.of(
                        "{\"a\": " + "1".repeat(101) + "}",
                        "a number of more than 100 characters; expected at most 100."),
                Arguments.of(
                        "{\"a\": 1e99999999999}",
                        "a number with an exponent of more than nine digits; expected a number in the range of a double."),
                Arguments.of(
                        "{\"a\": \"" + "x".repeat(RawRecord.CELL_LIMIT + 1) + "\"}",
                        "a text of more than 500,000 characters; expected at most 500,000."),
                Arguments.of(
                        "{\"" + "x".repeat(10_001) + "\": 1}",
                        "a key of more than 10,000 characters; expected at most 10,000."),
                Arguments.of(
                        "{\"a\": \"" + "x".repeat(RawRecord.LIMIT) + "\"}",
                        "a record of more than 1,000,000 characters; expected at most 1,000,000."));
    }

    @ParameterizedTest
    @MethodSource("brokenLines")
    void a_malformed_line_breaks_alone(String line, String found) {
        List<Row> rows = Reading.rows("{\"first\": 1}\n" + line + "\r\n{\"last\": 1}\n");

        assertThat(rows).hasSize(3);
        assertThat(Reading.told(rows.get(1))).isEqualTo("2 (2): found " + found);
        assertThat(rows.get(2))
                .isInstanceOf(JsonRow.class)
                .extracting(Row::line)
                .isEqualTo(3L);
    }

    @Test
    void lines_keep_their_text_and_their_number() {
        RowSource source = Reading.open("\uFEFF{\"a\": 1} \r\n\r\n \t\r\n  {\"a\":\r2}");

        assertThat(source.format()).isEqualTo(Format.JSONL);
        assertThat(source.header()).isEmpty();
        assertThat(source.columns()).isEmpty();
        assertThat(Reading.rest(source))
                .extracting(Row::number, Row::line, Row::text)
                .containsExactly(tuple(1L, 1L, "{\"a\": 1} "), tuple(4L, 4L, "  {\"a\":\r2}"));
        assertThat(source.blankRows()).isEqualTo(2);
        assertThat(source.lineBreak()).isEqualTo("\r\n");
        assertThat(source.dialect().byteOrderMark()).isTrue();
    }

    @Test
    void numbers_keep_every_digit_and_huge_ones_cost_nothing() {
        JsonRow row = (JsonRow) Reading.rows(
                        "{\"a\": 9007199254740993, \"b\": 0.10, \"c\": 1e1000000000, \"d\": 123456789012345678901234567890}")
                .get(0);

        assertThat(row.object())
                .extracting(node -> node.asText())
                .containsExactly("9007199254740993", "0.10", "1E+1000000000", "123456789012345678901234567890");
    }

    @Test
    void escaped_pairs_are_whole_characters() {
        JsonRow row =
                (JsonRow) Reading.rows("{\"a\": \"\\ud83d\\ude00 \\\\ud83d\"}").get(0);

        assertThat(row.object().get("a").textValue()).isEqualTo("😀 \\ud83d");
    }
}
