package feedbackuploader.cli;

import static feedbackuploader.input.Workbooks.ofTabs;
import static feedbackuploader.input.Workbooks.row;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.Workbooks.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workbook shows and hides, and what its formulas have come to: never another table, never less in silence. */
class WorkbooksPeopleHaveTest {

    private static final String A = "77852caf-6979-5bf8-b5bc-b5e594dfe868";
    private static final String B = "364ff5c1-5647-5204-91d2-b47504d6940a";
    private static final String HEADER = row("", "completion_id", "metric", "value", "details");

    @TempDir
    private Path folder;

    private static String table(String details) {
        return HEADER + row("", A, "quality", "1", details);
    }

    private Typed validate(String calculation, String option, Tab... tabs) throws IOException {
        Path file = ofTabs(folder.resolve("f.xlsx"), calculation, tabs);
        return Typed.in(
                folder,
                Stream.concat(
                                Stream.of("validate", file.toString()),
                                Stream.of(option.split(" ")).filter(word -> !word.isEmpty()))
                        .toArray(String[]::new));
    }

    @Test
    void the_first_sheet_that_is_shown_is_read() throws Exception {
        Typed typed = validate(
                "",
                "",
                new Tab("Chart", "visible", null),
                new Tab("Hidden", "hidden", table("OLD hidden")),
                new Tab("Lists", "veryHidden", table("OLD list")),
                Tab.shown("Data", table("new")));

        assertThat(typed.out())
                .contains("f.xlsx: Excel workbook, sheet \"Data\"\n")
                .contains("\"details\":\"new\"")
                .contains(
                        "Note: The workbook has 3 sheets (\"Hidden\" (hidden), \"Lists\" (hidden), \"Data\"); the first visible one was read. To read another one, name it with --sheet.");
        assertThat(typed.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"hidden, OLD hidden", "Lists, OLD list", "Data, new", "2, new"})
    void a_hidden_sheet_is_read_by_its_name_alone(String sheet, String details) throws Exception {
        Typed typed = validate(
                "",
                "--sheet " + sheet,
                new Tab("Chart", "visible", null),
                new Tab("Hidden", "hidden", table("OLD hidden")),
                new Tab("Lists", "veryHidden", table("OLD list")),
                Tab.shown("Data", table("new")));

        assertThat(typed.out()).contains("\"details\":\"" + details + "\"");
    }

    @Test
    void where_all_sheets_are_hidden_and_where_there_is_a_chart_the_others_are_named() throws Exception {
        Tab hidden = new Tab("Hidden", "hidden", table("OLD"));
        Tab chart = new Tab("Chart", "visible", null);

        assertThat(validate("", "", chart, hidden).err())
                .isEqualTo(
                        "f.xlsx: found nothing where the header should be. The sheet \"Hidden\" seems to have the header:"
                                + " use --sheet Hidden.\n");
        assertThat(validate("", "", chart, new Tab("Hidden", "hidden", row("", "nothing of use")))
                        .err())
                .isEqualTo(
                        "f.xlsx: found hidden sheets only: \"Hidden\" (hidden); expected a visible sheet with a table. To read a hidden sheet, name it with --sheet.\n");
        assertThat(validate("", "--sheet 1", chart, hidden).err())
                .isEqualTo(
                        "f.xlsx: found a chart in the sheet \"Chart\"; expected a sheet with a table. Sheets with a table:"
                                + " \"Hidden\" (hidden).\n");
    }

    @Test
    void hidden_rows_are_read_and_counted() throws Exception {
        String rows = HEADER
                + row("", A, "quality", "1", "")
                + row(" hidden=\"1\"", B, "quality", "2", "")
                + row(" hidden=\"true\"", B, "quality", "3", "")
                + row(" hidden=\"1\"")
                + row(" hidden=\"0\"", A, "q", "4");

        assertThat(validate("", "", Tab.shown("S", rows)).out())
                .contains("Note: 2 hidden rows of the sheet are read too (hidden by a filter or manually).")
                .contains("4 rows: 4 metric feedback");
    }

    @Test
    void a_formula_without_a_result_is_a_problem_of_its_row() throws Exception {
        String noDetails = row("", A, "quality", "4", "<c><f>SUM(1,2)</f><v /></c>");
        String noValue = row("", A, "quality", "<c><f>2+2</f></c>", "x");
        String noTruth = row("", A, "quality", "<c t=\"b\"><f>1=1</f><v></v></c>", "x");
        String results = row("", A, "quality", "<c><f>2+2</f><v>4</v></c>", "<c t=\"str\"><f>B5</f><v>fine</v></c>")
                + row("", A, "quality", "<c t=\"b\"><f>TRUE()</f><v>1</v></c>", "<c t=\"str\"><f>\"\"</f><v></v></c>");
        Typed typed = validate("", "--all-problems", Tab.shown("S", HEADER + noDetails + noValue + noTruth + results));

        assertThat(typed.out())
                .contains(
                        "f.xlsx row 2, column \"details\": found the formula \"=SUM(1,2)\" without a result; expected"
                                + " text. To calculate it, open the workbook in Excel and save it. Or replace the formula with its value.")
                .contains(
                        "f.xlsx row 3, column \"value\": found the formula \"=2+2\" without a result; expected a number, true or false.")
                .contains("f.xlsx row 4, column \"value\": found the formula \"=1=1\" without a result; expected")
                .contains("\"value\":4,\"metric\":\"quality\",\"completion_id\":\"" + A + "\",\"details\":\"fine\"")
                .contains("\"value\":true,\"metric\":\"quality\",\"completion_id\":\"" + A + "\"}")
                .doesNotContain("Labels without a meaning")
                .contains("5 rows: 2 metric feedback, 3 invalid");
    }

    /** Each field, and what a rule for rows looks at; what nothing is taken from may be merged. */
    @Test
    void a_cell_that_merged_ones_cover_is_a_problem_of_its_row_where_a_field_is_taken_from_it() throws Exception {
        String rows =
                HEADER + row("", A, "quality", "4", "fine") + row("", "", "", "", "") + row("", B, "quality", "", "");
        Tab tab = Tab.shown(
                "S",
                rows + "</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/>"
                        + "<mergeCell ref=\"C2:C4\"/><mergeCell ref=\"D2:D4\"/></mergeCells><sheetData>");
        String fill = " Unmerge them and fill in each row.";

        assertThat(validate("", "--all-problems", tab).out())
                .contains("f.xlsx row 4, column \"value\": found a cell covered by the merged cells C2:C4; expected a"
                        + " number, true or false." + fill)
                .contains("f.xlsx row 4, column \"details\": found a cell covered by the merged cells D2:D4; expected"
                        + " text." + fill)
                .doesNotContain("Labels without a meaning")
                .contains("2 rows: 1 metric feedback, 1 invalid");
        assertThat(validate("", "--all-problems --skip-where details=discarded", tab)
                        .out())
                .contains("f.xlsx row 4, column \"details\": found a cell covered by the merged cells D2:D4; expected a"
                        + " result that --skip-where \"details=discarded\" can look at." + fill);
        assertThat(validate(
                                "",
                                "--map details=metric --metric quality",
                                Tab.shown(
                                        "S",
                                        HEADER + row("", A, "quality", "4", "fine") + row("", B, "quality", "5", "")
                                                + "</sheetData><mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells>"
                                                + "<sheetData>"))
                        .exitCode())
                .isZero();
    }

    @Test
    void a_user_whom_merged_cells_cover_is_no_name_of_one() throws Exception {
        String header = HEADER.replace(">details<", ">user<");
        Tab tab = Tab.shown(
                "S",
                header + row("", A, "quality", "4", B) + row("", B, "quality", "4", "")
                        + "</sheetData><mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells><sheetData>");

        assertThat(header).contains(">user<");
        assertThat(validate("", "", tab).out())
                .contains("row 3, column \"user\": found a cell covered by the merged cells D2:D3; expected a UUID")
                .doesNotContain("Users without a UUID");
    }

    @Test
    void hidden_columns_are_counted() throws Exception {
        Tab tab = Tab.shown(
                "S",
                "</sheetData><cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"4\" max=\"16384\""
                        + " hidden=\"true\"/><col min=\"1\" max=\"1\"/></cols><sheetData>" + HEADER
                        + row("", A, "quality", "4", "x"));

        assertThat(validate("", "", tab).out())
                .contains("Note: 2 hidden columns of the sheet are read too: \"metric\", \"details\".");
    }

    @Test
    void a_rule_for_rows_needs_the_result_of_a_formula() throws Exception {
        String header =
                "<row><c t=\"inlineStr\"><is><t>completion_id</t></is></c><c t=\"inlineStr\"><is><t>metric</t></is></c>"
                        + "<c t=\"inlineStr\"><is><t>value</t></is></c><c t=\"inlineStr\"><is><t>status</t></is></c></row>";
        String none = row("", A, "quality", "4", "<c><f>B9</f></c>");
        String error = row("", A, "quality", "4", "<c t=\"e\"><f>NA()</f><v>#N/A</v></c>");
        String fine = row("", B, "quality", "4", "<c t=\"str\"><f>B9</f><v>done</v></c>");

        assertThat(validate(
                                "",
                                "--skip-where status=discarded --all-problems",
                                Tab.shown("S", header + none + error + fine))
                        .out())
                .contains(
                        "f.xlsx row 2, column \"status\": found the formula \"=B9\" without a result; expected a result"
                                + " that --skip-where \"status=discarded\" can look at. To calculate it, open the workbook")
                .contains("f.xlsx row 3, column \"status\": found \"#N/A\"; expected a result")
                .contains("3 rows: 1 metric feedback, 2 invalid");
    }

    /** XlsxWriter stores 0 as the result of every formula, and asks the spreadsheet to calculate on opening. */
    @Test
    void a_stored_0_is_no_result_where_the_workbook_is_yet_to_be_calculated() throws Exception {
        Tab tab = Tab.shown(
                "S",
                HEADER
                        + row("", A, "quality", "<c><f>2+2</f><v>0</v></c>", "")
                        + row("", B, "quality", "<c><f>2+2</f><v>4</v></c>", "")
                        + row("", B, "quality", "<c><v>0</v></c>", ""));

        assertThat(validate("<calcPr fullCalcOnLoad=\"1\"/>", "", tab).out())
                .contains("row 2, column \"value\": found the formula \"=2+2\" without a result;")
                .contains("3 rows: 2 metric feedback, 1 invalid");
        assertThat(validate("<calcPr calcId=\"1\"/>", "", tab).exitCode()).isZero();
    }

    @Test
    void an_error_of_a_formula_is_no_text_and_no_user_but_may_be_a_label() throws Exception {
        String header = row("", "completion_id", "metric", "value", "details", "user");
        String bad = row("", A, "quality", "1", "<c t=\"e\"><v>#DIV/0!</v></c>", "<c t=\"e\"><v>#REF!</v></c>");
        String label = row("", A, "quality", "<c t=\"e\"><v>#N/A</v></c>");
        String typed = row("", A, "quality", "1", "#N/A");
        Typed told = validate(
                "",
                "--all-problems --drop-unknown-users --values #N/A=skip",
                Tab.shown("S", header + bad + label + typed));

        assertThat(told.out())
                .contains(
                        "row 2, column \"details\": found \"#DIV/0!\"; expected text. The formula gives an error: fix it, or clear the cell.")
                .contains("row 2, column \"user\": found \"#REF!\"; expected a UUID")
                .contains("3 rows: 1 metric feedback, 1 invalid, 1 skipped");
    }

    /** What no field is taken from may be anything. */
    @Test
    void a_formula_in_a_column_that_is_not_uploaded_is_no_problem() throws Exception {
        String rows = row("", "completion_id", "metric", "value", "row no.")
                + row("", A, "quality", "1", "<c><f>ROW()</f></c>");

        assertThat(validate("", "", Tab.shown("S", rows)).exitCode()).isZero();
    }
}
