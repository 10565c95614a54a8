package feedbackuploader.input;

import static feedbackuploader.input.FileCase.bytes;
import static feedbackuploader.input.FileCase.file;
import static feedbackuploader.input.FileCase.in;
import static feedbackuploader.input.FileCase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files joined from parts in UTF-8 and parts in another encoding, in which UTF-8 reads without an error. */
class MixedEncodingTest {

    /** {@code é} in UTF-8 in row 2, {@code été} in windows-1252 in row 3. */
    private static final byte[] MIXED = bytes("a,b\né,1\n", "e9", "t", "e9", ",2\n");

    private static final String FOUND = "found a row in UTF-8 (\"é\"; as windows-1252 it would be \"Ã©\"); expected"
            + " windows-1252, as in other rows of the file. Save all rows in one encoding. If this row really contains"
            + " \"Ã©\", add --encoding windows-1252.";

    static Stream<FileCase> files() throws IOException {
        return Stream.of(
                file("CSV", MIXED, "CSV, windows-1252, delimiter comma\n2 " + FOUND + "\n3 [été, 2]"),
                file(
                        "gzip",
                        Packed.gzip(MIXED),
                        "CSV, windows-1252, delimiter comma, gzip\n2 " + FOUND + "\n3 [été, 2]"),
                file(
                        "JSONL",
                        bytes("{\"a\":\"é\"}\n{\"a\":\"", "e9", "t", "e9", "\"}\n"),
                        "JSONL, windows-1252\n1 " + FOUND + "\n2 {\"a\":\"été\"}"),
                file("the header", bytes("é,b\n", "e9", "t", "e9", ",2\n"), "ratings.csv row 1: " + FOUND),
                file(
                        "an encoding that is named",
                        MIXED,
                        with("windows-1252", null, 0),
                        "CSV, windows-1252, delimiter comma\n2 [Ã©, 1]\n3 [été, 2]"),
                file(
                        "a part that begins with a byte order mark",
                        bytes("a,b\n", "e9", "t", "e9", ",1\n\uFEFFa,b\nx,2\n"),
                        "CSV, windows-1252, delimiter comma\n2 [été, 1]\n3 [\uFEFFa, b]\n4 [x, 2]"),
                file(
                        "Cyrillic",
                        bytes("a,b\nда,1\n", "cfebeef5ee", ",2\n", "cfebeef5ee", ",3\n"),
                        "CSV, windows-1251, delimiter comma\n2 found a row in UTF-8 (\"да\"; as windows-1251 it would"
                                + " be \"РґР°\"); expected windows-1251, as in other rows of the file. Save all rows in"
                                + " one encoding. If this row really contains \"РґР°\", add --encoding windows-1251."
                                + "\n3 [Плохо, 2]\n4 [Плохо, 3]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_row_in_utf_8_is_never_read_in_another_encoding_that_was_guessed(FileCase file) {
        assertThat(file.found()).isEqualTo(file.outcome());
    }

    /** So that the copy with the rows to fix holds what was meant. */
    @Test
    void such_a_row_is_repeated_in_utf_8() {
        assertThat(Reading.rest(Reading.open(MIXED)).get(0).text()).isEqualTo("é,1");
    }

    @Test
    void who_names_the_encoding_is_told_of_such_rows() throws Exception {
        try (RowSource source =
                InputFile.open(() -> new ByteArrayInputStream(MIXED), "a.csv", with("windows-1252", null, 0))) {
            Reading.rest(source);

            assertThat(source.notices())
                    .contains("Text that looks like UTF-8 is read as windows-1252, as --encoding says: row 2.");
        }
    }

    /** Capitals before punctuation, which are valid UTF-8 by chance. */
    @ParameterizedTest
    @ValueSource(strings = {"CAFÉ…", "MENÜ”", "OÙ…", "SÃO", "naïve café", "voilà…", "CAFÉ»", "Æ—"})
    void a_row_in_windows_1252_is_a_good_one(String text) {
        FileCase file = file("", in("windows-1252", "a,b\n" + text + ",1\nétaient très bien, à Noël,2\n"), "");

        assertThat(file.found()).contains("\n2 [" + text + ", 1]\n");
    }
}
