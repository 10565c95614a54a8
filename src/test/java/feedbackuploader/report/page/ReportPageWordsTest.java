package feedbackuploader.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Status;
import feedbackuploader.input.CsvRow;
import feedbackuploader.report.Invocation;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.RunHistory;
import feedbackuploader.report.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page says, and in which order. */
class ReportPageWordsTest {

    private static final Traffic TRAFFIC = new Traffic(
            2,
            Map.of(),
            1,
            Map.of(),
            1,
            0.5,
            List.of(),
            new Traffic.OverTime(
                    1,
                    List.of(0.0),
                    List.of(10.0),
                    List.of(1.5),
                    List.of(3.0),
                    List.of(5.0),
                    List.of(2L),
                    Map.of(),
                    List.of(new Traffic.Wait(0.25, 0.75, "http_429"))));

    @TempDir
    Path folder;

    private Document written(PageContent content) throws IOException {
        Path file = folder.resolve("report.html");
        ReportPage.write(file, content);
        return Jsoup.parse(Files.readString(file));
    }

    private static PageContent content(String word) {
        return content(word, TRAFFIC, provenance(word));
    }

    private static PageContent.Provenance provenance(String word) {
        return new PageContent.Provenance("p", null, "t", null, List.of(word), null, null, List.of());
    }

    private static PageContent content(String word, Traffic traffic, PageContent.Provenance provenance) {
        PageRows rows = new PageRows(true, null);
        rows.begin(List.of("id"));
        rows.checked(new CsvRow(2, 2, "a", List.of("a")), Status.INVALID, List.of(word));
        return new PageContent(
                PageContent.About.UPLOAD,
                Path.of("ratings.csv"),
                rows,
                null,
                word,
                List.of(word),
                List.of(new NextStep(word, "feedback-uploader upload " + word)),
                "failed.csv",
                "results.csv",
                null,
                traffic,
                List.of(new PageContent.Part("a", Map.of("recorded", 1L))),
                null,
                provenance,
                true);
    }

    /** Those who read on the first screen what is wrong read there what to do, too. */
    @Test
    void what_to_do_next_follows_the_balance() throws Exception {
        Document page = written(content("x"));

        assertThat(page.select("main > *").eachAttr("class")).startsWith("notice warning", "card", "card", "notice");
        assertThat(page.select("main > section").eachAttr("id")).startsWith("outcome", "next", "shards", "problems");
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox, UPLOAD, None of 3 rows are recorded in the sandbox.",
        "sandbox, DRY_RUN, None of 3 rows would be sent to the sandbox.",
        "https://sandbox.example, UPLOAD, None of 3 rows are recorded.",
        ", CHECK, None of 3 rows can be sent."
    })
    void the_first_sentence_tells_a_sandbox(@Nullable String target, PageContent.About about, String sentence) {
        assertThat(Headline.of(Map.of(Status.INVALID, 3L), about, target)).isEqualTo(sentence);
    }

    /** A word of it on each of two lines is read as two, and typed so. */
    @Test
    void no_option_is_broken_at_the_end_of_a_line() throws Exception {
        Document page = written(content("--map 'user=A b' or '--values=a=1', not -- or a--b"));

        for (String place : List.of(".notice li", ".steps p", ".command code", "#provenance dd:last-child")) {
            assertThat(page.select(place + " .option").eachText())
                    .as(place)
                    .containsExactly("--map", "'--values=a=1',");
        }
        assertThat(page.select(".command code").text())
                .isEqualTo("feedback-uploader upload --map 'user=A b' or '--values=a=1', not -- or a--b");
    }

    @Test
    void earlier_runs_ended_in_words() throws Exception {
        List<RunHistory.Run> runs = new ArrayList<>();
        for (int code : new int[] {0, 1, 3, 4, 130}) {
            runs.add(run(code, "--yes"));
        }
        runs.add(run(0, "--dry-run"));

        Document page = written(
                content("x", TRAFFIC, new PageContent.Provenance("p", null, null, null, null, null, null, runs)));

        assertThat(page.select("#provenance tbody td:nth-child(3)").eachText())
                .containsExactly(
                        "done",
                        "done, but for rows to fix",
                        "stopped early",
                        "done, but for unknown rows",
                        "paused or interrupted",
                        "checked, nothing was sent");
    }

    private static RunHistory.Run run(int exitCode, String option) {
        return new RunHistory.Run(
                new Invocation("p", List.of("upload", option), "u", "h", null, null),
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:09Z",
                exitCode,
                null,
                "t",
                null,
                null,
                Map.of(),
                null);
    }

    /** While one wait lasts, the server may ask for the next. */
    @ParameterizedTest
    @CsvSource({"1, '1 wait: shaded in the plots'", "7, '1 wait, asked for 7 times: shaded in the plots'"})
    void the_numbers_of_waits_agree(long asked, String words) throws Exception {
        Traffic traffic = new Traffic(2, Map.of(), 1, Map.of(), asked, 0.5, List.of(), TRAFFIC.overTime());

        Document page = written(content("x", traffic, provenance("x")));

        assertThat(page.select(".waits summary").text()).isEqualTo(words);
        assertThat(page.select("#traffic").text()).contains("Times that the server asked to wait " + asked);
    }
}
