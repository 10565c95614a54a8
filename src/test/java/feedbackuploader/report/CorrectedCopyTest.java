package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Packed;
import feedbackuploader.input.Reading;
import feedbackuploader.input.RowSource;
import feedbackuploader.input.Workbooks;
import feedbackuploader.input.edits.EditsFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The corrected copy differs from the file in the edited records alone, and is nobody else's file. */
class CorrectedCopyTest {

    private static final String EDIT = "{\"row\":3,\"column\":\"v\",\"was\":\"b\",\"now\":\"é, x\"}\n";
    private static final String JSON_EDIT = "{\"row\":2,\"column\":\"/v\",\"was\":\"b\",\"now\":\"é\"}\n";

    @TempDir
    Path folder;

    static Stream<Arguments> texts() {
        InputOptions none = InputOptions.none();
        return Stream.of(
                Arguments.of("CSV", "UTF-8", none, "k,v\n 1 ,\"a\"\n2,b\n\n3,\"c\nd\"\n", "2,b", "2,\"é, x\""),
                Arguments.of(
                        "quotes of its other cells", "UTF-8", none, "k,v\n1,a\n\"2\",b\n", "\"2\",b", "\"2\",\"é, x\""),
                Arguments.of(
                        "quotes and line breaks within its other cells",
                        "UTF-8",
                        none,
                        "k,v,w\n1,a,\n\"a \"\"2\"\"\nb,\",\"b\",\"\"\n3,c,\n",
                        "\"a \"\"2\"\"\nb,\",\"b\",\"\"",
                        "\"a \"\"2\"\"\nb,\",\"é, x\",\"\""),
                Arguments.of(
                        "a quote within a cell",
                        "UTF-8",
                        none,
                        "k,v\n1,a\n5\" tall,b\n",
                        "5\" tall,b",
                        "5\" tall,\"é, x\""),
                Arguments.of("without a last line break", "UTF-8", none, "k,v\r\n1,a\r\n2,b", "2,b", "2,\"é, x\""),
                Arguments.of("windows-1252", "windows-1252", none, "k;v\r\n1;ü\r\n2;b\r\n3;ö\r\n", "2;b", "2;é, x"),
                Arguments.of(
                        "UTF-16 with a mark", "UTF-16LE", none, "\uFEFFk\tv\n1\t😀\n2\tb\n3\t😀\n", "2\tb", "2\té, x"),
                Arguments.of("a mark", "UTF-8", none, "\uFEFFk,v\n1,😀\n2,b\n", "2,b", "2,\"é, x\""),
                Arguments.of("sep=", "UTF-8", none, "sep=;\nk;v\n1;a\n2;b\n", "2;b", "2;é, x"),
                Arguments.of(
                        "lines above the header",
                        "UTF-8",
                        none.withSkipLines(1),
                        "A title, \"with a quote\nk,v\n2,b\n4,d\n",
                        "2,b",
                        "2,\"é, x\""),
                Arguments.of(
                        "comments",
                        "UTF-8",
                        none.withComment('#'),
                        "k,v\n# one\n2,b\n# \"two\n3,c\n",
                        "2,b",
                        "2,\"é, x\""),
                Arguments.of(
                        "behind a quote that never closes",
                        "UTF-8",
                        none,
                        "k,v\n1,\"a\n2,b\n3,c\n",
                        "2,b",
                        "2,\"é, x\""),
                Arguments.of(
                        "JSON lines",
                        "UTF-8",
                        none,
                        "{ \"v\" : \"a\" }\r\n  {\"v\": \"b\"} \r\n{\"v\":1.50}\r\n",
                        "  {\"v\": \"b\"} ",
                        "{\"v\":\"é\"}"),
                Arguments.of(
                        "a JSON array",
                        "UTF-8",
                        none,
                        "[ {\"v\": \"a\"},\n  {\"v\": \"b\"} ,\n {\"v\": 1.50}\n]\n",
                        "{\"v\": \"b\"} ",
                        "{\"v\":\"é\"}"),
                Arguments.of(
                        "a list in an object",
                        "UTF-8",
                        none,
                        "{\"total\": 2, \"data\": [{\"v\": \"a\"}, {\"v\": \"b\"}], \"next\": null}",
                        "{\"v\": \"b\"}",
                        "{\"v\":\"é\"}"),
                Arguments.of(
                        "objects over several lines",
                        "UTF-8",
                        none,
                        "{\n \"v\": \"a\"\n}\n{\n \"v\": \"b\"\n}\n",
                        "{\n \"v\": \"b\"\n}",
                        "{\"v\":\"é\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void every_other_byte_is_that_of_the_file(
            String what, String encoding, InputOptions options, String text, String before, String after)
            throws Exception {
        Charset charset = Charset.forName(encoding);
        for (boolean isPacked : new boolean[] {false, true}) {
            byte[] bytes = text.getBytes(charset);
            Path file = Files.write(folder.resolve("f.csv" + isPacked), isPacked ? Packed.gzip(bytes) : bytes);
            InputOptions edited = options.withEdits(edits(text.contains("{") ? JSON_EDIT : EDIT));
            Path copy = folder.resolve("copy.csv" + isPacked);

            CorrectedCopy.write(InputFile.of(file, edited), copy);

            assertThat(Files.readAllBytes(copy))
                    .asString(charset)
                    .isEqualTo(text.replace(before, after))
                    .isNotEqualTo(text);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void bytes_that_are_no_characters_stay_as_they_are() throws Exception {
        byte[] text = "k,v\n1,?\n2,b\n3,?\n".getBytes(StandardCharsets.ISO_8859_1);
        text[6] = (byte) 0xFF;
        text[14] = (byte) 0xC3;
        Path file = Files.write(folder.resolve("f.csv"), text);
        InputOptions options =
                InputOptions.none().withEncoding(StandardCharsets.UTF_8).withEdits(edits(EDIT.replace("é, x", "y")));

        CorrectedCopy.write(InputFile.of(file, options), folder.resolve("copy.csv"));

        text[10] = 'y';
        assertThat(folder.resolve("copy.csv")).hasBinaryContent(text);
    }

    @Test
    void a_character_that_the_encoding_lacks_is_named() throws Exception {
        Path file = Files.write(folder.resolve("f.csv"), "k,v\n1,ü\n2,b\n".getBytes(StandardCharsets.ISO_8859_1));
        InputOptions options =
                InputOptions.none().withEncoding(StandardCharsets.ISO_8859_1).withEdits(edits(EDIT.replace("é", "評")));

        assertThatThrownBy(() -> CorrectedCopy.write(InputFile.of(file, options), folder.resolve("copy.csv")))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "f.csv row 3: found \"評\" in an edit; expected characters of ISO-8859-1, the encoding of the"
                                + " file. Write it otherwise, or save the file as UTF-8 first.");
        assertThat(folder.resolve("copy.csv")).doesNotExist();
    }

    @Test
    void no_file_is_ever_overwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), "k,v\n1,a\n2,b\n");
        InputFile input = InputFile.of(file, InputOptions.none().withEdits(edits(EDIT)));
        Path free = CorrectedCopy.freeName(file, folder);

        CorrectedCopy.write(input, free);

        assertThat(free).hasFileName("f.corrected.csv");
        assertThat(CorrectedCopy.freeName(file, folder)).hasFileName("f.corrected-2.csv");
        assertThat(CorrectedCopy.freeName(folder.resolve("a.b.jsonl.gz"), folder))
                .hasFileName("a.b.corrected.jsonl");
        for (Path taken : new Path[] {free, file}) {
            String content = Files.readString(taken);
            assertThatThrownBy(() -> CorrectedCopy.write(input, taken))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("found a file of this name; expected a new name");
            assertThat(taken).hasContent(content);
        }
    }

    @Test
    void a_workbook_stays_one() throws Exception {
        Path file = Workbooks.written(folder, sheet -> {
            Workbooks.header(sheet, 2);
            sheet.value(1, 0, 5);
            sheet.value(1, 1, "x");
            sheet.value(4, 0, "=1");
            sheet.value(4, 1, true);
            sheet.formula(5, 0, "#N/A");
            sheet.value(5, 1, LocalDate.of(2026, 2, 1));
            sheet.style(5, 1).format("yyyy-mm-dd").set();
        });
        InputOptions options =
                InputOptions.none().withEdits(edits("{\"row\":2,\"column\":\"c0\",\"was\":\"5\",\"now\":\"0.5\"}\n"));
        Path copy = CorrectedCopy.freeName(file, folder);

        CorrectedCopy.write(InputFile.of(file, options), copy);

        assertThat(copy).hasFileName("f.corrected.xlsx");
        try (RowSource expected = InputFile.open(file, options);
                RowSource found = InputFile.open(copy)) {
            assertThat(found.columns()).isEqualTo(expected.columns());
            assertThat(found.dialect().sheet()).isEqualTo(expected.dialect().sheet());
            assertThat(Reading.rest(found)).isEqualTo(Reading.rest(expected)).hasSize(3);
        }
    }

    private EditsFile edits(String lines) throws InputException, IOException {
        return EditsFile.of(Files.writeString(folder.resolve("edits.jsonl"), lines));
    }
}
