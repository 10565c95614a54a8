package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as people have them, each with what becomes of it: how it is understood, and its rows or its refusal. */
class FilesPeopleHaveTest {

    private static final String MORE_CELLS = "found 3 columns; expected 2 columns. A cell that contains a ";
    private static final String BAD_BYTE =
            "; expected UTF-8. Is the file in another encoding? Name it with --encoding.";
    private static final String QUOTE_END =
            "; expected a closing quote before the end of the file. The quote opened on";

    /** @param outcome the dialect, then a line for each row: its number (line) and cells or problem; or the refusal */
    record Case(String what, Bytes file, InputOptions options, String outcome) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> files() throws Exception {
        return Stream.of(
                // encodings
                of("UTF-8", "a,b\ncafé,😀\n", "CSV, UTF-8, delimiter comma\n2 [café, 😀]"),
                of("a UTF-8 BOM", "\uFEFFa,b\n1,2\n", "CSV, UTF-8 with a byte order mark, delimiter comma\n2 [1, 2]"),
                of(
                        "Excel's Unicode text",
                        utf16(true, "a\tb\r\né\t2\r\n"),
                        "CSV, UTF-16LE with a byte order mark, delimiter tab\n2 [é, 2]"),
                of(
                        "UTF-16 BE",
                        utf16(false, "a,b\né,2\n"),
                        "CSV, UTF-16BE with a byte order mark, delimiter comma\n2 [é, 2]"),
                of(
                        "UTF-16 LE without BOM",
                        "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE),
                        "CSV, UTF-16LE, delimiter comma\n2 [1, 2]"),
                of(
                        "UTF-16 BE without BOM",
                        "{\"a\":1}\n".getBytes(StandardCharsets.UTF_16BE),
                        "JSONL, UTF-16BE\n1 {\"a\":1}"),
                of(
                        "windows-1252",
                        in("windows-1252", "a;b\ncafé;€ 5 “x”\n"),
                        "CSV, windows-1252, delimiter semicolon\n2 [café, € 5 “x”]"),
                of(
                        "Shift_JIS",
                        in("Shift_JIS", "a,b\nとても良い回答ですが、少し長すぎます。,2\n"),
                        "CSV, Shift_JIS, delimiter comma\n2 [とても良い回答ですが、少し長すぎます。, 2]"),
                of(
                        "windows-1251",
                        in("windows-1251", "a,b\nПлохо,2\n"),
                        "CSV, windows-1251, delimiter comma\n2 [Плохо, 2]"),
                of(
                        "an encoding that is named",
                        in("windows-1250", "a,b\nżółć,2\n"),
                        with("windows-1250", null, 0),
                        "CSV, windows-1250, delimiter comma\n2 [żółć, 2]"),
                of(
                        "a BOM goes before the name",
                        "\uFEFFa,b\né,2\n",
                        with("windows-1252", null, 0),
                        "CSV, UTF-8 with a byte order mark, delimiter comma\n2 [é, 2]"),
                of(
                        "a bad byte among good ones",
                        bytes("a,b\né,ü\nx", "e9", ",1\n3,4\n"),
                        "CSV, UTF-8, delimiter comma\n2 [é, ü]\n3 found the byte 0xE9 at byte 12 of the file" + BAD_BYTE
                                + "\n4 [3, 4]"),
                of(
                        "a byte that windows-1252 lacks",
                        bytes("a,b\ncaf", "e9", ",1\n", "81", ",2\n"),
                        with("windows-1252", null, 0),
                        "CSV, windows-1252, delimiter comma\n2 [café, 1]\n3 found the byte 0x81 at byte 12 of the file; expected windows-1252. Is the file in another encoding? Name it with --encoding."),
                of(
                        "overlong UTF-8",
                        bytes("{\"é\":1,\"ü\":2,\"ö\":\"", "c0af", "\"}\n"),
                        "JSONL, UTF-8\n1 found the byte 0xC0 at byte 22 of the file" + BAD_BYTE),
                of(
                        "half a character in UTF-16",
                        bytes("", "feff0061002c0062000a", "", "d83d002c0031000a", ""),
                        "CSV, UTF-16BE with a byte order mark, delimiter comma\n2 found the bytes 0xD8 0x3D at byte 11 of the file; expected UTF-16BE. Is the file in another encoding? Name it with --encoding."),
                // delimiters
                of("semicolons", "a;b\n1,5;2\n", "CSV, UTF-8, delimiter semicolon\n2 [1,5, 2]"),
                of(
                        "tabs in a file named .csv",
                        "a\tb\n1\t{\"x\":1,\"y\":2}\n",
                        "CSV, UTF-8, delimiter tab\n2 [1, {\"x\":1,\"y\":2}]"),
                of("bars", "a|b\n1|2\n", "CSV, UTF-8, delimiter vertical bar\n2 [1, 2]"),
                of(
                        "delimiters inside quotes",
                        "\"a;x;y\",b\n\"1;2;3\",4\n",
                        "CSV, UTF-8, delimiter comma\n2 [1;2;3, 4]"),
                of("a header with both", "a;b,c\n1;2\n3;4\n", "CSV, UTF-8, delimiter semicolon\n2 [1, 2]\n3 [3, 4]"),
                of("one column", "a\n1;2\n", "CSV, UTF-8, delimiter comma\n2 [1;2]"),
                of(
                        "sep=; as Excel writes it",
                        "sep=;\r\na;b\r\n1;2\r\n",
                        "CSV, UTF-8, delimiter semicolon\n2 (3) [1, 2]"),
                of(
                        "sep= that says what none would guess",
                        "sep=~\na~b\n1~2\n",
                        "CSV, UTF-8, delimiter \"~\"\n2 (3) [1, 2]"),
                of(
                        "a delimiter that is named",
                        "a,b:c\n1,2:3\n",
                        with(null, ':', 0),
                        "CSV, UTF-8, delimiter \":\"\n2 [1,2, 3]"),
                // rows
                of(
                        "a title above the header",
                        "Ratings, spring\n\na,b\n1,2\n",
                        with(null, null, 2),
                        "CSV, UTF-8, delimiter comma\n4 [1, 2]"),
                of(
                        "more skipped than there is",
                        "a,b\n",
                        with(null, null, 5),
                        "ratings.csv: found only blank lines below the skipped ones; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)."),
                of(
                        "too few cells",
                        "a,b,c,d,e\n1,2,3,4\n",
                        "CSV, UTF-8, delimiter comma\n2 found 4 columns; expected 5 columns."),
                of(
                        "too many cells",
                        "a,b\n1,2,3\n",
                        "CSV, UTF-8, delimiter comma\n2 " + MORE_CELLS + "comma needs quotes around it."),
                of(
                        "too many cells, by semicolon",
                        "a;b\n1;2;3\n",
                        "CSV, UTF-8, delimiter semicolon\n2 " + MORE_CELLS + "semicolon needs quotes around it."),
                of(
                        "empty columns at the right",
                        "a,b,,\n1,2\n3,4,,\n5,6,,,,\n",
                        "CSV, UTF-8, delimiter comma\n2 [1, 2, , ]\n3 [3, 4, , ]\n4 [5, 6, , ]"),
                of("empty cells beyond the header", "a,b\n1,2,,\n", "CSV, UTF-8, delimiter comma\n2 [1, 2]"),
                of("blank rows", "a,b\n\n,\n  \n1,2\n\n", "CSV, UTF-8, delimiter comma\n5 [1, 2]\n4 blank"),
                of(
                        "lines inside quotes",
                        "a,b\n\"1\n2\",3\n4,5\n",
                        "CSV, UTF-8, delimiter comma\n2 [1\n2, 3]\n3 (4) [4, 5]"),
                of("line breaks of old Macs", "a,b\r1,2\r", "CSV, UTF-8, delimiter comma\n2 [1, 2]"),
                of(
                        "one name twice",
                        "a, A \n",
                        "ratings.csv row 1: found two columns named \"a\" and \" A \"; expected a name of its own for every column. Capitals, spaces, underscores and hyphens make no difference."),
                of(
                        "a quote that never closes",
                        "a,b\n1,2\n3,\"4\n5,6\n",
                        "ratings.csv row 3: found a quote that never closes" + QUOTE_END
                                + " line 3. Quotes inside a quoted cell are doubled."),
                of("a bare quote inside a cell", "a,b\n5\" disk,2\n", "CSV, UTF-8, delimiter comma\n2 [5\" disk, 2]"),
                of(
                        "combining marks and right-to-left",
                        "a,b\ne\u0301,שלום\n",
                        "CSV, UTF-8, delimiter comma\n2 [e\u0301, שלום]"),
                // JSON
                of("JSONL", "{\"a\":1}\n\n{\"a\":2}", "JSONL, UTF-8\n1 {\"a\":1}\n3 {\"a\":2}\n1 blank"),
                of(
                        "an array, indented",
                        "[\n  {\n    \"a\": \"]\\\"\"\n  },\n  {\"a\": [1, {}]}\n]\n",
                        "one JSON array, UTF-8\n1 (2) {\"a\":\"]\\\"\"}\n2 (5) {\"a\":[1,{}]}"),
                of(
                        "an array of other things",
                        "[1, {\"a\":1,\"a\":2}, {\"b\":}, {\"c\":3}]",
                        "one JSON array, UTF-8\n1 found the number 1; expected a JSON object.\n2 (1) found the key \"a\" twice; expected each key once in an object.\n3 (1) found \"}\" at character 6; expected valid JSON.\n4 (1) {\"c\":3}"),
                of(
                        "a comma too many",
                        "[{\"a\":1},]",
                        "one JSON array, UTF-8\n1 {\"a\":1}\n2 (1) found nothing; expected a JSON object. Is there a comma too many?"),
                of("an empty array", "[ ]\n", "one JSON array, UTF-8"),
                of(
                        "an array that breaks off",
                        "[{\"a\":1},\n{\"a\"",
                        "ratings.csv row 2: found a JSON array that never closes; expected its closing bracket. Are brackets or quotes missing, or was the file cut off?"),
                of(
                        "an array with a lost quote",
                        "[{\"a\":1},\n{\"a: 1}]",
                        "ratings.csv row 2: found a text that does not close, opened on line 2; expected a closing quote. Are brackets or quotes missing, or was the file cut off?"),
                of(
                        "more after the array",
                        "[{\"a\":1}]\n[]",
                        "ratings.csv row 1 (line 2): found more after the end of the JSON array; expected one JSON array, or one JSON object a line."),
                of(
                        "two objects on one line",
                        "{\"a\":1} {\"a\":2}\n",
                        "JSONL, UTF-8\n1 found more after the JSON value, from character 9 on; expected valid JSON. One JSON object stands on one line."),
                of(
                        "every digit of a number",
                        "{\"a\":9007199254740993,\"b\":1e400}\n",
                        "JSONL, UTF-8\n1 {\"a\":9007199254740993,\"b\":1E+400}"),
                of(
                        "half a character in JSON",
                        "{\"a\":\"\\ud83d\"}\n",
                        "JSONL, UTF-8\n1 found half a character (\\ud83d); expected whole characters. Characters such as emoji are written as a pair of escapes; here one of the two is missing."),
                // compression
                of("gzip", Packed.gzip("a,b\n1,2\n"), "CSV, UTF-8, delimiter comma, gzip\n2 [1, 2]"),
                of(
                        "gzip in two pieces, in UTF-16",
                        bytes(
                                "",
                                HexFormat.of().formatHex(Packed.gzip(utf16(true, "a,b\n"))),
                                "",
                                HexFormat.of().formatHex(Packed.gzip("1,2\n".getBytes(StandardCharsets.UTF_16LE))),
                                ""),
                        "CSV, UTF-16LE with a byte order mark, delimiter comma, gzip\n2 [1, 2]"),
                of("a packed array", Packed.gzip("[{\"a\":1}]"), "one JSON array, UTF-8, gzip\n1 {\"a\":1}"),
                of(
                        "nothing, packed",
                        Packed.gzip(""),
                        "ratings.csv: found an empty file; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)."));
    }

    @ParameterizedTest
    @MethodSource("files")
    void are_understood_or_refused_with_a_place(Case one) {
        assertThat(outcome(one.file(), one.options())).isEqualTo(one.outcome());
    }

    @Test
    void a_guess_is_told_with_a_word_and_so_is_the_encoding_of_the_report() {
        String report = "The report is in UTF-8 with a byte order mark, by which spreadsheets know it.";

        assertThat(Reading.open(in("windows-1252", "a,b\nle café noir,2\n")).notices())
                .containsExactly(
                        "The text is not UTF-8 and was read as windows-1252, in which it says \"café\". If that is wrong,"
                                + " name its encoding with --encoding.",
                        report);
        assertThat(Reading.open(utf16(true, "a,b\n")).notices()).containsExactly(report);
        assertThat(Reading.open("\uFEFFa,b\n".getBytes(StandardCharsets.UTF_8), with("windows-1252", null, 0))
                        .notices())
                .containsExactly(
                        "The file begins with a byte order mark and was read as UTF-8, not as --encoding says.");
        assertThat(Reading.open("a,é\n".getBytes(StandardCharsets.UTF_8)).notices())
                .isEmpty();
    }

    @Test
    void the_first_byte_that_is_not_ascii_may_stand_anywhere_in_the_file() {
        String ascii = "a,b\n" + "1,2\n".repeat(100_000);
        RowSource source = Reading.open(in("windows-1252", ascii + "café,3\n"));

        List<Row> rows = Reading.rest(source);
        assertThat(((CsvRow) rows.get(100_000)).cells()).containsExactly("café", "3");
        assertThat(source.dialect().encoding()).isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void options_come_back_from_their_line() {
        InputOptions all = new InputOptions(Charset.forName("windows-1252"), '\t', 3, "a \"b\"\n");

        assertThat(all.toLine()).doesNotContain("\n");
        assertThat(InputOptions.parse(all.toLine())).isEqualTo(all);
        assertThat(InputOptions.parse(InputOptions.none().toLine())).isEqualTo(InputOptions.none());
    }

    private static String outcome(Bytes file, InputOptions options) {
        List<String> lines = new ArrayList<>();
        try (RowSource source = InputFile.open(file, "ratings.csv", options)) {
            lines.add(source.dialect().describe());
            for (Row row = source.next(); row != null; row = source.next()) {
                String place = row.number() + (row.line() == row.number() ? " " : " (" + row.line() + ") ");
                if (row instanceof CsvRow csv) {
                    lines.add(place + csv.cells());
                } else if (row instanceof JsonRow json) {
                    lines.add(place + json.object());
                } else {
                    lines.add(place + Reading.told(row).replaceFirst("^.*?: ", ""));
                }
            }
            if (source.blankRows() > 0) {
                lines.add(source.blankRows() + " blank");
            }
            return String.join("\n", lines);
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case of(String what, String file, String outcome) {
        return of(what, file.getBytes(StandardCharsets.UTF_8), outcome);
    }

    private static Case of(String what, String file, InputOptions options, String outcome) {
        return of(what, file.getBytes(StandardCharsets.UTF_8), options, outcome);
    }

    private static Case of(String what, byte[] file, String outcome) {
        return of(what, file, InputOptions.none(), outcome);
    }

    private static Case of(String what, byte[] file, InputOptions options, String outcome) {
        return new Case(what, () -> new ByteArrayInputStream(file), options, outcome);
    }

    private static InputOptions with(@Nullable String encoding, @Nullable Character delimiter, int skipLines) {
        return new InputOptions(encoding == null ? null : Charset.forName(encoding), delimiter, skipLines, null);
    }

    private static byte[] in(String encoding, String text) {
        return text.getBytes(Charset.forName(encoding));
    }

    private static byte[] utf16(boolean littleEndian, String text) {
        return ("\uFEFF" + text).getBytes(littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }

    /** Text and bytes in hexadecimal by turns. */
    private static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i++) {
            bytes.writeBytes(
                    i % 2 == 0
                            ? parts[i].getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(parts[i]));
        }
        return bytes.toByteArray();
    }
}
