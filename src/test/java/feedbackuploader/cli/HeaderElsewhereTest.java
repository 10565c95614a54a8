package feedbackuploader.cli;

import static feedbackuploader.input.Workbooks.ofTabs;
import static feedbackuploader.input.Workbooks.row;
import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.Workbooks.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles above a table and instructions on the sheet before it: the advice is typed as it stands, and works. */
class HeaderElsewhereTest {

    private static final String A = "77852caf-6979-5bf8-b5bc-b5e594dfe868";
    private static final String B = "364ff5c1-5647-5204-91d2-b47504d6940a";
    private static final String RATINGS = row("", "completion_id", "metric", "value") + row("", A, "quality", "4");

    @TempDir
    private Path folder;

    private Typed validate(Path file, String... options) {
        List<String> words = new ArrayList<>(List.of("validate", file.toString()));
        words.addAll(Arrays.asList(options));
        return Typed.in(folder, words.toArray(String[]::new));
    }

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("c03.csv"), text);
    }

    private Path workbook(Tab... tabs) throws IOException {
        return ofTabs(folder.resolve("x30.xlsx"), "", tabs);
    }

    @Test
    void a_title_above_a_csv_table() throws Exception {
        Path file = text("Estrazione del 2026-01-06 | vista A\ncompletion_id;metric;value\n" + A + ";quality;4\n" + B
                + ";quality;5\n");

        assertThat(validate(file).err())
                .isEqualTo(
                        "c03.csv: found \"Estrazione del 2026-01-06 \" where the header should be. Row 2 looks like the header: use --skip-lines 1.\n");
        assertThat(validate(file, "--skip-lines", "1").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Report\n\n\n",
                "Report;;\n;;\nFilter: all;;\n",
                "Report of May, the 5th; draft\nby Anna\n\n",
                "\"Two\nlines\"\n\n",
                "a;b;c\n1;2;3\n\n"
            })
    void titles_of_many_kinds(String titles) throws Exception {
        Path file = text(titles + "completion_id;metric;value\n" + A + ";quality;4\n");
        int lines = (int) titles.chars().filter(c -> c == '\n').count();

        assertThat(validate(file).err()).endsWith(": use --skip-lines " + lines + ".\n");
        assertThat(validate(file, "--skip-lines", String.valueOf(lines)).exitCode())
                .isZero();
    }

    @Test
    void a_header_in_other_words_is_known_by_what_stands_below_it_and_says_what_is_still_missing() throws Exception {
        Path file = workbook(
                Tab.shown(
                        "Export Q1",
                        row("", "Customer satisfaction — export Q1 2026")
                                + row("", "Generated 2026-02-03 by Müller")
                                + row(" r=\"4\"", "Conversation", "Answer ID", "CSAT", "Reviewer")
                                + row("", "C-0000", A, "<c><v>2</v></c>", "anna@example.com")
                                + row("", "C-0001", B, "<c><v>5</v></c>", "bob@example.com")),
                Tab.shown("Pivot", row("", "CSAT", "Count") + row("", "<c><v>1</v></c>", "<c><v>4</v></c>")));

        assertThat(validate(file).err())
                .startsWith(
                        "x30.xlsx: found \"Customer satisfaction — export Q1 2026\" where the header should be. Row 4"
                                + " looks like the header: use --skip-lines 3. With that: No ratings found: no column")
                .contains("add --map 'completion_id=Answer ID'.")
                .contains("add --metrics 'CSAT'");
        assertThat(validate(file, "--skip-lines", "3", "--map", "completion_id=Answer ID", "--metrics", "CSAT")
                        .exitCode())
                .isZero();
    }

    @Test
    void options_that_would_fit_but_for_the_title() throws Exception {
        Path file = text("Report\nAnswer,CSAT\n" + A + ",4\n");

        assertThat(validate(file, "--map", "completion_id=Answer", "--metrics", "CSAT")
                        .err())
                .isEqualTo(
                        "c03.csv: found \"Report\" where the header should be. Row 2 looks like the header: use --skip-lines"
                                + " 1.\n");
    }

    @ParameterizedTest
    @CsvSource({"5, 2", "1, 2"})
    void too_many_lines_or_too_few(int given, int right) throws Exception {
        Path file = text("Report\nby Anna\ncompletion_id,metric,value\n" + (A + ",quality,4\n").repeat(5));

        assertThat(validate(file, "--skip-lines", String.valueOf(given)).err())
                .endsWith("Row 3 looks like the header: use --skip-lines " + right + ".\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"Ratings | Ratings", "Ratings of May | 'Ratings of May'", "it's | 'it'\\''s'"})
    void a_table_on_another_sheet(String name, String typed) throws Exception {
        Path file =
                workbook(Tab.shown("Instructions", row("", "How to fill in this workbook")), Tab.shown(name, RATINGS));

        assertThat(validate(file).err())
                .isEqualTo("x30.xlsx: found \"How to fill in this workbook\" where the header should be. The sheet \""
                        + name + "\" seems to have the header: use --sheet " + typed + ".\n");
        assertThat(validate(file, "--sheet", name).exitCode()).isZero();
    }

    @Test
    void titles_on_another_sheet_an_empty_sheet_and_one_that_is_hidden() throws Exception {
        Path titled = workbook(
                new Tab("Old", "hidden", RATINGS),
                Tab.shown("Blank", ""),
                Tab.shown("Data", row("", "Report") + row("") + RATINGS));

        assertThat(validate(titled).err())
                .isEqualTo(
                        "x30.xlsx: found nothing where the header should be. The sheet \"Data\" seems to have the header,"
                                + " in row 3: use --sheet Data --skip-lines 2.\n");
        assertThat(validate(titled, "--sheet", "Data", "--skip-lines", "2").exitCode())
                .isZero();
        assertThat(validate(workbook(new Tab("Old", "hidden", RATINGS))).err())
                .endsWith("The sheet \"Old\" seems to have the header: use --sheet Old.\n");
    }

    /** Three titles, users by e-mail, ratings that are missing and a total below: each command says the next one. */
    @Test
    void from_a_sheet_as_people_have_it_to_all_recorded_takes_three_commands() throws Exception {
        Path file = workbook(
                Tab.shown(
                        "Export Q1",
                        row("", "Customer satisfaction")
                                + row("", "Q1 2026")
                                + row("", "by Müller")
                                + row("", "Conversation", "Answer ID", "CSAT", "Reviewer")
                                + row("", "C-0", A, "<c><v>2</v></c>", "anna@example.com")
                                + row("", "C-1", B, "n/a", "bob@example.com")
                                + row("", "C-2", A, "<c><v>5</v></c>", "bob@example.com")
                                        .repeat(5)
                                + row("", "Total", "", "<c><v>3.5</v></c>")),
                Tab.shown("Pivot", row("", "CSAT", "Count")));
        List<String> words = new ArrayList<>(List.of("upload", file.toString(), "--sandbox"));

        Typed first = Typed.in(folder, words.toArray(String[]::new));
        assertThat(first.err())
                .contains("use --skip-lines 3.")
                .contains("add --map 'completion_id=Answer ID'.")
                .contains("add --metrics 'CSAT'");
        words.addAll(List.of("--skip-lines", "3", "--map", "completion_id=Answer ID", "--metrics", "CSAT"));
        Typed second = Typed.in(folder, words.toArray(String[]::new));
        assertThat(second.err())
                .contains("skip it with --skip-where 'Conversation=Total'.")
                .contains("add --values 'n/a=skip'");
        words.addAll(List.of("--skip-where", "Conversation=Total", "--values", "n/a=skip"));
        Typed third = Typed.in(folder, words.toArray(String[]::new));

        assertThat(third.exitCode()).isZero();
        assertThat(third.out()).contains("6 recorded").contains("2 skipped").contains("results.xlsx");
        assertThat(folder.resolve("x30.xlsx.sandbox/results.xlsx")).exists();
        assertThat(folder.resolve("x30.xlsx.sandbox/failed.xlsx")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--metric quality", "--metrics quality"})
    void without_a_valid_row_the_sandbox_shows_what_is_wrong_with_the_rows(String metric) throws IOException {
        Path file = Files.writeString(folder.resolve("ids.csv"), "completion_id,quality,value\nx,3,3\n");
        List<String> words = new ArrayList<>(List.of("upload", file.toString(), "--sandbox"));
        words.addAll(List.of(metric.split(" ")));

        Typed typed = Typed.in(folder, words.toArray(String[]::new));

        assertThat(typed.err())
                .contains("ids.csv row 2, column \"completion_id\": found \"x\"; expected a UUID")
                .doesNotContain("no metric");
        assertThat(typed.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Answer,Score,Remark\n77852caf-6979-5bf8-b5bc-b5e594dfe868,4,x\n364ff5c1-5647-5204-91d2-b47504d6940a,5,y\n",
                "name,colour\nAnna,red\nBob,blue\n",
                "only one column\nx\ny\n"
            })
    void where_no_row_looks_more_like_a_header_the_columns_are_told_as_ever(String text) throws Exception {
        assertThat(validate(text(text)).err()).contains(" column \"completion_id\"", "Its columns: ");
    }
}
