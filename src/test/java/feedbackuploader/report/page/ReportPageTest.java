package feedbackuploader.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Status;
import feedbackuploader.input.CsvRow;
import feedbackuploader.report.NextStep;
import feedbackuploader.report.Traffic;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What any browser makes of the page, whatever stands in the file. */
class ReportPageTest {

    private static final long MOST_BYTES = 3_000_000;

    private static final String MARKUP =
            "</td></script></style><script>alert(1)</script><img src=https://evil.test/a.png onerror=alert(2)><!--";

    private static final String REVERSED = "abc\u202Egnp.exe\u2066\u200F";

    private static final Traffic TRAFFIC = new Traffic(
            2,
            new TreeMap<>(Map.of("p50", 1.5)),
            1,
            new TreeMap<>(Map.of("http_429", 7L)),
            1,
            0.5,
            List.of(),
            new Traffic.OverTime(
                    1,
                    List.of(0.0, 1.0),
                    List.of(10.0, 20.5),
                    Collections.unmodifiableList(new ArrayList<>(Arrays.asList(1.5, null))),
                    List.of(3.0, 4.0),
                    List.of(5.0, 6.0),
                    List.of(2L, 4L),
                    Map.of("http_429", List.of(7L, 0L), MARKUP, List.of(0L, 1L)),
                    List.of(new Traffic.Wait(0.25, 0.75, "http_429"))));

    @TempDir
    Path folder;

    private String text = "";

    private Document written(PageContent content) throws IOException {
        Path file = folder.resolve("report.html");
        ReportPage.write(file, content);
        text = Files.readString(file);
        return Jsoup.parse(text);
    }

    private static PageContent content(
            PageRows rows, @Nullable FileUnderstood understood, String word, boolean withTexts) {
        return new PageContent(
                PageContent.About.UPLOAD,
                Path.of("/data", word.replaceAll("[/\u0000\uD800]", "") + ".csv"),
                rows,
                null,
                word,
                List.of(word),
                List.of(new NextStep("Fix " + word + ":", "feedback-uploader upload " + word)),
                "failed.csv",
                "results.csv",
                understood,
                TRAFFIC,
                List.of(new PageContent.Part(word, Map.of("recorded", 1L))),
                null,
                new PageContent.Provenance(
                        word,
                        word,
                        word,
                        word,
                        List.of(word),
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:00:09Z",
                        List.of()),
                withTexts);
    }

    private static FileUnderstood understood(String word, int metrics) {
        return new FileUnderstood(
                word,
                List.of(new FileUnderstood.FieldFrom("value", List.of(word), List.of(word))),
                List.of(word),
                1,
                IntStream.range(0, metrics)
                        .mapToObj(i -> new FileUnderstood.MetricValues(
                                i + word,
                                "metric",
                                5,
                                "1",
                                "5",
                                Collections.nCopies(30, new FileUnderstood.ValueCount(word, 1))))
                        .toList(),
                1,
                List.of(new FileUnderstood.Body(2, "metric", word)),
                List.of());
    }

    /** @param problem of each row, from its number */
    private static PageRows rows(int count, int columns, String cell, IntFunction<Problem> problem, boolean withTexts) {
        PageRows rows = new PageRows(withTexts, null);
        rows.begin(IntStream.range(0, columns).mapToObj(i -> "column " + i).toList());
        List<String> cells = Collections.nCopies(columns, cell);
        for (int i = 2; i < count + 2; i++) {
            rows.checked(
                    new CsvRow(i, i, cell, cells),
                    Status.INVALID,
                    List.of(problem.apply(i).message()));
        }
        return rows;
    }

    private static Problem wrong(String found) {
        return Problem.withText("column 1", found, "a number", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {MARKUP, REVERSED, "\"><script>", "'-->]]>", "&lt;b&gt;", "\u0000\u0007\uD800"})
    void whatever_a_file_or_a_server_says_is_text(String word) throws Exception {
        PageRows rows = rows(3, 3, word, i -> wrong(word), true);

        Document page = written(content(rows, understood(word, 2), word, true));

        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("img, iframe, object, embed, link, base, form, input"))
                .isEmpty();
        assertThat(page.select("*").stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")
                                || attribute.getKey().equals("style")))
                .isEmpty();
        assertThat(page.select("table.rows tbody td")).hasSize(9);
        assertThat(page.select("main").size()).isEqualTo(1);
        assertThat(text).doesNotContain("\u202E", "\u2066", "\u200F", "\u0000", "\u0007");
    }

    @Test
    void what_turns_the_direction_of_text_is_told_by_its_number() throws Exception {
        Document page = written(content(rows(1, 2, REVERSED, i -> wrong(REVERSED), true), null, "x", true));

        assertThat(page.select("td.cell-wrong .cell").text()).isEqualTo("abc[U+202E]gnp.exe[U+2066][U+200F]");
    }

    @Test
    void a_browser_runs_and_styles_nothing_but_what_the_policy_names() throws Exception {
        Document page = written(content(rows(1, 2, "a", i -> wrong("a"), true), null, "x", true));

        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src "
                        + hash(page.select("style").get(0)) + "; script-src "
                        + hash(page.select("script").get(0)) + "; base-uri 'none'; form-action 'none'");
        assertThat(page.select("head > *").get(1).attr("http-equiv"))
                .as("it stands before all that it is about")
                .isEqualTo("Content-Security-Policy");
    }

    private static String hash(Element block) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(block.data().getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void nothing_is_fetched() throws Exception {
        Document page = written(content(rows(3, 3, "a", i -> wrong("a"), true), understood("m", 2), "x", true));

        assertThat(page.select("[src], [srcset], [href]:not([href^=#])")).isEmpty();
        String style = page.select("style").get(0).data();
        assertThat(style).doesNotContain("url(", "@import", "@font-face");
        assertThat(page.select("script").get(0).data())
                .doesNotContain("fetch(", "XMLHttpRequest", "import(", "createObjectURL", "eval(", "new Function");
    }

    @Test
    void the_page_has_one_heading_of_the_first_rank_its_landmarks_and_tables_that_say_what_they_are() throws Exception {
        Document page = written(content(rows(3, 3, "a", i -> wrong("a"), true), understood("m", 2), "x", true));

        assertThat(page.select("html[lang=en]")).hasSize(1);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("body > header, body > main, body > footer, nav"))
                .hasSize(4);
        assertThat(page.select("table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.select("> caption").text()).isNotEmpty();
            assertThat(table.select("th"))
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head.attr("scope")).isIn("col", "row"));
        });
        assertThat(page.select("section[aria-labelledby]"))
                .allSatisfy(section -> assertThat(page.getElementById(section.attr("aria-labelledby")))
                        .isNotNull());
        assertThat(page.select("nav a"))
                .allSatisfy(
                        link -> assertThat(page.getElementById(link.attr("href").substring(1)))
                                .isNotNull());
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void problems_stand_by_cause_the_largest_first_with_a_piece_of_the_table() throws Exception {
        PageRows rows = new PageRows(true, null);
        rows.begin(List.of("id", "value"));
        for (int i = 2; i < 500; i++) {
            boolean isRare = i % 100 == 0;
            rows.checked(
                    new CsvRow(i, i, "", List.of("id-" + i, isRare ? "" : "bad-" + i)),
                    Status.INVALID,
                    List.of((isRare
                                    ? new Problem("value", Problem.NOTHING, "a number", null)
                                    : Problem.withText("value", "bad-" + i, "a number", "Write it with a point."))
                            .message()));
        }

        Document page = written(content(rows, null, "x", true));

        assertThat(page.select(".cause h3 .count").eachText()).containsExactly("494 rows", "4 rows");
        Element largest = page.select(".cause").get(0);
        assertThat(largest.select(".message").text())
                .isEqualTo("Column \"value\": expected a number. Write it with a point.");
        assertThat(largest.text())
                .contains(
                        "Row 2 has \"bad-2\", others are similar. Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and more.",
                        "20 of 494 shown; all are in failed.csv");
        assertThat(largest.select("thead th").eachText()).containsExactly("Row", "id", "value");
        assertThat(largest.select("tbody tr")).hasSize(20);
        assertThat(largest.select("tbody tr").get(0).select("th, td").eachText())
                .containsExactly("2", "id-2", "bad-2 wrong");
        assertThat(largest.select("td.cell-wrong")).hasSize(20);
        Element rare = page.select(".cause").get(1);
        assertThat(rare.select("td.cell-wrong").eachText()).containsOnly("missing");
        assertThat(rare.text()).contains("Row 100 has nothing. Rows 100, 200, 300, 400.", "All 4 rows");
    }

    @Test
    void each_plot_has_its_table_which_is_there_without_a_script() throws Exception {
        Document page = written(content(rows(1, 2, "a", i -> wrong("a"), true), null, "x", true));

        Map<String, List<String>> tables = page.select("[data-plot]").stream()
                .collect(Collectors.toMap(
                        plot -> plot.attr("data-plot"),
                        plot -> plot.select("details[open] tbody tr").eachText(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(tables)
                .containsEntry("rows", List.of("0.0 10.0", "1.0 20.5"))
                .containsEntry("latency", List.of("0.0 1.5 3.0 5.0", "1.0 – 4.0 6.0"))
                .containsEntry("in_flight", List.of("0.0 2", "1.0 4"))
                .containsKey("retries");
        assertThat(page.select("[data-traffic]").attr("data-traffic")).startsWith("{\"step_seconds\":1.0,");
        assertThat(page.select("#traffic").text())
                .contains("The server asked to wait: 429 (too many requests) 0.25 0.75");
    }

    @Test
    void without_texts_no_cell_id_or_body_is_in_the_page() throws Exception {
        String id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        PageRows rows = new PageRows(false, null);
        rows.begin(List.of("id", "column 1"));
        rows.checked(
                new CsvRow(2, 2, "secret text", List.of(id, "secret text")),
                Status.INVALID,
                List.of(wrong("secret text").message()));
        FileUnderstood understood = new FileUnderstood(
                "CSV",
                List.of(new FileUnderstood.FieldFrom("user", List.of(), List.of(id))),
                List.of("rater"),
                1,
                List.of(),
                0,
                List.of(new FileUnderstood.Body(2, "metric", "{\"details\":\"secret text\"}")),
                List.of());

        Document page = written(content(rows, understood, "x", false));

        assertThat(text).doesNotContain("secret", id);
        assertThat(page.select(".cause .message").text()).isEqualTo("Column \"column 1\": expected a number.");
        assertThat(page.select(".cause").text()).contains("1 row", "Row 2.");
        assertThat(page.select("footer").text()).contains("Ids and texts are left out.");
    }

    @Test
    void forty_thousand_problems_of_a_kind_are_twenty_rows() throws Exception {
        Document page = written(content(rows(40_000, 6, "a cell", i -> wrong("a" + i), true), null, "x", true));

        assertThat(page.select("table.rows tbody tr")).hasSize(20);
        assertThat(page.select("h1").text()).isEqualTo("None of 40,000 rows are recorded.");
        assertThat(page.select(".lead").text()).isEqualTo("40,000 need a correction.");
        assertThat(text.length()).isLessThan(200_000);
    }

    /** A character of the cells takes up to five bytes in the page. */
    @ParameterizedTest
    @CsvSource({"&, 40000, 40000", "&, 4000, 150", "\u4E2D, 4000, 150", "\uD83D\uDE00, 4000, 150", "<b>, 4000, 4000"})
    void thousands_of_problems_in_long_cells_stay_within_the_limits(String character, int count, int kinds)
            throws Exception {
        String cell = character.repeat(200);
        PageRows rows = rows(
                count,
                30,
                cell,
                i -> new Problem("column " + i % 30, Problem.quote(cell), word(i % kinds) + cell, cell),
                true);

        Document page = written(content(rows, understood(cell, 3_000), cell, true));

        assertThat((long) text.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
        assertThat(page.select("table.rows tbody tr")).hasSizeBetween(100, 2_000);
        assertThat(page.select(".cause")).hasSize(Math.min(kinds, 200));
        assertThat(page.select("#problems > p.muted").text())
                .isEqualTo(kinds > 500 ? "Many more kinds of problem are in failed.csv." : "");
    }

    /** In letters: numbers in a sentence are of the row. */
    private static String word(int number) {
        return number == 0 ? "" : (char) ('a' + number % 26) + word(number / 26);
    }

    @Test
    void cells_of_ten_megabytes_are_cut_before_they_are_kept() throws Exception {
        String huge = "x".repeat(10_000_000);

        Document page = written(content(rows(60, 10, huge, i -> wrong(huge), true), null, "x", true));

        assertThat(text.length()).isLessThan(200_000);
        assertThat(page.select("td.cell-wrong .cell").get(0).text()).isEqualTo("x".repeat(120) + "…");
    }

    @Test
    void at_most_two_thousand_rows_are_shown_and_of_many_causes_fewer_each() throws Exception {
        PageRows rows = rows(
                40_000, 2, "a", i -> new Problem("column 1", "\"a\"", "something like " + word(i % 300), null), true);

        Document page = written(content(rows, null, "x", true));

        assertThat(page.select("table.rows tbody tr")).hasSizeBetween(500, 2_000);
        assertThat(page.select(".cause")).hasSize(200);
        assertThat(page.select(".cause").get(0).select("tbody tr")).hasSize(5);
    }
}
