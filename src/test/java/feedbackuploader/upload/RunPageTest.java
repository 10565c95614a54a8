package feedbackuploader.upload;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.ledger.Ledger;
import feedbackuploader.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the report to look at says of a run, and when it is written. */
class RunPageTest {

    @TempDir
    Path folder;

    private ScriptedDeployment deployment;
    private Path input;
    private Path page;

    @BeforeEach
    void start() throws IOException {
        deployment = ScriptedDeployment.start();
        input = folder.resolve("ratings.csv");
        page = folder.resolve("ratings.csv.upload/report.html");
        Files.writeString(input, ratings(8) + new UUID(3, 98) + ",quality,good\nnobody,quality,1\n");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static String ratings(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UUID(3, i) + ",quality," + i % 3 + "\n")
                .collect(Collectors.joining("", UploadTest.HEADER, ""));
    }

    private UploadRun upload() {
        return new UploadRun(deployment.url(), input).maxErrors("100%");
    }

    private Document page() throws IOException {
        return Jsoup.parse(Files.readString(page));
    }

    private static long number(String figure) {
        return Long.parseLong(figure.replace(",", ""));
    }

    @Test
    void it_says_first_how_many_rows_are_recorded_and_its_numbers_add_up() throws Exception {
        Summary summary = upload().run();

        assertThat(summary.page()).isEqualTo(page.toString());
        assertThat(page().select("h1").text()).isEqualTo("8 of 10 rows are recorded.");
        assertThat(page().select(".lead").text()).isEqualTo("2 need a correction.");
        assertThat(page().select(".sum").text()).isEqualTo("10 rows in the file = 8 recorded + 2 invalid");
        List<String> counts = page().select("#outcome tbody tr td:nth-child(2)").eachText();
        assertThat(counts).containsExactly("8", "2");
        assertThat(page().select("#outcome tfoot td").get(0).text()).isEqualTo("10");
        assertThat(counts.stream().mapToLong(RunPageTest::number).sum()).isEqualTo(summary.rows());
    }

    @Test
    void it_says_what_is_wrong_in_which_cell_and_what_to_type_next() throws Exception {
        upload().run();

        assertThat(page().select("td.cell-wrong").eachText()).containsExactlyInAnyOrder("good wrong", "nobody wrong");
        assertThat(page().select("#next li").eachText())
                .containsExactly("Fix these rows in ratings.csv and run the same command again: recorded rows are not"
                        + " sent again. feedback-uploader upload");
        assertThat(page().select(".cause summary").eachText()).containsOnly("The row");
    }

    @Test
    void it_says_how_the_file_was_understood_which_values_it_has_and_how_the_traffic_was() throws Exception {
        Files.writeString(input, ratings(9));

        upload().run();

        assertThat(page().select("#next, #problems")).isEmpty();
        assertThat(page().select("h1").text()).isEqualTo("All 9 rows are recorded.");
        assertThat(page().select("#file").text())
                .contains("CSV, UTF-8, delimiter comma", "completion_id completion_id", "\"metric\":\"quality\"");
        assertThat(page().select(".metric tbody tr").eachText())
                .containsExactly("0 3 33.3 %", "1 3 33.3 %", "2 3 33.3 %");
        assertThat(page().select("[data-plot]").eachAttr("data-plot")).containsExactly("rows", "latency", "in_flight");
    }

    @Test
    void it_says_where_it_comes_from_and_never_the_key() throws Exception {
        Summary summary = upload().run();

        assertThat(page().select("#provenance dd").eachText())
                .contains(input.toString(), summary.sha256(), deployment.url(), "test 1", "upload");
        assertThat(Files.readString(page)).doesNotContain("Bearer");
    }

    @Test
    void a_later_run_shows_its_own_traffic_and_tells_of_the_one_before() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        upload().run();
        assertThat(page().select("h1").text()).isEqualTo("None of 10 rows are recorded.");
        assertThat(page().select(".notice.warning").text()).startsWith("Stopped: ");
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);

        upload().run();

        assertThat(page().select("h1").text()).isEqualTo("8 of 10 rows are recorded.");
        assertThat(page().select("#provenance tbody tr")).hasSize(1);
        assertThat(page().select("#provenance tbody tr").text()).contains("8 not sent");
        assertThat(page().select("#file").text())
                .as("kept from the run that read it")
                .contains("CSV, UTF-8");
    }

    @Test
    void while_rows_are_sent_no_report_passes_for_a_current_one() throws Exception {
        deployment.answersFeedbackWith(ScriptedDeployment.REFUSED_KEY);
        upload().run();
        deployment.answersFeedbackWith(ScriptedDeployment.RECORDED);
        Path outOfDate = page.resolveSibling("report.out-of-date.html");
        List<Boolean> seen = new CopyOnWriteArrayList<>();
        deployment.runsWhenFeedbackArrives(() -> seen.add(Files.exists(outOfDate) && !Files.exists(page)));

        upload().run();

        assertThat(seen).isNotEmpty().containsOnly(true);
        assertThat(page).exists();
        assertThat(outOfDate).doesNotExist();
    }

    @Test
    void without_html_there_is_none_and_an_earlier_one_goes() throws Exception {
        upload().run();

        Summary second = upload().page(new PageOptions(false, true)).run();

        assertThat(second.page()).isNull();
        assertThat(page).doesNotExist();
    }

    @Test
    void a_run_with_nothing_to_do_leaves_the_one_before_and_writes_one_that_is_missing() throws Exception {
        Files.writeString(input, ratings(3));
        upload().run();
        Object written = Files.readString(page);

        assertThat(upload().run().page()).isEqualTo(page.toString());
        assertThat(page).content().isEqualTo(written);

        Files.delete(page);
        upload().run();
        assertThat(page().select("h1").text()).isEqualTo("All 3 rows are recorded.");
    }

    @Test
    void a_dry_run_says_what_would_be_sent() throws Exception {
        upload().dry().run();

        assertThat(page().select("h1").text()).isEqualTo("8 of 10 rows would be sent.");
        assertThat(page().select(".sum").text()).isEqualTo("10 rows in the file = 2 invalid + 8 to send");
    }

    @Test
    void the_report_command_writes_the_same_from_the_run_folder_alone() throws Exception {
        upload().run();
        Document first = page();
        Files.delete(page);

        report();

        assertThat(page().select("#outcome").html())
                .isEqualTo(first.select("#outcome").html());
        assertThat(page().select("#problems").html())
                .isEqualTo(first.select("#problems").html());
        assertThat(page().select("#next").html())
                .isEqualTo(first.select("#next").html());
        assertThat(page().select("#file").html())
                .isEqualTo(first.select("#file").html());
        assertThat(page().select("#values").html())
                .isEqualTo(first.select("#values").html());
        assertThat(page().select("#traffic").html())
                .isEqualTo(first.select("#traffic").html());
    }

    @Test
    void of_a_file_that_has_changed_rows_are_told_by_number() throws Exception {
        upload().run();
        Files.writeString(input, ratings(1));

        report();

        assertThat(page().select("h1").text()).isEqualTo("8 of 10 rows are recorded.");
        assertThat(page().select(".notice").text()).contains("rows are told by their numbers");
        assertThat(page().select("td.cell-wrong")).isEmpty();
        assertThat(page().select(".cause").text()).contains("Row 11");
    }

    private void report() throws Exception {
        RunFolder runFolder = UploadRun.folder(input);
        try (Ledger ledger = Ledger.openToReport(runFolder.path())) {
            ReportAgain.write(input, runFolder, ledger, PageOptions.STANDARD);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_its_owner_can_read_it() throws Exception {
        upload().run();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
    }

    @Test
    void rows_that_the_server_refuses_stand_under_its_words_and_its_status() throws Exception {
        Files.writeString(input, ratings(4));
        deployment.answersFeedbackWith(ScriptedDeployment.NO_SUCH_COMPLETION);

        Summary summary = upload().run();

        assertThat(summary.statuses()).isEqualTo(Map.of("rejected", 4L));
        assertThat(page().select(".cause")).hasSize(1);
        assertThat(page().select(".cause").attr("data-http")).isEqualTo("404");
        assertThat(page().select(".cause").attr("data-status")).isEqualTo("rejected");
        assertThat(page().select(".cause").text()).contains("4 rows", "HTTP 404", "EntityNotFound");
        assertThat(page().select(".cause tr[data-metric=quality]")).hasSize(4);
    }
}
