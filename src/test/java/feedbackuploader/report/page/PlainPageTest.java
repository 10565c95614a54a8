package feedbackuploader.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Status;
import feedbackuploader.input.CsvRow;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.RunHistory;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page without texts: whatever stands in a cell, an answer or an option, nothing of it is there. */
class PlainPageTest {

    private static final String SECRET = "CANARY";

    private static final List<String> HEADER = List.of("completion_id", "value");

    @TempDir
    private Path folder;

    private String text = "";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY",
                "x\" CANARY \"y",
                "5\" CANARY",
                "don't CANARY",
                "0,8; expected a number. CANARY",
                "\"column \"CANARY\": found CANARY; expected CANARY.",
                "a number | found CANARY; expected CANARY.",
                "row HTTP 200 CANARY --CANARY"
            })
    void no_text_is_in_it_wherever_it_may_come_from(String cell) throws Exception {
        PageRows rows = new PageRows(false, null);
        rows.begin(HEADER);
        CsvRow row = new CsvRow(2, 2, cell, List.of(cell, cell));
        for (Problem problem : List.of(
                Problem.withText("value", cell, "a number", null),
                Problem.withText("value", cell, "one of " + cell, "Add --values '" + cell + "=5'."),
                new Problem("found " + cell, "a JSON object", cell),
                new Problem(cell, cell, cell, cell))) {
            rows.checked(row, Status.INVALID, List.of(problem.message()));
        }
        rows.checked(row, Status.REJECTED, List.of("HTTP 422: " + cell + " " + "lorem ".repeat(400)));
        rows.checked(row, Status.UNKNOWN, List.of(cell));

        Document page = written(rows, cell);

        assertThat(text).doesNotContain(SECRET);
        assertThat(page.select(".cause .message").eachText()).contains("Column \"value\": expected a number.");
    }

    private Document written(PageRows rows, String said) throws IOException {
        PageContent content = new PageContent(
                PageContent.About.UPLOAD,
                Path.of("ratings.csv"),
                rows,
                null,
                "The server refused the key (HTTP 401): " + said,
                List.of(
                        said,
                        "Labels without a value in column \"value\" (" + said + "): add --values " + said + "=5.",
                        "Rows that repeat the header are skipped: 3, 5."),
                List.of(
                        new NextStep(
                                "To read \"" + said + "\" as a number:",
                                "feedback-uploader upload r.csv --values '" + said.replace("'", "'\\''")
                                        + "=5' --fill user=CANARY --yes"),
                        new NextStep("Fix the rows in failed.csv and upload it:", null)),
                null,
                null,
                new FileUnderstood(
                        "CSV, UTF-8",
                        List.of(new FileUnderstood.FieldFrom("user", List.of("value"), List.of(said))),
                        List.of("value"),
                        1,
                        List.of(new FileUnderstood.MetricValues(
                                "remarks of " + said, "metric", 1, null, null, List.of())),
                        0,
                        List.of(new FileUnderstood.Body(2, "metric", "{\"details\":\"" + said + "\"}")),
                        List.of(said)),
                null,
                List.of(),
                null,
                new PageContent.Provenance(
                        "feedback-uploader",
                        null,
                        null,
                        null,
                        List.of("upload", "--values", said + "=5", "--fill=user=" + said, "--yes"),
                        null,
                        null,
                        List.of(new RunHistory.Run(
                                null,
                                "2026-01-01T00:00:00Z",
                                "2026-01-01T00:00:09Z",
                                3,
                                "stopped: " + said,
                                "",
                                null,
                                null,
                                null,
                                null))),
                false);
        Path file = folder.resolve("report.html");
        ReportPage.write(file, content);
        text = Files.readString(file);
        return Jsoup.parse(text);
    }

    @Test
    void what_repeats_nothing_is_said() throws Exception {
        PageRows rows = new PageRows(false, null);
        rows.begin(HEADER);
        CsvRow row = new CsvRow(2, 2, ",", List.of("", ""));
        rows.checked(
                row,
                Status.INVALID,
                List.of(Problem.withText("value", "", "a number", null).message()));

        Document page = written(rows, SECRET);

        assertThat(page.select(".cause .message").text())
                .isEqualTo("Column \"value\": nothing is there; expected a number.");
        assertThat(page.select(".notice.warning").text())
                .isEqualTo("Stopped: for a reason that is left out here (HTTP 401).");
        assertThat(page.select("section.notice li").eachText())
                .containsExactly("Rows that repeat the header are skipped: 3, 5.");
        assertThat(page.select("#next p").eachText())
                .contains("To go on:", "Fix the rows in failed.csv and upload it:");
        assertThat(page.select("#next code").text()).isEqualTo("feedback-uploader upload … --values … --fill … --yes");
        assertThat(page.select("#provenance").text()).contains("… --values … --fill=… --yes");
    }

    /** What rows should have is known by the words that the program says. */
    @Test
    void the_most_frequent_mistakes_are_told() throws Exception {
        String report = Files.readString(Path.of("samples/mistakes.results.csv"));

        for (String phrase : List.of("a UUID (8-4-4-4-12 hexadecimal digits)", "a number", "a metric's key")) {
            assertThat(report).contains("expected " + phrase + ".");
            assertThat(PlainWords.EXPECTED).contains(phrase);
        }
    }

    @Test
    void every_phrase_is_one_of_the_programs() throws Exception {
        StringBuilder source = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("PlainWords.java"))::iterator) {
                source.append(Files.readString(file));
            }
        }

        assertThat(PlainWords.EXPECTED).allMatch(phrase -> source.indexOf('"' + phrase + '"') >= 0);
    }

    @Test
    void the_answers_of_one_status_are_one_cause() {
        PageRows rows = new PageRows(false, null);
        rows.begin(HEADER);
        for (String word : List.of("CANARY one", "another CANARY")) {
            rows.checked(new CsvRow(2, 2, word, List.of(word, word)), Status.REJECTED, List.of(word));
        }

        assertThat(rows.byCount()).hasSize(1);
        assertThat(rows.statuses()).isEqualTo(Map.of(Status.REJECTED, 2L));
    }
}
