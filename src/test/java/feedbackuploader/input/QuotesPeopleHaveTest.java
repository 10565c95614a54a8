package feedbackuploader.input;

import static feedbackuploader.input.FileCase.bytes;
import static feedbackuploader.input.FileCase.file;
import static feedbackuploader.input.FileCase.utf16;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quotes as people and other programs set them: read as they were meant, or broken alone, and never by halves. */
class QuotesPeopleHaveTest {

    private static final String CSV = "CSV, UTF-8, delimiter comma\n";
    private static final String DOUBLED = " Double the quotes inside a quoted cell.";
    private static final String ESCAPE = " This file has a backslash before such a quote: add --escape '\\'.";

    private static final String NONE = " This file has no quotes around cells: add --quote none.";
    private static final String ID_1 = "77852caf-6979-5bf8-b5bc-b5e594dfe868";
    private static final String ID_2 = "364ff5c1-5647-5204-91d2-b47504d6940a";

    private static String swallowed(int opened, int line) {
        return "found a quote on line " + opened + " that closes only after line " + line
                + ", which looks like a row of"
                + " its own; expected a closing quote on line " + opened
                + ". Remove the quote, or close it on its line.";
    }

    private static String singleQuotes(int row) {
        return "ratings.csv row " + row + ": found cells in single quotes; expected double quotes, or none. If the"
                + " quotes are not part of the cells, add --quote \"'\".";
    }

    static Stream<FileCase> files() {
        return Stream.of(
                file(
                        "rows behind a broken one are read",
                        "a,b\n\"x\" y,1\n\"2\",3\n",
                        CSV + "2 found \"y\" after a closing quote; expected a comma or the end of the line. The cell's"
                                + " opening quote is on line 2." + DOUBLED + "\n3 [2, 3]"),
                file(
                        "rows that a lost quote has swallowed are read",
                        "a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n",
                        CSV + "2 found \"6\" after a closing quote; expected a comma or the end of the line. The cell's"
                                + " opening quote is on line 2, the closing one on line 4." + DOUBLED
                                + "\n3 [3, 4]\n4 [5, 6]\n5 [7, 8]"),
                file(
                        "a row that a lost quote and a later one have swallowed",
                        "id,v,details\n" + ID_1 + ",4,\"a\r\n" + ID_2 + ",5,b\"\n" + ID_2 + ",3,c\n",
                        CSV + "2 " + swallowed(2, 3) + NONE + "\n3 (4) [" + ID_2 + ", 3, c]"),
                file(
                        "rows that a lost quote has swallowed, before other cells and with an id behind them",
                        "details,id,v\n\"x\ny\"," + ID_1 + ",1\n\"a," + ID_1 + ",4\nb," + ID_1 + ",3\nc\"," + ID_2
                                + ",5\n",
                        CSV + "2 [x\ny, " + ID_1 + ", 1]\n3 (4) " + swallowed(4, 5) + DOUBLED),
                file(
                        "rows of other tables and lists of ids inside a text",
                        "id,v,details\n" + ID_1 + ",4,\"see:\n" + ID_2 + "\n" + ID_2 + ",2\n1,2,3\"\n",
                        CSV + "2 [" + ID_1 + ", 4, see:\n" + ID_2 + "\n" + ID_2 + ",2\n1,2,3]"),
                file("single quotes around all cells", "'a','b'\n'1','it is'\n", singleQuotes(1)),
                file("single quotes around cells below plain names", "a,b,c,d\n'x','y',4,\n", singleQuotes(2)),
                file(
                        "curly quotes around all cells",
                        "“a”,“b”\n“x y”,“it is”\n",
                        "ratings.csv row 2: found cells in curly quotes; expected straight quotes (\"), or none. Replace"
                                + " the curly quotes around the cells. If they are part of the cells, remove them from"
                                + " the header alone."),
                file("curly quotes around all names", "«a»,„b“\nx,“y”\n", CSV + "2 [x, “y”]"),
                file("quotations", "a,b\n“x”,“y”\n", CSV + "2 [“x”, “y”]"),
                file("one cell in single quotes", "'a',b,c\n'x',y,4\n", CSV + "2 ['x', y, 4]"),
                file(
                        "single quotes that are named",
                        "'a','b'\n'1','it is'\n",
                        quoting('\'', null),
                        CSV + "2 [1, it is]"),
                file(
                        "a zero in the name of a column",
                        "a,b\0\n1,2\n",
                        "ratings.csv row 1: found a zero (U+0000) in the name of column 2; expected a name without it."
                                + " Remove it from the header."),
                file(
                        "a quote without its closing quote, at line breaks of Windows",
                        "a,b\r\n\"x\r\ny\",\"1\r\n2,\"3\"\"\"\r\n",
                        CSV + "2 found \"3\" after a closing quote; expected a comma or the end of the line. The cell's"
                                + " opening quote is on line 3, the closing one on line 4." + DOUBLED
                                + "\n3 (4) [2, 3\"]"),
                file(
                        "bad bytes in rows that a lost quote has swallowed",
                        bytes("a,é\n1,\"2\n3,ü\n4,x", "e9", "\n5,6\n"),
                        CSV
                                + "2 found a quote without its closing quote; expected a closing quote before the end of the file. The"
                                + " quote opened on line 2." + DOUBLED
                                + "\n3 [3, ü]\n4 found the byte 0xE9; expected UTF-8. If the whole file is in another"
                                + " encoding, name it with --encoding. If only a few rows are, write their text"
                                + " again.\n5 [5, 6]"),
                file(
                        "backslashes before quotes, in UTF-16 and with tabs",
                        utf16(true, "a\tb\n1\t\"say \\\"hi\\\"\"\n2\t\"3\"\n"),
                        "CSV, UTF-16LE with a byte order mark, delimiter tab\n2 found \"h\" after a closing quote; expected a"
                                + " tab or the end of the line. The cell's opening quote is on line 2." + ESCAPE
                                + "\n3 [2, 3]"),
                file(
                        "both kinds of quotes, which no option reads",
                        "a,b\n1,\"say \\\"hi\\\"\"\n2,\"C:\\\"\n3,\"\"4\"\n5,6\n",
                        CSV + "2 found \"h\" after a closing quote; expected a comma or the end of the line. The cell's"
                                + " opening quote is on line 2." + DOUBLED
                                + "\n3 [2, C:\\]\n4 found \"4\" after a closing"
                                + " quote; expected a comma or the end of the line. The cell's opening quote is on line 4."
                                + DOUBLED + "\n5 [5, 6]"),
                file(
                        "an escape before quotes",
                        "a,b\n\"say \\\"no, thanks\\\"\",\"C:\\new \\\\ \\theta\"\n\"1\",\\\"2\n\"3\nx\\\"\",4\n",
                        quoting(null, '\\'),
                        CSV + "2 [say \"no, thanks\", C:\\new \\ \\theta]\n3 [1, \"2]\n4 [3\nx\", 4]"),
                file(
                        "no quotes and an escape, as MySQL writes it",
                        "a\tb\n1\tx\\\ty\\\nz \"\n2\t\\\\N\n",
                        quoting(InputOptions.NO_CHARACTER, '\\'),
                        "CSV, UTF-8, delimiter tab\n2 [1, x\ty\nz \"]\n3 (4) [2, \\N]"),
                file(
                        "no quotes",
                        "a,b\n\"x\" y,\"\n",
                        quoting(InputOptions.NO_CHARACTER, null),
                        CSV + "2 [\"x\" y, \"]"),
                file("another quote", "a,b\n'x,''y''',\"z\n", quoting('\'', null), CSV + "2 [x,'y', \"z]"),
                file(
                        "one sign for two things",
                        "a;b\n1;2\n",
                        new InputOptions(null, ';', 0, null, ';', null, null),
                        "ratings.csv: found the semicolon as delimiter and also as quote or escape;"
                                + " expected a different character for each. Name the delimiter with --delimiter."),
                // blanks before quotes
                file(
                        "blanks around quoted cells",
                        "a, \"b\"\n1 , \"2, 3\" \n4, 5 6 \n",
                        CSV + "2 [1, 2, 3]\n3 [4, 5 6]"),
                file(
                        "blanks before quotes, over lines, with semicolons",
                        "a; b\n1; \"2\n3; \"\"4\"\"\"\n",
                        "CSV, UTF-8, delimiter semicolon\n2 [1, 2\n3; \"4\"]"),
                file(
                        "a blank before a quote where another such quote closes nothing",
                        "a,b\n1, \"x\" y\n2, \"z\"\n3, \"4,5\"\n6,7\n",
                        CSV
                                + "2 [1,  \"x\" y]\n3 found a blank before an opening quote; expected the quote right after the"
                                + " comma. Remove the blank.\n4 found a blank before an opening quote; expected the quote"
                                + " right after the comma. Remove the blank.\n5 [6, 7]"),
                file(
                        "half a cell where the other half fills a missing one",
                        "a,b,c\n1, \"x\" y,2\n3, \"4,5\"\n",
                        CSV
                                + "2 [1,  \"x\" y, 2]\n3 found a blank before an opening quote; expected the quote right after the"
                                + " comma. Remove the blank."),
                // quotes around whole rows
                file(
                        "every row in quotes as a whole, with semicolons inside",
                        "\"a;b\"\n\"1;\"\"2;3\"\"\"\n\"4;5\"\n",
                        "CSV, UTF-8, delimiter semicolon\n2 [1, 2;3]\n3 [4, 5]"),
                file(
                        "rows in quotes as a whole where they hold quotes",
                        "a,b\n1,2\n\"3,\"\"4\n5\"\"\"\n\"6,\"\"7\"\n",
                        CSV + "2 [1, 2]\n3 [3, 4\n5]\n4 (5) found 1 column; expected 2 columns."),
                // ends and beginnings
                file(
                        "sep= in quotes",
                        "\uFEFF\"sep=;\"\r\na;b\r\n1;2\r\n",
                        "CSV, UTF-8 with a byte order mark, delimiter semicolon\n2 (3) [1, 2]"),
                file("Ctrl-Z at the end", "a,b\n1,2\n\u001A", CSV + "2 [1, 2]"),
                file("Ctrl-Z behind the last cell", "a,b\n1,2\u001A", CSV + "2 [1, 2]"),
                file("Ctrl-Z on a line of its own", "a,b\n\u001A\r\n1,2\n\u001A\n", CSV + "3 [1, 2]\n2 blank"),
                file(
                        "Ctrl-Z on a line of its own behind JSON",
                        "{\"a\":1}\n\u001A\n",
                        "JSONL, UTF-8\n1 {\"a\":1}\n1 blank"),
                file(
                        "Ctrl-Z and zeros in UTF-16",
                        utf16(true, "a,b\n1,2\n\u001A\0\0"),
                        "CSV, UTF-16LE with a byte order mark, delimiter comma\n2 [1, 2]"),
                file("zeros at the end", "a,b\n1,2\n" + "\0".repeat(70_000), CSV + "2 [1, 2]"),
                file("more zeros than a row may have", "a,b\n1,2\n" + "\0".repeat(3_000_000), CSV + "2 [1, 2]"),
                file("zeros behind JSON", "{\"a\":1}\n\0\0", "JSONL, UTF-8\n1 {\"a\":1}"),
                file("Ctrl-Z behind an array", "[{\"a\":1}]\r\n\u001A", "one JSON array, UTF-8\n1 {\"a\":1}"),
                file("a zero within a row", "a,b\n1,\0\n2,3\n", CSV + "2 [1, \0]\n3 [2, 3]"),
                // comments
                file(
                        "comment lines that no option names",
                        "a,b\n# x\n#1,2\n# y\n",
                        CSV
                                + "2 found 1 column; expected 2 columns. If lines that begin with # are comments, add --comment"
                                + " '#'.\n3 [#1, 2]\n4 found 1 column; expected 2 columns."),
                file(
                        "a comment among JSON that no option names",
                        "{\"a\":1}\n# x\n",
                        "JSONL, UTF-8\n1 {\"a\":1}\n2 found \"#\" at character 1; expected valid JSON. If lines that begin"
                                + " with # are comments, add --comment '#'."),
                file(
                        "comment lines",
                        "# made by \"x\n# 2\na,b\n1,#2\n# half \"way\n3,4",
                        new InputOptions(null, null, 0, null, null, null, '#'),
                        CSV + "4 [1, #2]\n6 [3, 4]"),
                file(
                        "comment lines among JSON",
                        "# x\n{\"a\":1}\n#\n",
                        new InputOptions(null, null, 0, null, null, null, '#'),
                        "JSONL, UTF-8\n2 {\"a\":1}"));
    }

    /** Without an id, the number of cells tells. */
    @Test
    void a_row_that_a_lone_quote_has_swallowed_breaks_the_record() {
        assertThat(Reading.rows("p,a,b\n1,2,\"3\n4,5,6\"\n7,8,\"9\n10,11\"\n"))
                .extracting(row ->
                        row instanceof BrokenRow broken ? broken.problem().found() : row.text())
                .containsExactly(
                        "a quote on line 2 that closes only after line 3, which looks like a row of its own",
                        "7,8,\"9\n10,11\"");
    }

    @ParameterizedTest
    @MethodSource("files")
    void are_read_or_break_alone(FileCase one) {
        assertThat(one.found()).isEqualTo(one.outcome());
    }

    @Test
    void what_is_done_about_them_is_told() {
        assertThat(notices("a, \"b\"\n1,2\n", InputOptions.none()))
                .containsExactly("Blanks between commas and quotes are ignored.");
        assertThat(notices("\"a,b\"\n\"1,2\"\n", InputOptions.none()))
                .containsExactly("Quotes around whole rows are ignored: row 2.");
        assertThat(notices("p,a,b\n1,2,\"3\nfour, five, six\"\n7,8,\"9\n10,11\"\n", InputOptions.none()))
                .containsExactly("A quoted cell goes over several lines that could be rows of their own: row 2. If rows"
                        + " are missing, fix the quotes there.");
        assertThat(notices("a\n1\n\u001A\0", InputOptions.none()))
                .containsExactly("Padding at the end of the file is ignored: Ctrl-Z or zeros (U+001A, U+0000).");
        assertThat(notices("a\n" + "#\n".repeat(12) + "1\n", new InputOptions(null, null, 0, null, null, null, '#')))
                .containsExactly("Comment lines are skipped: rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more.");
    }

    /** The lines after a lost quote are the same rows wherever the reader's blocks end. */
    @Test
    void rows_behind_a_lost_quote_are_the_same_at_every_place_of_a_block() {
        for (int length = 16_300; length < 16_420; length++) {
            String text = "a,b\n" + "x".repeat(length) + ",1\r\n2,\"3\r\n4,5\r\n6,\"7\"\r\n8,9\r\n";

            List<Row> rows = Reading.rows(text);

            assertThat(rows).hasSize(5);
            assertThat(Reading.told(rows.get(1))).startsWith("3 (3): found \"7\" after a closing quote;");
            assertThat(rows.get(1).text()).isEqualTo("2,\"3");
            assertThat(((CsvRow) rows.get(2)).cells()).containsExactly("4", "5");
            assertThat(((CsvRow) rows.get(3)).cells()).containsExactly("6", "7");
            assertThat(((CsvRow) rows.get(4)).line()).isEqualTo(6);
        }
    }

    @Test
    void a_file_of_nothing_but_lost_quotes_comes_to_an_end() {
        String line = "5\",\"\"\"x\n"; // closes a cell and opens one, so that none ever ends

        assertThat(Reading.refusal("a,b\n1,\"\"\"2\n" + line.repeat(200_000)))
                .contains(" row ")
                .contains("still open");
    }

    /** Whatever the cells hold, a record written under a quoting is read back as it was. */
    @Test
    void cells_come_back_from_their_record() {
        Random random = new Random(9);
        List<Quoting> quotings = List.of(
                Quoting.STANDARD,
                new Quoting('\'', null, false),
                new Quoting('"', '\\', false),
                new Quoting('"', '\\', true),
                new Quoting(null, '\\', false),
                Quoting.STANDARD.withBlanks());
        for (int i = 0; i < 10_000; i++) {
            Quoting quoting = quotings.get(i % quotings.size());
            List<String> cells = new ArrayList<>();
            for (int cell = 0; cell < 3; cell++) {
                StringBuilder text = new StringBuilder(quoting.quote() == null ? "x" : "");
                for (int length = random.nextInt(6); length > 0; length--) {
                    text.append("ab,\"'\\\n# ".charAt(random.nextInt(9)));
                }
                cells.add(text.toString());
            }
            String record = CsvText.of(cells, ',', quoting);

            assertThat(new CellSplitter(',', quoting).cells(record)).as(record).isEqualTo(cells);
            assertThat(rawRecord(record, quoting)).as(record).isEqualTo(record);
        }
    }

    private static String rawRecord(String record, Quoting quoting) {
        InputOptions options = new InputOptions(
                StandardCharsets.UTF_8,
                ',',
                0,
                null,
                quoting.quote() == null ? InputOptions.NO_CHARACTER : quoting.quote(),
                quoting.escape(),
                null);
        RowSource source = Reading.open(("h,i,j\n" + record + "\n").getBytes(StandardCharsets.UTF_8), options);
        List<Row> rows = Reading.rest(source);
        return rows.isEmpty() ? record : rows.get(0).text(); // blank rows are none
    }

    @Test
    void rows_that_begin_as_comments_do_are_named_where_they_are_few() {
        InputOptions none = InputOptions.none();

        assertThat(notices("prompt,a,b\np,good,bad\n# p2,x,y\n# note,x,y\n", none))
                .containsExactly(
                        "Rows that begin with # are read as data: rows 3, 4. If they are comments, add --comment '#'.");
        assertThat(notices("tag,n\n" + "#good,1\n".repeat(11), none)).isEmpty();
    }

    private static List<String> notices(String text, InputOptions options) {
        RowSource source = Reading.open(text.getBytes(StandardCharsets.UTF_8), options);
        Reading.rest(source);
        return source.notices();
    }

    private static InputOptions quoting(@Nullable Character quote, @Nullable Character escape) {
        return new InputOptions(null, null, 0, null, quote, escape, null);
    }
}
