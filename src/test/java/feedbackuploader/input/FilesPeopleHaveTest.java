package feedbackuploader.input;

import static feedbackuploader.input.FileCase.bytes;
import static feedbackuploader.input.FileCase.file;
import static feedbackuploader.input.FileCase.in;
import static feedbackuploader.input.FileCase.utf16;
import static feedbackuploader.input.FileCase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as people have them, each with what becomes of it: how it is understood, and its rows or its refusal. */
class FilesPeopleHaveTest {

    private static final String MORE_CELLS = "found 3 columns; expected 2 columns. A cell that contains a ";
    private static final String BAD_BYTE =
            "; expected UTF-8. If the whole file is in another encoding, name it with --encoding. If only a few rows are, write their text again.";
    private static final String QUOTE_END =
            "; expected a closing quote before the end of the file. The quote opened on";

    static Stream<FileCase> files() {
        return Stream.of(
                // encodings
                file("UTF-8", "a,b\ncafé,😀\n", "CSV, UTF-8, delimiter comma\n2 [café, 😀]"),
                file("a UTF-8 BOM", "\uFEFFa,b\n1,2\n", "CSV, UTF-8 with a byte order mark, delimiter comma\n2 [1, 2]"),
                file(
                        "Excel's Unicode text",
                        utf16(true, "a\tb\r\né\t2\r\n"),
                        "CSV, UTF-16LE with a byte order mark, delimiter tab\n2 [é, 2]"),
                file(
                        "UTF-16 BE",
                        utf16(false, "a,b\né,2\n"),
                        "CSV, UTF-16BE with a byte order mark, delimiter comma\n2 [é, 2]"),
                file(
                        "UTF-16 LE without BOM",
                        "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE),
                        "CSV, UTF-16LE, delimiter comma\n2 [1, 2]"),
                file(
                        "UTF-16 BE without BOM",
                        "{\"a\":1}\n".getBytes(StandardCharsets.UTF_16BE),
                        "JSONL, UTF-16BE\n1 {\"a\":1}"),
                file(
                        "windows-1252",
                        in("windows-1252", "a;b\ncafé;€ 5 “x”\n"),
                        "CSV, windows-1252, delimiter semicolon\n2 [café, € 5 “x”]"),
                file(
                        "Shift_JIS",
                        in("Shift_JIS", "a,b\nとても良い回答ですが、少し長すぎます。,2\n"),
                        "CSV, Shift_JIS, delimiter comma\n2 [とても良い回答ですが、少し長すぎます。, 2]"),
                file(
                        "windows-1251",
                        in("windows-1251", "a,b\nПлохо,2\n"),
                        "CSV, windows-1251, delimiter comma\n2 [Плохо, 2]"),
                file(
                        "an encoding that is named",
                        in("windows-1250", "a,b\nżółć,2\n"),
                        with("windows-1250", null, 0),
                        "CSV, windows-1250, delimiter comma\n2 [żółć, 2]"),
                file(
                        "a BOM goes before the name",
                        "\uFEFFa,b\né,2\n",
                        with("windows-1252", null, 0),
                        "CSV, UTF-8 with a byte order mark, delimiter comma\n2 [é, 2]"),
                file(
                        "a bad byte among good ones",
                        bytes("a,b\né,ü\nx", "e9", ",1\n3,4\n"),
                        "CSV, UTF-8, delimiter comma\n2 [é, ü]\n3 found the byte 0xE9 at byte 12 of the file" + BAD_BYTE
                                + "\n4 [3, 4]"),
                file(
                        "windows-1250 that statistics take for Greek",
                        in("windows-1250", "a,b\nžluťoučký kůň,2\nšílený,1\n"),
                        "CSV, windows-1250, delimiter comma\n2 [žluťoučký kůň, 2]\n3 [šílený, 1]"),
                file(
                        "windows-1250 that statistics take for Cyrillic",
                        in(
                                "windows-1250",
                                "a,b\nPříliš žluťoučký kůň úpěl ďábelské ódy,2\nOdpověď byla výborná a velmi užitečná,1\nšpatně,3\n"),
                        "CSV, windows-1250, delimiter comma\n2 [Příliš žluťoučký kůň úpěl ďábelské ódy, 2]\n3 [Odpověď byla výborná a velmi užitečná, 1]\n4 [špatně, 3]"),
                file(
                        "windows-1253 that statistics take for ISO-8859-7",
                        in("windows-1253", "a,b\nπολύ καλή απάντηση… “ναι”,2\n"),
                        "CSV, windows-1253, delimiter comma\n2 [πολύ καλή απάντηση… “ναι”, 2]"),
                file(
                        "a byte that windows-1252 lacks",
                        bytes("a,b\ncaf", "e9", ",1\n", "81", ",2\n"),
                        with("windows-1252", null, 0),
                        "CSV, windows-1252, delimiter comma\n2 [café, 1]\n3 found the byte 0x81 at byte 12 of the file; expected windows-1252. If the whole file is in another encoding, name it with --encoding. If only a few rows are, write their text again."),
                file(
                        "overlong UTF-8",
                        bytes("{\"é\":1,\"ü\":2,\"ö\":\"", "c0af", "\"}\n"),
                        "JSONL, UTF-8\n1 found the byte 0xC0 at byte 22 of the file" + BAD_BYTE),
                file(
                        "half a character in UTF-16",
                        bytes("", "feff0061002c0062000a", "", "d83d002c0031000a", ""),
                        "CSV, UTF-16BE with a byte order mark, delimiter comma\n2 found the bytes 0xD8 0x3D at byte 11 of the file; expected UTF-16BE. If the whole file is in another encoding, name it with --encoding. If only a few rows are, write their text again."),
                // delimiters
                file("semicolons", "a;b\n1,5;2\n", "CSV, UTF-8, delimiter semicolon\n2 [1,5, 2]"),
                file(
                        "tabs in a file named .csv",
                        "a\tb\n1\t{\"x\":1,\"y\":2}\n",
                        "CSV, UTF-8, delimiter tab\n2 [1, {\"x\":1,\"y\":2}]"),
                file("bars", "a|b\n1|2\n", "CSV, UTF-8, delimiter vertical bar\n2 [1, 2]"),
                file(
                        "delimiters inside quotes",
                        "\"a;x;y\",b\n\"1;2;3\",4\n",
                        "CSV, UTF-8, delimiter comma\n2 [1;2;3, 4]"),
                file("a header with both", "a;b,c\n1;2\n3;4\n", "CSV, UTF-8, delimiter semicolon\n2 [1, 2]\n3 [3, 4]"),
                file("one column", "a\n1;2\n", "CSV, UTF-8, delimiter comma\n2 [1;2]"),
                file(
                        "sep=; as Excel writes it",
                        "sep=;\r\na;b\r\n1;2\r\n",
                        "CSV, UTF-8, delimiter semicolon\n2 (3) [1, 2]"),
                file(
                        "sep= that says what none would guess",
                        "sep=~\na~b\n1~2\n",
                        "CSV, UTF-8, delimiter \"~\"\n2 (3) [1, 2]"),
                file("sep= with a quote, which is a header", "sep=\"\n1\n", "CSV, UTF-8, delimiter comma\n2 [1]"),
                file(
                        "sep= with nothing, which is a header",
                        "sep=\n\n1\n",
                        "CSV, UTF-8, delimiter comma\n3 [1]\n1 blank"),
                file(
                        "a delimiter that is named",
                        "a,b:c\n1,2:3\n",
                        with(null, ':', 0),
                        "CSV, UTF-8, delimiter \":\"\n2 [1,2, 3]"),
                // rows
                file(
                        "a title above the header",
                        "Ratings, spring\n\na,b\n1,2\n",
                        with(null, null, 2),
                        "CSV, UTF-8, delimiter comma\n4 [1, 2]"),
                file(
                        "more skipped than there is",
                        "a,b\n",
                        with(null, null, 5),
                        "ratings.csv: found only blank lines below the skipped ones; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx)."),
                file(
                        "too few cells",
                        "a,b,c,d,e\n1,2,3,4\n",
                        "CSV, UTF-8, delimiter comma\n2 found 4 columns; expected 5 columns."),
                file(
                        "a header that ends with a comma, and a text that has one",
                        "a,b,\n1,hello, world\n2,hello,\n",
                        "CSV, UTF-8, delimiter comma\n2 found \" world\" in a column without a name; expected an empty"
                                + " cell. A cell that contains a comma needs quotes around it. If the column matters, name"
                                + " it in the header.\n3 [2, hello, ]"),
                file(
                        "two commas at the end of a header",
                        "a,b,,\n1,hello, world\n",
                        "CSV, UTF-8, delimiter comma\n2 found \" world\" in a column without a name; expected an empty"
                                + " cell. A cell that contains a comma needs quotes around it. If the column matters, name"
                                + " it in the header."),
                file("a column of numbers without a name", ",a\n0,x\n", "CSV, UTF-8, delimiter comma\n2 [0, x]"),
                file(
                        "too many cells",
                        "a,b\n1,2,3\n",
                        "CSV, UTF-8, delimiter comma\n2 " + MORE_CELLS + "comma needs quotes around it."),
                file(
                        "too many cells, by semicolon",
                        "a;b\n1;2;3\n",
                        "CSV, UTF-8, delimiter semicolon\n2 " + MORE_CELLS + "semicolon needs quotes around it."),
                file(
                        "empty columns at the right",
                        "a,b,,\n1,2\n3,4,,\n5,6,\n",
                        "CSV, UTF-8, delimiter comma\n2 [1, 2, , ]\n3 [3, 4, , ]\n4 [5, 6, , ]"),
                file(
                        "an empty column in the middle",
                        "a,,b\n1,,2\n3, ,4\n",
                        "CSV, UTF-8, delimiter comma\n2 [1, , 2]\n3 [3,  , 4]"),
                file(
                        "a filled column without a name in the middle",
                        "a,,b\n1,5,2\n3,,4\n",
                        "CSV, UTF-8, delimiter comma\n2 found \"5\" in a column without a name; expected an empty cell."
                                + " A cell that contains a comma needs quotes around it. If the column matters, name it in"
                                + " the header.\n3 [3, , 4]"),
                file(
                        "a delimiter at the end of every row",
                        "a,b\n1,2,,\n\n3,4,,\n5\n",
                        "CSV, UTF-8, delimiter comma\n2 [1, 2]\n4 [3, 4]\n5 found 1 column; expected 2 columns.\n1 blank"),
                file(
                        "a delimiter at the end of one row",
                        "a,b,c\n1,hello, world,\n2,x,\n",
                        "CSV, UTF-8, delimiter comma\n2 found 4 columns, the last one empty, unlike other rows;"
                                + " expected 3 columns. A cell that contains a comma needs quotes around it. If no cell"
                                + " does, remove the comma at the end of the row.\n3 [2, x, ]"),
                file(
                        "another delimiter at the end of one row",
                        "a,b\n1,2,\n3,4,,\n",
                        "CSV, UTF-8, delimiter comma\n2 found 3 columns, the last one empty, unlike other rows;"
                                + " expected 2 columns. A cell that contains a comma needs quotes around it. If no cell"
                                + " does, remove the comma at the end of the row.\n3 found 4 columns, the last one empty,"
                                + " unlike other rows; expected 2 columns. A cell that contains a comma needs"
                                + " quotes around it. If no cell does, remove the comma at the end of the row."),
                file("blank rows", "a,b\n\n,\n  \n1,2\n\n", "CSV, UTF-8, delimiter comma\n5 [1, 2]\n4 blank"),
                file(
                        "lines inside quotes",
                        "a,b\n\"1\n2\",3\n4,5\n",
                        "CSV, UTF-8, delimiter comma\n2 [1\n2, 3]\n3 (4) [4, 5]"),
                file("line breaks of old Macs", "a,b\r1,2\r", "CSV, UTF-8, delimiter comma\n2 [1, 2]"),
                file("one name twice", "a, A \n1,2\n", "CSV, UTF-8, delimiter comma\n2 [1, 2]"),
                file(
                        "a quote without its closing quote",
                        "a,b\n1,2\n3,\"4\n5,6\n",
                        "CSV, UTF-8, delimiter comma\n2 [1, 2]\n3 found a quote without its closing quote" + QUOTE_END
                                + " line 3. This file has no quotes around cells: add --quote none.\n4 [5, 6]"),
                file("a bare quote inside a cell", "a,b\n5\" disk,2\n", "CSV, UTF-8, delimiter comma\n2 [5\" disk, 2]"),
                file(
                        "combining marks and right-to-left",
                        "a,b\ne\u0301,שלום\n",
                        "CSV, UTF-8, delimiter comma\n2 [e\u0301, שלום]"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void are_understood_or_refused_with_a_place(FileCase one) {
        assertThat(one.found()).isEqualTo(one.outcome());
    }

    @Test
    void a_guess_is_told_with_a_word_and_so_is_the_encoding_of_the_report() {
        String report = "The report is written in UTF-8 with a byte order mark, for spreadsheets.";

        assertThat(Reading.open(in("windows-1252", "a,b\nle café noir,2\n")).notices())
                .containsExactly(
                        "The text is not UTF-8. It was decoded as windows-1252; check this sample: \"café\". If it is wrong, name the encoding with --encoding.",
                        report);
        assertThat(Reading.open(utf16(true, "a,b\n")).notices()).containsExactly(report);
        assertThat(Reading.open("\uFEFFa,b\n".getBytes(StandardCharsets.UTF_8), with("windows-1252", null, 0))
                        .notices())
                .containsExactly("--encoding is ignored: the file begins with the byte order mark of UTF-8.");
        assertThat(Reading.open("a,é\n".getBytes(StandardCharsets.UTF_8)).notices())
                .isEmpty();
    }

    @Test
    void a_guess_is_told_with_letters_of_a_whole_word() {
        assertThat(Reading.open(in("windows-1252", "a,b\n“…” — à la carte: très bon,2\n"))
                        .notices()
                        .get(0))
                .contains("check this sample: \"très\".");
        assertThat(Reading.open(in("windows-1250", "a,b\nžluťoučký kůň,2\n"))
                        .notices()
                        .get(0))
                .contains("It was decoded as windows-1250; check this sample: \"žluťoučký\".");
    }

    @Test
    void where_two_encodings_make_words_of_a_text_the_user_chooses_by_a_sample() {
        assertThat(Reading.refusal(in("windows-1250", "a,b\ndobrá odpověď,2\n")))
                .isEqualTo(
                        "ratings.csv: found text that is not UTF-8, in an encoding that cannot be detected; expected UTF-8, or the name of the encoding. Add the option whose sample is right: --encoding windows-1252 (\"odpovìï\") or --encoding windows-1250 (\"odpověď\"). Or save the file as UTF-8.");
    }

    @Test
    void the_first_byte_that_is_not_ascii_may_stand_anywhere_in_the_file() {
        String ascii = "a,b\n" + "1,2\n".repeat(100_000);
        RowSource source = Reading.open(in("windows-1252", ascii + "café,3\n"));

        List<Row> rows = Reading.rest(source);
        assertThat(((CsvRow) rows.get(100_000)).cells()).containsExactly("café", "3");
        assertThat(source.dialect().encoding()).isEqualTo(Charset.forName("windows-1252"));
    }
}
