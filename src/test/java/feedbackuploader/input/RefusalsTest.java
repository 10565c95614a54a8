package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be read as a whole say so in whole sentences. */
class RefusalsTest {

    static Stream<Arguments> texts() {
        String doubled = " Double the quotes inside a quoted cell.";
        String readable = "; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx).";
        return Stream.of(
                Arguments.of("", "ratings.csv: found an empty file" + readable),
                Arguments.of("\uFEFF", "ratings.csv: found only blank lines" + readable),
                Arguments.of(" \n,,\n", "ratings.csv: found only blank lines" + readable),
                Arguments.of(
                        "\"x\ny\"z,\"1\n",
                        "ratings.csv row 1: found \"z\" after a closing quote; expected a comma or the end of the line."
                                + " The cell's opening quote is on line 1, the closing one on line 2." + doubled),
                Arguments.of(
                        "a" + ",".repeat(10_000), "ratings.csv row 1: found 10,001 columns; expected at most 10,000."),
                Arguments.of(
                        "x".repeat(RawRecord.LIMIT + 1),
                        "ratings.csv row 1: found a record of more than 1,000,000 characters; expected at most 1,000,000."
                                + " Is a quote missing?"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_that_is_no_table(String text, String message) {
        assertThat(Reading.refusal(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "504b0304000000000000496e6465782f446f63756d656e742e697761, an Apple Numbers document (.numbers), "
                + "'In Numbers, export it as CSV or as Excel (.xlsx).'",
        "504b0304, a ZIP archive, Unpack it and upload the file inside.",
        "425a6839, a bzip2 archive, Unpack it and upload the file inside.",
        "fd377a585a0000, an xz archive, Unpack it and upload the file inside.",
        "28b52ffd24, a Zstandard archive, Unpack it and upload the file inside.",
        "377abcaf271c0004, a 7-Zip archive, Unpack it and upload the file inside.",
        "526172211a0701, a RAR archive, Unpack it and upload the file inside.",
        "89504e470d0a1a0a0000, a picture (PNG), 'Give the table itself, as CSV or Excel (.xlsx).'",
        "ffd8ffe000104a46, a picture (JPEG), 'Give the table itself, as CSV or Excel (.xlsx).'",
        "474946383961, a picture (GIF), 'Give the table itself, as CSV or Excel (.xlsx).'",
        "524946460000000057454250, a picture (WebP), 'Give the table itself, as CSV or Excel (.xlsx).'",
        "255044462d312e, a PDF document, Export the table as CSV.",
        "7b5c72746631, a rich-text document (.rtf), Export the table as CSV.",
        "3c21444f4354595045, an HTML or XML document, Export the table as CSV.",
        "0a3c3f786d6c, an HTML or XML document, Export the table as CSV.",
        "d0cf11e0a1b11ae100, 'an old Office document (.xls), or one with a password', "
                + "'In the spreadsheet, save the sheet as \"CSV UTF-8\" or as .xlsx.'",
        "53514c69746520666f726d6174203300, an SQLite database, Export the table as CSV.",
        "5041523115, a Parquet file, Export the table as CSV or JSONL."
    })
    void other_files_are_refused_by_name_packed_or_not(String bytes, String name, String advice) throws IOException {
        byte[] file = HexFormat.of().parseHex(bytes);
        String refusal = "ratings.csv: found " + name
                + "; expected CSV with a header, JSONL, one JSON array or an Excel workbook (.xlsx). " + advice;

        assertThat(Reading.refusal(file)).isEqualTo(refusal);
        assertThat(Reading.refusal(Packed.gzip(file))).isEqualTo(refusal);
    }

    @Test
    void archives_inside_archives_are_refused() throws IOException {
        byte[] tar = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);

        assertThat(Reading.refusal(Packed.gzip(tar))).startsWith("ratings.csv: found a tar archive; ");
        assertThat(Reading.refusal(Packed.gzip(Packed.gzip("a\n1\n"))))
                .startsWith("ratings.csv: found a gzip archive inside a gzip archive; ");
    }

    @Test
    void an_archive_that_breaks_off_or_is_damaged_names_the_row_it_got_to() throws IOException {
        byte[] packed = Packed.gzip("a\n" + "1\n".repeat(10));
        byte[] short1 = Arrays.copyOf(packed, packed.length - 8);
        byte[] damaged = packed.clone();
        damaged[packed.length - 8] ^= 1; // of the check sum

        assertThat(Reading.refusal(Arrays.copyOf(packed, 5)))
                .isEqualTo(
                        "ratings.csv: found a gzip archive that is cut off; expected a complete one. Was it copied before"
                                + " it was complete?");
        assertThat(Reading.refusal(short1)).contains("found a gzip archive that is cut off;");
        assertThat(Reading.refusal(damaged))
                .contains("found a damaged gzip archive; expected an intact one. Create it again from the original.");
    }

    @Test
    void an_archive_that_would_fill_the_disk_is_refused() throws IOException {
        assertThat(Reading.refusal(Packed.gzipOfRepeated("1,2,3,4,5\n", 20_000_000)))
                .isEqualTo(
                        "ratings.csv: found an archive that unpacks to more than 200 times its size; expected feedback, which compresses less. If the archive is right, unpack it and upload the file inside.");
    }

    @ParameterizedTest
    @CsvSource({
        "e9, byte 0xE9, a lone byte of windows-1252",
        "c080, byte 0xC0, NUL in two bytes",
        "e08080, byte 0xE0, NUL in three bytes",
        "eda080, bytes 0xED 0xA0 0x80, a surrogate",
        "f4908080, byte 0xF4, beyond U+10FFFF",
        "80, byte 0x80, a continuation that continues nothing",
        "e282, bytes 0xE2 0x82, a character cut short"
    })
    void a_row_with_bytes_that_are_no_characters_breaks_alone(String bytes, String found, String what) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("ü,öäüöä\nü,\"1\n".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(HexFormat.of().parseHex(bytes));
        file.writeBytes("\"\n3,4\n".getBytes(StandardCharsets.UTF_8));
        List<Row> rows = Reading.rest(Reading.open(file.toByteArray()));

        assertThat(Reading.told(rows.get(0)))
                .as(what)
                .isEqualTo("2 (2): found the " + found + " at byte 21 of the file; expected UTF-8. If the whole"
                        + " file is in another encoding, name it with --encoding. If only a few rows are,"
                        + " write their text again.");
        assertThat(((CsvRow) rows.get(1)).cells()).containsExactly("3", "4");
        assertThat(rows.get(1).line()).isEqualTo(4);
    }

    @Test
    void what_is_no_file(@TempDir Path folder) throws IOException {
        Path nothing = folder.resolve("no.csv");
        Path evil = Files.writeString(folder.resolve("a\u001B[31m\n.csv"), "");

        assertThatThrownBy(() -> InputFile.open(nothing)).hasMessage("no.csv: no such file.");
        assertThatThrownBy(() -> InputFile.open(folder)).hasMessageEndingWith(": found a folder; expected a file.");
        assertThatThrownBy(() -> InputFile.open(evil)).hasMessageStartingWith("a[31m .csv: found an empty file;");
    }
}
