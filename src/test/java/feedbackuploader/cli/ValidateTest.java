package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What validate shows of a file: all on standard output, and none of it able to harm a terminal. */
class ValidateTest {

    private static final String A = "570b90e9-0724-5a2d-b2f7-81052e11b1ce";
    private static final String B = "a83bfcd2-69c3-583d-849f-a3d89d1bfa2a";

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(
                        "ratings under other names, one metric for all, and a column that is not uploaded",
                        "Completion ID,score,mood\n" + A + ",4.5,fine\n" + B + ",1,\n" + A + ",1,\n",
                        "--metric quality",
                        0,
                        """
                        in: CSV, UTF-8, delimiter comma

                        Fields
                          completion_id  column "Completion ID"
                          metric         always "quality"
                          value          column "score"
                        Note: Ignored column: "mood".

                        Metrics
                          quality  3: from 1 to 4.5 (2 × 1, 1 × 4.5)

                        First rows, as they would be sent
                          Row 2: {"value":4.5,"metric":"quality","completion_id":"A"}
                          Row 3: {"value":1,"metric":"quality","completion_id":"B"}
                          Row 4: {"value":1,"metric":"quality","completion_id":"A"}

                        in: 3 rows: 3 metric feedback.
                        """),
                Arguments.of("both kinds, and keys that vary, in JSON lines", """
                        {"completion_id": "A", "metric": "acceptance", "value": true}
                        {"completion": "A", "metric": "acceptance", "value": false}
                        {"metric": "acceptance", "preferred": "A", "other": "B", "tied": "bad", "details": "x"}
                        """, "", 0, """
                        in: JSONL, UTF-8

                        Fields
                          completion_id         keys "completion_id", "completion"
                          metric                key "metric"
                          value                 key "value"
                          preferred_completion  key "preferred"
                          other_completion      key "other"
                          tied                  key "tied"
                        Note: Ignored key (not part of preference feedback): details.

                        Metrics
                          acceptance               2: 1 × true, 1 × false
                          acceptance (preference)  1: 1 × tied bad

                        First rows, as they would be sent
                          Row 1: {"value":true,"metric":"acceptance","completion_id":"A"}
                          Row 2: {"value":false,"metric":"acceptance","completion_id":"A"}
                          Row 3: {"metric":"acceptance","preferred_completion":"A","other_completion":"B","tied":"bad"}

                        in: 3 rows: 2 metric feedback, 1 preference feedback.
                        """),
                Arguments.of(
                        "the same mistake in most rows",
                        "completion_id,metric,value\n" + A + ",m,x\n"
                                + IntStream.range(0, 12)
                                        .mapToObj(i -> A + ",m,\"" + i + ",5\"\n")
                                        .reduce("", String::concat),
                        "",
                        1,
                        """
                        in: CSV, UTF-8, delimiter comma

                        Fields
                          completion_id  column "completion_id"
                          metric         column "metric"
                          value          column "value"
                        Note: Labels without a meaning, column "value": "x" (1). To skip them, add --values 'x=skip'; for a label with a meaning, write a number, true or false in place of skip.
                        Note: Values that are not plain numbers in "value": "0,5" (1), "1,5" (1), "2,5" (1), "3,5" (1), "4,5" (1), "5,5" (1), "6,5" (1), "7,5" (1), "8,5" (1), "9,5" (1), "10,5" (1), "11,5" (1).

                        Problems
                        in 12 rows (3, 4, 5, 6, 7, …), column "value": found "0,5" and similar; expected a number. A decimal comma? Write 0.5, or use --decimal-comma.
                        in row 2, column "value": found "x"; expected a number, true or false.

                        in: 13 rows: 13 invalid.
                        Fix these rows in in or add options that are advised above, and check it again: feedback-uploader validate in
                        """),
                Arguments.of("a file without rows", "completion_id,metric,value\n", "", 0, """
                        in: CSV, UTF-8, delimiter comma

                        in: 0 rows.
                        """),
                Arguments.of(
                        "a value that rows may have or not, and a row that was recorded",
                        "completion_id,metric,value,upload_status\n" + A + ",,1,\n" + A + ",m,1,\n" + A
                                + ",m,1,recorded\n",
                        "--set metric=n",
                        0,
                        """
                        in: CSV, UTF-8, delimiter comma

                        Fields
                          completion_id  column "completion_id"
                          metric         column "metric", else "n"
                          value          column "value"

                        Metrics
                          n  1: 1 × 1
                          m  1: 1 × 1

                        First rows, as they would be sent
                          Row 2: {"value":1,"metric":"n","completion_id":"A"}
                          Row 3: {"value":1,"metric":"m","completion_id":"A"}

                        in: 3 rows: 2 metric feedback, 1 skipped.
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_is_shown_as_it_was_understood(String name, String text, String options, int exitCode, String page)
            throws IOException {
        boolean isJson = text.startsWith("{");
        Files.writeString(file(), isJson ? text.replace("\"A\"", '"' + A + '"').replace("\"B\"", '"' + B + '"') : text);
        List<String> arguments = new ArrayList<>(List.of("validate", file().toString()));
        arguments.addAll(
                Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList());

        Typed typed = Typed.in(folder, arguments.toArray(String[]::new));

        assertThat(typed.out()
                        .replace(file().toString(), "in")
                        .replace('"' + A + '"', "\"A\"")
                        .replace('"' + B + '"', "\"B\""))
                .isEqualTo(page);
        assertThat(typed.err()).isEmpty();
        assertThat(typed.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void long_lists_and_long_texts_are_cut_and_counted() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("{\"%s\": \"%s\", \"metric\": \"m%d\", \"value\": %d, \"details\": \"%s\"}%n"
                    .formatted("completion" + "_".repeat(i % 6) + "id", A, i, i, "x".repeat(5_000)));
            text.append("{\"completion_id\": \"%s\", \"metric\": \"m0\", \"value\": %d.5}%n".formatted(A, i));
            text.append("{\"completion_id\": \"%s\", \"metric\": {\"%s\": 1}, \"value\": {}}%n"
                    .formatted(A, "k".repeat(i + 1)));
            text.append("{\"a%s\": }%n".formatted("b".repeat(i)));
        }
        Files.writeString(file(), text);

        List<String> lines = validated().out().lines().toList();

        assertThat(lines)
                .contains(
                        "  completion_id  keys \"completionid\", \"completion_id\", \"completion__id\" and 3 more",
                        "  m0   31: from 0 to 29.5",
                        "  … and 10 more")
                .anyMatch(line -> line.startsWith("  Row 1: {\"value\":0,") && line.endsWith("xxx…"))
                .allMatch(line -> line.length() < 400);
    }

    @Test
    void no_problem_is_left_out_when_all_are_asked_for() throws IOException {
        Files.writeString(
                file(),
                "completion_id,metric,value\n"
                        + IntStream.range(0, 40)
                                .mapToObj(i -> A + ",m,\"" + i + ",5\"\n")
                                .reduce("", String::concat));

        assertThat(validated().out().lines().filter(line -> line.startsWith("in row ")))
                .isEmpty();
        assertThat(validated("--all-problems").out().lines().filter(line -> line.startsWith("in row ")))
                .hasSize(40)
                .last()
                .isEqualTo(
                        "in row 41, column \"value\": found \"39,5\"; expected a number. A decimal comma? Write 39.5,"
                                + " or use --decimal-comma.");
    }

    @Test
    void more_kinds_of_problems_than_fit_are_counted() throws IOException {
        StringBuilder text = new StringBuilder("completion_id,metric,value\n");
        for (String value : List.of(
                "x",
                "",
                "\"0,5\"",
                "5 %",
                "yes",
                "1e400",
                "1e-400",
                "1/2",
                "01",
                "1 000",
                "\"1,000\"",
                "\"1,000,000\"",
                "\u0661",
                "1-Feb")) {
            text.append(A).append(",m,").append(value).append('\n');
        }
        for (String id : List.of("x", "", "chatcmpl-1", "1.2E+30", "a@b.test", "urn:uuid:" + A, A.replace("-", ""))) {
            text.append(id).append(",m,1\n");
        }
        text.append(A).append(",,1\n").append(A).append(",m\n");
        Files.writeString(file(), text);

        Typed typed = validated();

        assertThat(typed.out().lines().filter(line -> line.startsWith("in row ")))
                .hasSize(19);
        assertThat(typed.out()).contains("\n… and 2 more kinds of problem; --all-problems lists all of them.\n");
    }

    @Test
    void nothing_from_a_file_can_harm_a_terminal() throws IOException {
        String evil = "\\u001b[31m\\u202e\\u0007";
        Files.writeString(
                file(),
                "{\"completion_id\": \"%s\", \"metric\": \"m%s\", \"value\": 1, \"details\": \"%s\", \"k%s\": 1}%n"
                                .formatted(A, evil, evil, evil)
                        + "{\"completion_id\": \"%s\", \"metric\": \"m\", \"value\": \"%s\"}%n".formatted(evil, evil));

        for (Typed typed : List.of(validated(), validated("--all-problems"), validated("--json"))) {
            assertThat(typed.exitCode()).isEqualTo(1);
            assertThat(typed.out() + typed.err()).contains("[31m").doesNotContain("\u001b", "\u202e", "\u0007");
        }
    }

    /** A user whom nobody knows is left out, and what says which rows are skipped goes nowhere. */
    @Test
    void what_is_not_uploaded_is_told_and_no_field_that_is_not_sent() throws IOException {
        Files.writeString(
                file(), "completion_id,metric,value,user,note,kept\n" + A + ",m,1,ann,Total,x\n" + A + ",m,2,bob,,y\n");

        JsonNode line = new ObjectMapper()
                .readTree(Typed.in(
                                folder,
                                "validate",
                                file().toString(),
                                "--json",
                                "--drop-unknown-users",
                                "--skip-where",
                                "note=Total",
                                "--map",
                                "details=kept")
                        .out());

        assertThat(line.path("fields").findValuesAsText("field"))
                .containsExactly("completion_id", "metric", "value", "details");
        assertThat(line.path("not_uploaded").toString()).isEqualTo("[\"note\",\"user\"]");
    }

    @Test
    void a_program_is_told_the_same_on_one_line_for_each_file() throws IOException {
        Files.writeString(
                file(),
                "Completion ID,metric,value,mood\n" + A + ",m,1,\n" + A + ",m,true,\n" + A + ",m,p,\n" + A + ",m,q,\n"
                        + A + ",m\n");
        Path other = Files.writeString(folder.resolve("other"), "{\"completion_id\": \"%s\"}%n".formatted(A));

        Typed typed = Typed.in(folder, "validate", file().toString(), other.toString(), "--json");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).hasLineCount(2);
        JsonNode line =
                new ObjectMapper().readTree(typed.out().lines().findFirst().orElseThrow());
        assertThat(line).isEqualTo(new ObjectMapper().readTree("""
                {"file": "in",
                 "form": {"description": "CSV, UTF-8, delimiter comma", "format": "csv", "encoding": "UTF-8",
                          "byte_order_mark": false, "delimiter": ","},
                 "fields": [{"field": "completion_id", "columns": ["Completion ID"], "given": []},
                            {"field": "metric", "columns": ["metric"], "given": []},
                            {"field": "value", "columns": ["value"], "given": []}],
                 "not_uploaded": ["mood"],
                 "rows": 5, "blank_rows": 0, "invalid": 3, "skipped": 0,
                 "kinds": {"metric": 2},
                 "metrics": [{"metric": "m", "kind": "metric", "count": 2, "min": 1, "max": 1,
                              "values": {"true": 1, "1": 1}}],
                 "other_metrics": 0,
                 "first": [{"row": 2, "kind": "metric",
                            "body": "{\\"value\\":1,\\"metric\\":\\"m\\",\\"completion_id\\":\\"ID\\"}"},
                           {"row": 3, "kind": "metric",
                            "body": "{\\"value\\":true,\\"metric\\":\\"m\\",\\"completion_id\\":\\"ID\\"}"}],
                 "problems": [{"rows": 2, "first_rows": [4, 5], "place": {"file": "in", "row": 4, "line": 4},
                               "problem": {"column": "value", "found": "\\"p\\"",
                                           "expected": "a number, true or false", "hint": null},
                               "varies": true},
                              {"rows": 1, "first_rows": [6], "place": {"file": "in", "row": 6, "line": 6},
                               "problem": {"column": null, "found": "2 columns", "expected": "4 columns",
                                           "hint": null},
                               "varies": false}],
                 "other_problems": 0,
                 "notices": ["Labels without a meaning, column \\"value\\": \\"p\\" (1), \\"q\\" (1). To skip them, add --values 'p=skip, q=skip'; for a label with a meaning, write a number, true or false in place of skip.",
                             "Ignored column: \\"mood\\"."]}
                """.replace("ID\\", A + "\\")));
    }

    @Test
    void rows_with_the_same_text_need_a_choice_unless_they_are_compared() throws IOException {
        Files.writeString(file(), "prompt,completion_text,metric,value\nHi?,Hello,quality,4\nHi?,Hello,quality,5\n");
        assertThat(validated("--create-completions").out())
                .contains(
                        "Note: 1 row has the prompt and answer of an earlier row. To upload it, add --same-text one to"
                                + " create one completion for them, which gets all their ratings, or --same-text each to create one for"
                                + " each row.");

        Files.writeString(file(), """
                prompt,preferred_text,preferred_model,other_text,other_model,metric
                Hi?,Hello,a,Bye,b,better
                Hi?,Hello,a,Good day,c,better
                """);
        assertThat(validated("--create-completions").out())
                .contains("2 preference feedback, 4 completions to create")
                .doesNotContain("--same-text");
    }

    private Typed validated(String... options) {
        List<String> arguments = new ArrayList<>(List.of("validate", file().toString()));
        arguments.addAll(List.of(options));
        return Typed.in(folder, arguments.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("in");
    }
}
