package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of kinds that other importers got wrong, with what validate says of each, and where its advice leads. */
class FoundTablesTest {

    @TempDir
    Path folder;

    /** @param told stand in the output in this order */
    private record Case(String file, List<String> options, int exitCode, List<String> told) {
        @Override
        public String toString() {
            return file + " " + String.join(" ", options);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                found(
                        "c04.csv",
                        1,
                        "c04.csv row 3: found \"h\" after a closing quote; expected a comma or the end of the line. The"
                                + " cell's opening quote is on line 3. This file has no quotes around cells: add --quote"
                                + " none.",
                        "3 rows: 2 metric feedback, 1 invalid."),
                found(
                        "c04.csv --quote none",
                        0,
                        "\"details\":\"\\\"Very good\\\" he said\"",
                        "3 rows: 3 metric feedback."),
                found(
                        "c05.csv",
                        1,
                        "c05.csv 2 rows (2, 4): found \"h\" after a closing quote and similar; expected a comma or the end of"
                                + " the line. The cell's opening quote is on line 2. This file has a backslash before such a quote: add --escape '\\'.",
                        "3 rows: 1 metric feedback, 2 invalid."),
                found(
                        "c05.csv --escape \\",
                        0,
                        "\"details\":\"he said \\\"hi\\\" twice\"",
                        "\"details\":\"say \\\"no, thanks\\\"\"",
                        "3 rows: 3 metric feedback."),
                found(
                        "c58.csv",
                        1,
                        "c58.csv row 3: found \"i\" after a closing quote; expected a tab or the end of the line. The cell's"
                                + " opening quote is on line 3. This file has no quotes around cells: add --quote none.",
                        "3 rows: 2 metric feedback, 1 invalid."),
                found(
                        "c58.csv --quote none",
                        0,
                        "\"details\":\"\\\"has a quote\\\" in it\"",
                        "\"details\":\"5\\\" disk\"",
                        "3 rows: 3 metric feedback."),
                found(
                        "c08.csv",
                        0,
                        "Note: Blanks between commas and quotes are ignored.",
                        "\"details\":\"M and M, 42 oz\"",
                        "\"details\":\"plain\"",
                        "2 rows: 2 metric feedback."),
                found("c09.csv", 0, "Note: Blanks between commas and quotes", "\"details\":\"x\""),
                found("c31.csv", 0, "delimiter semicolon", "1 row: 1 metric feedback."),
                found(
                        "c62.csv",
                        0,
                        "Note: Padding at the end of the file is ignored: Ctrl-Z or zeros (U+001A, U+0000).",
                        "1 row: 1 metric feedback."),
                found(
                        "c16b.csv --metric quality",
                        0,
                        "Note: Rows that repeat the header are skipped: row 3.",
                        "3 rows: 2 preference feedback, 1 skipped."),
                found(
                        "c13.csv",
                        0,
                        "Note: Ignored, because they have the same name: \"notes\" (column 2) and \"notes\" (column 5).",
                        "2 rows: 2 metric feedback."),
                found(
                        "c13.csv --map details=notes",
                        2,
                        "The columns \"notes\" (column 2) and \"notes\" (column 5) have the same name; --map details=\"notes\" needs one of them. Rename them in the file."),
                found(
                        "c51d.csv.gz",
                        2,
                        "c51d.csv.gz: found other data after the gzip archive, from byte 167 of the file; expected the"
                                + " end of the file, or another gzip archive. Were rows appended to the compressed file? Unpack it, add the rows, and upload the unpacked file."),
                found(
                        "c36.csv",
                        0,
                        "Note: Quotes around whole rows are ignored: rows 2, 3.",
                        "\"details\":\"good, really\"",
                        "2 rows: 2 metric feedback."),
                found(
                        "c45.csv",
                        2,
                        "c45.csv: found \"# exported by tool v1\" where the header should be. If lines that begin with # are"
                                + " comments, add --comment '#'."),
                found(
                        "c45.csv --skip-lines 2",
                        1,
                        "c45.csv row 5: found 1 column; expected 3 columns. If lines that begin with # are comments, add"
                                + " --comment '#'."),
                found(
                        "c47.csv",
                        1,
                        "c47.csv row 2, column \"completion_id\": found \"uuid\"; expected a UUID (8-4-4-4-12 hexadecimal"
                                + " digits). Is this a second header? Then add --skip-where 'completion_id=uuid'."),
                found("c47.csv --skip-where completion_id=uuid", 0, "2 rows: 1 metric feedback, 1 skipped."),
                found(
                        "k4.csv --metric m --map value=Q1",
                        1,
                        "k4.csv row 2, column \"completion_id\": found \"completion_id\"; expected a UUID (8-4-4-4-12"
                                + " hexadecimal digits). Is this a second header? Then add --skip-where"
                                + " 'completion_id=completion_id'.",
                        "Is this a second header? Then add --skip-where 'StartDate~ImportId'."),
                found(
                        "k4.csv --metric m --map value=Q1 --skip-where completion_id=completion_id --skip-where"
                                + " StartDate~ImportId",
                        0,
                        "4 rows: 2 metric feedback, 2 skipped."),
                found("c44b.csv", 0, "1 row: 1 metric feedback."),
                found(
                        "c53.csv",
                        0,
                        "\"details\":\"page one\\fpage two\"",
                        "\"details\":\"line\\u000Bbreak from Word\"",
                        "\"details\":\"\\u001B[31mred\\u001B[0m\"",
                        "4 rows: 4 metric feedback."),
                found(
                        "c45.csv --comment #",
                        0,
                        "Note: Comment lines are skipped: rows 1, 2, 5.",
                        "2 rows: 2 metric feedback."));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void are_told_as_they_are(Case one) throws IOException {
        Path file = folder.resolve(one.file);
        try (InputStream found =
                Objects.requireNonNull(FoundTablesTest.class.getResourceAsStream("found/" + one.file))) {
            Files.copy(found, file);
        }
        List<String> arguments = new ArrayList<>(List.of("validate", file.toString()));
        arguments.addAll(one.options);

        Typed typed = Typed.in(folder.resolve("state"), arguments.toArray(String[]::new));

        assertThat(typed.out() + typed.err()).containsSubsequence(one.told);
        assertThat(typed.exitCode()).isEqualTo(one.exitCode);
    }

    private static Case found(String line, int exitCode, String... told) {
        List<String> words = List.of(line.split(" "));
        return new Case(words.get(0), words.subList(1, words.size()), exitCode, List.of(told));
    }
}
