package feedbackuploader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedbackuploader.input.edits.Edits;
import feedbackuploader.input.edits.EditsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user has edited is read in place of what the file says, and only where it still says what was edited. */
class EditedRowsTest {

    private static final String CSV = "id,value\n1,\"0,8\"\n2,\"0,8\"\n3\n";
    private static final String JSON =
            "{\"id\": \"1\", \"value\": 5, \"meta\": {\"by\": \"ann\"}}\n{\"id\": 2, \"value\": null}\n";

    @TempDir
    Path folder;

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of(
                        "a cell",
                        CSV,
                        "{'row':2,'column':'value','was':'0,8','now':'0.8'}",
                        "2 1,0.8 | 3 2,\"0,8\" | 4 3"),
                Arguments.of(
                        "a cell whose new text needs quotes",
                        CSV,
                        "{'row':2,'column':'id','was':'1','now':'a \\\"b\\\", c'}",
                        "2 \"a \"\"b\"\", c\",\"0,8\" | 3 2,\"0,8\" | 4 3"),
                Arguments.of(
                        "all equal cells of a column",
                        CSV,
                        "{'column':'value','replace':[{'from':'0,8','to':'0.8'}]}",
                        "2 1,0.8 | 3 2,0.8 | 4 3"),
                Arguments.of(
                        "a later step, which finds what the one before has left", CSV, """
                        {'column':'value','replace':[{'from':'0,8','to':'0.8'}]}
                        {'row':3,'column':'value','was':'0.8','now':'0.9'}
                        {'column':'value','replace':[{'from':'0.8','to':'1'},{'from':'1','to':'2'}]}""", "2 1,1 | 3 2,0.9 | 4 3"),
                Arguments.of(
                        "two texts that change places in one step",
                        "id,value\n1,a\n2,b\n",
                        "{'column':'value','replace':[{'from':'a','to':'b'},{'from':'b','to':'a'}]}",
                        "2 1,b | 3 2,a"),
                Arguments.of(
                        "a record that lacked a cell",
                        CSV,
                        "{'row':4,'was':'3','now':'3,1'}",
                        "2 1,\"0,8\" | 3 2,\"0,8\" | 4 3,1"),
                Arguments.of(
                        "a row whose cells are all blank now, which is one no more",
                        CSV,
                        "{'row':4,'was':'3','now':','}",
                        "2 1,\"0,8\" | 3 2,\"0,8\""),
                Arguments.of(
                        "a number in JSON, which stays one",
                        JSON,
                        "{'row':1,'column':'/value','was':'5','now':'4.50'}",
                        "1 {\"id\":\"1\",\"value\":4.50,\"meta\":{\"by\":\"ann\"}} | 2 {\"id\": 2, \"value\": null}"),
                Arguments.of(
                        "a text in JSON, which stays one whatever it looks like",
                        JSON,
                        """
                        {'row':1,'column':'/id','was':'1','now':'7'}
                        {'row':1,'column':'/meta/by','was':'ann','now':'true'}""",
                        "1 {\"id\":\"7\",\"value\":5,\"meta\":{\"by\":\"true\"}} | 2 {\"id\": 2, \"value\": null}"),
                Arguments.of(
                        "what was null or missing in JSON: what the text spells, or a text",
                        JSON,
                        "{'row':2,'column':'/value','now':'true'}\n{'row':2,'column':'/meta/by','now':'bob'}",
                        "1 {\"id\": \"1\", \"value\": 5, \"meta\": {\"by\": \"ann\"}}"
                                + " | 2 {\"id\":2,\"value\":true,\"meta\":{\"by\":\"bob\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void rows_are_read_with_what_was_edited(String what, String file, String edits, String rows) throws Exception {
        assertThat(read(file, edits).rows).as(what).isEqualTo(rows);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of("{'row':2,'column':'value','was':'0.8','now':'1'}", "row 2"),
                Arguments.of("{'row':2,'column':'nobody','was':'0,8','now':'1'}", "row 2"),
                Arguments.of("{'row':4,'column':'value','was':'','now':'1'}", "row 4"),
                Arguments.of("{'row':4,'was':'4','now':'3,1'}", "row 4"),
                Arguments.of("{'row':3,'column':'value','was':'0,8','now':'1','digest':'0a'}", "row 3"),
                Arguments.of("{'row':9,'column':'value','was':'0,8','now':'1'}", "1 edit below its last row"),
                Arguments.of("""
                        {'row':9,'column':'value','was':'0,8','now':'1'}
                        {'row':3,'column':'value','was':'1','now':'1'}
                        {'row':2,'column':'value','was':'1','now':'1'}
                        {'row':9,'column':'value','was':'0,8','now':'1'}""", "rows 2, 3, 2 edits below its last row"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void an_edit_that_does_not_fit_the_file_any_more_ends_the_reading(String edits, String listed) {
        assertThatThrownBy(() -> read(CSV, edits))
                .isInstanceOf(EditsMisfitException.class)
                .hasMessage(
                        "edits.jsonl: found edits of other rows than the file has now: " + listed
                                + "; expected edits of the file as it is. Put the file back as it was, or take these edits out.");
    }

    @Test
    void a_row_in_the_place_of_the_edited_one_is_not_taken_for_it_even_where_it_says_the_same_in_that_cell()
            throws Exception {
        String edit = "{'row':3,'column':'value','was':'0,8','now':'1','digest':'" + digestOfSecond(CSV) + "'}";

        assertThat(read(CSV, edit).rows).isEqualTo("2 1,\"0,8\" | 3 2,1 | 4 3");
        assertThatThrownBy(() -> read(CSV.replace("1,\"0,8\"\n", "0,\"0,8\"\n1,\"0,8\"\n"), edit))
                .isInstanceOf(EditsMisfitException.class);
    }

    @Test
    void a_replacement_in_some_rows_alone_finds_them_wherever_they_stand() throws Exception {
        String edit =
                "{'column':'value','replace':[{'from':'0,8','to':'0.8'}],'digests':['" + digestOfSecond(CSV) + "']}";

        assertThat(read(CSV, edit).rows).isEqualTo("2 1,\"0,8\" | 3 2,0.8 | 4 3");
        assertThat(read(CSV.replace("1,\"0,8\"\n", "0,\"0,8\"\n1,\"0,8\"\n"), edit).rows)
                .isEqualTo("2 0,\"0,8\" | 3 1,\"0,8\" | 4 2,0.8 | 5 3");
    }

    private String digestOfSecond(String text) throws Exception {
        try (RowSource source = InputFile.open(Files.writeString(folder.resolve("second"), text))) {
            source.next();
            return RowDigest.of(Objects.requireNonNull(source.next()));
        }
    }

    @Test
    void a_replacement_that_finds_no_cell_is_told() throws Exception {
        Read read = read(CSV, "{'column':'value','replace':[{'from':'0,9','to':'0.9'}]}");

        assertThat(read.rows).isEqualTo("2 1,\"0,8\" | 3 2,\"0,8\" | 4 3");
        assertThat(read.notices).containsExactly("1 replacement of edits.jsonl found no cell.");
    }

    @Test
    void a_value_in_json_that_is_another_one_by_now_is_not_changed() {
        assertThatThrownBy(() -> read(JSON, "{'row':1,'column':'/value','was':'6','now':'4'}"))
                .isInstanceOf(EditsMisfitException.class);
    }

    @Test
    void which_of_two_columns_of_one_name_is_meant_no_edit_can_say() {
        assertThatThrownBy(() -> read("id,id\n1,1\n", "{'row':2,'column':'id','was':'1','now':'2'}"))
                .isInstanceOf(EditsMisfitException.class);
    }

    @Test
    void a_row_that_is_read_again_as_edited_is_told_of_once() throws Exception {
        assertThat(read("id,value\n#1,a\n2,b\n", "{'row':2,'column':'value','was':'a','now':'c'}").notices)
                .containsExactly(
                        "Rows that begin with # are read as data: row 2. If they are comments, add --comment '#'.",
                        "Edits of edits.jsonl are read in place of what the file says: row 2.");
    }

    @Test
    void rows_that_edits_changed_are_told() throws Exception {
        assertThat(read(CSV, "{'column':'value','replace':[{'from':'0,8','to':'0.8'}]}").notices)
                .containsExactly("Edits of edits.jsonl are read in place of what the file says: rows 2, 3.");
    }

    @Test
    void formulas_of_a_report_stay_behind_their_guard() throws Exception {
        String report = "id,upload_status,note\n'=1,invalid,a\n";

        assertThat(read(report, "{'row':2,'column':'note','was':'a','now':'+b'}").rows)
                .isEqualTo("2 '=1,invalid,'+b");
    }

    @Test
    void a_cell_of_a_workbook_is_what_its_new_text_says() throws Exception {
        Path file = Workbooks.written(folder, sheet -> {
            Workbooks.header(sheet, 3);
            sheet.value(1, 0, 5);
            sheet.value(1, 1, "x");
            sheet.value(1, 2, true);
        });
        String edits = "{'row':2,'column':'c0','was':'5','now':'good'}\n{'row':2,'column':'c1','was':'x','now':'7'}";

        try (RowSource source = InputFile.open(file, InputOptions.none().withEdits(edits(edits)))) {
            CsvRow row = (CsvRow) Reading.rest(source).get(0);

            assertThat(row.cells()).containsExactly("good", "7", "TRUE");
            assertThat(List.of(row.type(0), row.type(1), row.type(2)))
                    .containsExactly(CellType.TEXT, CellType.NUMBER, CellType.TRUTH);
        }
    }

    @Test
    void edits_that_have_changed_since_are_not_read() throws Exception {
        Path file = Files.writeString(folder.resolve("f.csv"), CSV);
        EditsFile edits = edits("{'row':2,'column':'value','was':'0,8','now':'0.8'}");
        edits("{'row':2,'column':'value','was':'0,8','now':'0.9'}");

        assertThatThrownBy(() -> InputFile.open(file, InputOptions.none().withEdits(edits)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("edits.jsonl: found other edits than when the file was checked");

        Files.delete(edits.path());
        assertThatThrownBy(() -> InputFile.open(file, InputOptions.none().withEdits(edits)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("edits.jsonl: found no file of edits there");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "x",
                "{}",
                "{'row':2}",
                "{'row':0,'column':'a','was':'b','now':'c'}",
                "{'column':'a','replace':[{'from':'b'}]}",
                "{'column':'a','replace':[null]}",
                "{'row':2,'column':'a','now':'b','why':'c'}");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_line_that_is_no_edit_is_named(String line) {
        assertThatThrownBy(() -> edits("{'row':2,'column':'a','was':'b','now':'c'}\n" + line))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("edits.jsonl row 2: found a line that is no edit");
    }

    @Test
    void more_edits_than_memory_has_room_for_are_refused() throws Exception {
        String edit = "{'row':2,'column':'a','was':'b','now':'c'}\n".replace('\'', '"');
        Edits most = Edits.parse(edit.repeat(Edits.MOST_CELLS), "edits");

        assertThatThrownBy(() -> most.and(most.steps().get(0)))
                .hasMessageContaining("expected at most 100,000 cells, 10,000 replacements")
                .hasMessageContaining("Save the corrected copy");
        assertThat(Edits.parse(most.toLines(), "edits")).isEqualTo(most);
    }

    private record Read(String rows, List<String> notices) {}

    private Read read(String text, String edits) throws InputException, IOException {
        Path file = Files.writeString(folder.resolve("ratings"), text);
        try (RowSource source = InputFile.open(file, InputOptions.none().withEdits(edits(edits)))) {
            List<String> rows = new ArrayList<>();
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(row.number() + " " + row.text());
            }
            return new Read(String.join(" | ", rows), source.notices());
        }
    }

    private EditsFile edits(String lines) throws InputException, IOException {
        Path file = folder.resolve("edits.jsonl");
        Files.writeString(file, lines.replace('\'', '"'), StandardCharsets.UTF_8);
        return EditsFile.of(file);
    }
}
