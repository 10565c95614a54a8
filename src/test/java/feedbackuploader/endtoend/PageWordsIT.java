package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Keys;

/** What the page says is so, and what it offers next leads on. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class PageWordsIT extends InBrowser {

    private String heading() {
        return browser.find("h1").getText();
    }

    private String main() {
        return browser.find("main").getText();
    }

    private Path ratings() throws Exception {
        List<String> lines = new ArrayList<>(List.of("completion_id,metric,value"));
        for (int row = 0; row < 30; row++) {
            lines.add(Rating.uuid("words" + row) + ",quality," + (row == 4 ? "4.5" : 1 + row % 5));
        }
        return Files.write(folder.resolve("ratings.csv"), lines);
    }

    /** Checked, tried with a number of rows of one's own, sent: each with the command that does it. */
    @Test
    void a_check_a_trial_and_the_rest_are_told_apart() throws Exception {
        try (LocalSandbox local = LocalSandbox.start();
                RunningPage page = RunningPage.of(
                        PackagedProgram.in(folder).to(local.view()), ratings().toString())) {
            page.openIn(browser);
            browser.awaitText("30 rows");
            assertThat(heading()).isEqualTo("How the file is read");
            visitor.clicks("Next: send");
            browser.awaitText("6 × 1, 6 × 2, 6 × 3, 6 × 4, 1 × 4.5, 5 × 5");

            visitor.clicks("Check with the deployment, send nothing");
            visitor.awaitsHeading("Checked with the deployment, nothing was sent");
            assertThat(main()).contains("All 30 rows would be sent.").doesNotContain("some rows need a fix");
            assertThat(visitor.command()).endsWith(" --dry-run");

            visitor.clicks("Next: send");
            visitor.fills("Or try with so many rows:", "3");
            visitor.awaitsHeading("3 of 30 rows are recorded");
            assertThat(visitor.command()).endsWith(" --first 3");

            visitor.goesTo("rows");
            visitor.clicks("Look into this row");
            browser.await("document.querySelector('dialog .piece')");
            browser.press(Keys.ESCAPE);
            visitor.goesTo("send");
            visitor.clicks("Send the 27 rows left");
            visitor.awaitsHeading("All 30 rows are recorded");
            assertThat(visitor.command()).doesNotContain("--first");

            visitor.goesTo("send");
            browser.awaitText("Every row that can be sent is recorded: nothing is left to send.");
            visitor.clicks("See the outcome");
            visitor.awaitsHeading("All 30 rows are recorded");
            browser.hasNoComplaints();
        }
    }

    @Test
    void what_is_shown_of_skipped_rows_is_said() throws Exception {
        Path file = Files.writeString(
                folder.resolve("skipped.csv"),
                "completion_id,metric,value\n" + Rating.uuid("kept") + ",quality,4\n" + Rating.uuid("left out")
                        + ",quality,n/a\n");
        try (RunningPage page = RunningPage.in(folder, file.toString())) {
            page.openIn(browser);
            visitor.goesTo("rows");
            visitor.takes("--values n/a=skip");
            browser.awaitText("1 of 2 rows can be sent. 1 is skipped on purpose.");
            visitor.clicks("Look into this row");
            browser.awaitText("Nothing of this row was sent yet.");
            browser.press(Keys.ESCAPE);

            visitor.goesTo("send");
            browser.awaitText("1 row is skipped on purpose.");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send the row");
            visitor.awaitsHeading("1 of 2 rows is recorded");
            browser.find("a[href$='only=skipped']").click();
            browser.await("document.querySelector('#only')?.selectedOptions[0].textContent === 'Skipped'");
            browser.await("document.querySelectorAll('[role=grid] .badge.skipped').length === 1");
            browser.hasNoComplaints();
        }
    }

    @Test
    void what_is_missing_for_the_deployment_is_asked_for_where_it_is_given() throws Exception {
        try (RunningPage page = RunningPage.in(folder, ratings().toString())) {
            page.openIn(browser);
            visitor.goesTo("send");
            visitor.chooses("An Adaptive Engine deployment");
            visitor.fills("Root URL", "banana");
            browser.awaitText("The URL has no scheme");
            assertThat(browser.all(".send-buttons .primary:not(:disabled)")).isEmpty();

            visitor.fills("Root URL", "https://adaptive.invalid");
            browser.awaitText("The deployment needs its API key.");
            visitor.clicks("Give the API key");
            browser.await("document.activeElement.id === 'key'");
            browser.press(Keys.ESCAPE);

            visitor.clicks("More options");
            visitor.fills("--timeout", "soon");
            browser.awaitText("First see to what is said above.");
            assertThat(browser.find(".send-buttons .primary").getText()).isEqualTo("Send");
        }
    }

    /** The deployment has no such metric: the command that creates it can be copied, and there is a way on. */
    @Test
    void an_unknown_metric_leads_on() throws Exception {
        Path file = Files.writeString(
                folder.resolve("unheard.csv"), "completion_id,value\n" + Rating.uuid("unheard") + ",4\n");
        try (LocalSandbox local = LocalSandbox.start();
                RunningPage page = RunningPage.of(PackagedProgram.in(folder).to(local.view()), file.toString())) {
            page.openIn(browser);
            visitor.clicks("Next: columns, which need a decision");
            visitor.clicks("Name the metric");
            browser.await("document.activeElement.id === 'metric'");
            visitor.fills("Metric for rows that name none", "csat");
            browser.awaitText("1 row: 1 metric feedback.");
            visitor.goesTo("send");
            visitor.clicks("Send the row");
            visitor.awaitsHeading("Nothing was sent.");
            assertThat(browser.find(".notice .command code").getText()).contains(" metrics create csat:");
            assertThat(main()).doesNotContain("Rows in the file");
            assertThat(browser.all("nav.steps li.problem a[href$='/result']")).hasSize(1);
            visitor.clicks("Change the columns");
            visitor.awaitsHeading("What the columns are");
        }
    }

    /** Paused, and the same rows from another file: both are said in words. */
    @Test
    void a_pause_and_a_refusal_to_send_again_are_said() throws Exception {
        List<Rating> ratings = Rating.series("words-paused", 300);
        Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
        Path copy = Rating.write(folder.resolve("copy.csv"), ratings);
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(300))) {
            PackagedProgram program = PackagedProgram.in(folder).to(local.view());
            try (RunningPage page = RunningPage.of(program, file.toString())) {
                page.openIn(browser);
                visitor.clicks("Next: send");
                visitor.clicks("Send all 300 rows");
                visitor.awaitsHeading("Sending");
                local.view().awaitRecorded(3);
                visitor.clicks("Pause");
                browser.awaitText("You paused the upload.");
                visitor.clicks("left");
                visitor.awaitsHeading("All 300 rows are recorded");

                browser.open(page.home());
                visitor.opens(copy);
                visitor.clicks("Next: send");
                visitor.clicks("Send all 300 rows");
                visitor.clicks("Send nothing");
                visitor.awaitsHeading("Nothing was sent.");
                assertThat(visitor.outcome()).isEqualTo(Map.of("not sent", "300"));
                assertThat(main()).doesNotContain("still to be sent");
                assertThat(browser.all("main .next .primary")).isEmpty();
            }
        }
    }
}
