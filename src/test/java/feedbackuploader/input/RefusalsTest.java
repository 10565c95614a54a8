package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be read as a whole say so in whole sentences. */
class RefusalsTest {

    static Stream<Arguments> texts() {
        String doubled = " Quotes inside a quoted cell are doubled.";
        String readable = "; expected CSV with a header, or one JSON object a line.";
        return Stream.of(
                Arguments.of("", "ratings.csv: found an empty file" + readable),
                Arguments.of("\uFEFF", "ratings.csv: found only blank lines" + readable),
                Arguments.of(" \n,,\n", "ratings.csv: found only blank lines" + readable),
                Arguments.of(
                        "\n [{\"value\": 1}]",
                        "ratings.csv: found a JSON array" + readable
                                + " Write each object on a line of its own (with jq: jq -c '.[]' FILE > FILE.jsonl)."),
                Arguments.of(
                        "a,b\n\"x\ny\",1\nz,\"2\n3\n",
                        "ratings.csv row 3 (line 4): found a quote that never closes; expected a closing quote before the"
                                + " end of the file. The quote opened on line 4." + doubled),
                Arguments.of(
                        "a,b\n\"x\ny\"z,1\n",
                        "ratings.csv row 2 (line 3): found \"z\" after a closing quote; expected a comma or the end of the"
                                + " line. The cell's opening quote is on line 2." + doubled),
                Arguments.of(
                        "a,b\n1,2\n\"" + "x\n".repeat(Cut.LIMIT),
                        "ratings.csv row 3: found a quote that is still open after 1,000,000 characters; expected a"
                                + " closing quote. The quote opened on line 3."),
                Arguments.of(
                        "a,b,a\n",
                        "ratings.csv row 1: found two columns named \"a\"; expected a name of its own for every column."),
                Arguments.of(
                        "\n\"User\nID\",user_id\n",
                        "ratings.csv row 2: found two columns named \"User ID\" and \"user_id\"; expected a name of its own"
                                + " for every column. Capitals, spaces, underscores and hyphens make no difference."),
                Arguments.of(
                        "a" + ",".repeat(10_000), "ratings.csv row 1: found 10,001 columns; expected at most 10,000."),
                Arguments.of(
                        "x".repeat(Cut.LIMIT + 1),
                        "ratings.csv row 1: found a first line of more than 1,000,000 characters; expected a CSV header."));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_that_is_no_table(String text, String message) {
        assertThat(Reading.refusal(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1f8b0800, a gzip archive, Unpack it and give the file inside.",
        "504b0304, a ZIP archive, Unpack it and give the file inside.",
        "425a6839, a bzip2 archive, Unpack it and give the file inside.",
        "fd377a585a0000, an xz archive, Unpack it and give the file inside.",
        "28b52ffd24, a Zstandard archive, Unpack it and give the file inside.",
        "255044462d312e, a PDF document, Export the table as CSV.",
        "d0cf11e0a1b11ae100, an old Office document (.xls), 'In the spreadsheet, save the sheet as \"CSV UTF-8\".'",
        "53514c69746520666f726d6174203300, an SQLite database, Export the table as CSV.",
        "5041523115, a Parquet file, Export the table as CSV or JSONL.",
        "fffe61002c00, text in UTF-16, 'Save it as UTF-8 (in Excel: \"CSV UTF-8\").'",
        "feff0061002c, text in UTF-16, 'Save it as UTF-8 (in Excel: \"CSV UTF-8\").'",
        "61002c0062000a00, text in UTF-16, 'Save it as UTF-8 (in Excel: \"CSV UTF-8\").'",
        "0061002c0062000a, text in UTF-16, 'Save it as UTF-8 (in Excel: \"CSV UTF-8\").'"
    })
    void other_files_are_refused_by_name(String bytes, String name, String advice) {
        assertThat(Reading.refusal(HexFormat.of().parseHex(bytes)))
                .isEqualTo("ratings.csv: found " + name
                        + "; expected CSV with a header, or one JSON object a line, in UTF-8. " + advice);
    }

    @Test
    void a_workbook_is_told_from_other_archives() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
        }
        assertThat(Reading.refusal(bytes.toByteArray())).startsWith("ratings.csv: found an Excel workbook (.xlsx);");
    }

    @ParameterizedTest
    @CsvSource({
        "e9, 0xE9, a lone byte of windows-1252",
        "c080, 0xC0, NUL in two bytes",
        "e08080, 0xE0, NUL in three bytes",
        "eda080, 0xED, a surrogate",
        "f4908080, 0xF4, beyond U+10FFFF",
        "80, 0x80, a continuation that continues nothing",
        "e282, 0xE2, a character cut short"
    })
    void bytes_that_are_not_utf_8_are_named_with_their_place(String bytes, String found, String what) {
        byte[] start = "a,b\nü,\"1\n".getBytes(StandardCharsets.UTF_8);
        for (String end : new String[] {"", "\"\n3,4\n"}) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(start);
            file.writeBytes(HexFormat.of().parseHex(bytes));
            file.writeBytes(end.getBytes(StandardCharsets.UTF_8));
            assertThat(Reading.refusal(file.toByteArray()))
                    .as(what)
                    .startsWith("ratings.csv row 2 (line 3): found the byte " + found
                            + " at byte 11 of the file; expected UTF-8. Save the file as UTF-8");
        }
    }

    @Test
    void rows_before_a_bad_byte_are_good() throws Exception {
        RowSource source = Reading.open("a\n1\n\u00e92\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(source.next()).isInstanceOf(CsvRow.class);
        assertThatThrownBy(source::next).isInstanceOf(InputException.class);
    }

    @Test
    void what_is_no_file(@TempDir Path folder) throws IOException {
        Path nothing = folder.resolve("no.csv");
        Path evil = Files.writeString(folder.resolve("a\u001B[31m\n.csv"), "");

        assertThatThrownBy(() -> InputFile.open(nothing)).hasMessage("no.csv: found no such file; expected a file.");
        assertThatThrownBy(() -> InputFile.open(folder)).hasMessageEndingWith(": found a folder; expected a file.");
        assertThatThrownBy(() -> InputFile.open(evil)).hasMessageStartingWith("a [31m .csv: found an empty file;");
    }
}
