package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.input.Workbooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Keys;

/** From a file to "all recorded" in the page alone, as people with different files go. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class PageJourneysIT extends InBrowser {

    /** A title above the header, names of their own for the columns, a word for "no rating", and a row of totals. */
    @Test
    void an_analyst_uploads_a_workbook() throws Exception {
        Path file = Workbooks.written(folder, sheet -> {
            sheet.value(0, 0, "Customer satisfaction, first quarter");
            String[] header = {"Conversation", "Answer ID", "CSAT (1-5)", "Notes"};
            for (int column = 0; column < header.length; column++) {
                sheet.value(2, column, header[column]);
            }
            for (int row = 0; row < 30; row++) {
                sheet.value(3 + row, 0, "C-" + row);
                sheet.value(3 + row, 1, Rating.uuid("workbook-" + row));
                if (row % 10 == 3) {
                    sheet.value(3 + row, 2, "n/a");
                } else {
                    sheet.value(3 + row, 2, 1 + row % 5);
                }
                sheet.value(3 + row, 3, "note " + row);
            }
            sheet.value(33, 0, "Total");
            sheet.value(33, 2, 27);
        });
        try (RunningPage page = RunningPage.in(folder)) {
            browser.open(page.link());
            visitor.opens(file);

            visitor.goesTo("columns");
            visitor.takes("--skip-lines 2");
            visitor.usesColumn("Answer ID", "completion_id");
            visitor.usesColumn("CSAT (1-5)", "metric of its own");
            visitor.fills("Key of the metric", "csat");
            visitor.fills("Meaning of n/a", "skip");
            visitor.takes("--skip-where Conversation=Total");
            browser.awaitText("27 metric feedback, 4 skipped");
            visitor.goesTo("send");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send all 27 rows");

            visitor.awaitsHeading("27 of 31 rows are recorded");
            assertThat(visitor.outcome()).isEqualTo(Map.of("recorded", "27", "skipped", "4"));
            assertThat(visitor.command()).contains("--skip-lines 2", "--metrics 'csat=CSAT (1-5)'", "--sandbox");
            browser.hasNoComplaints();
        }
    }

    /** Which of two models won, in words of the tool's own. */
    @Test
    void a_labelling_lead_uploads_comparisons() throws Exception {
        List<String> lines = new ArrayList<>(List.of("completion_a,completion_b,metric,winner"));
        String[] words = {"left", "right", "both good", "skipped it"};
        for (int row = 0; row < 24; row++) {
            lines.add(Rating.uuid("a" + row) + "," + Rating.uuid("b" + row) + ",taste," + words[row % 4]);
        }
        Path file = Files.write(folder.resolve("votes.csv"), lines);
        try (RunningPage page = RunningPage.in(folder)) {
            browser.open(page.link());
            visitor.opens(file);

            visitor.goesTo("columns");
            visitor.selects("Meaning of left", "a:");
            visitor.selects("Meaning of right", "b:");
            visitor.selects("Meaning of both good", "tie-good");
            visitor.selects("Meaning of skipped it", "skip");
            browser.awaitText("18 preference feedback, 6 skipped");
            visitor.goesTo("send");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send all 18 rows");

            visitor.awaitsHeading("18 of 24 rows are recorded");
            assertThat(visitor.outcome()).isEqualTo(Map.of("recorded", "18", "skipped", "6"));
            browser.hasNoComplaints();
        }
    }

    /** Some cells are fixed one by one and some all at once, after the rest was sent. */
    @Test
    void rows_are_fixed_in_the_grid_after_the_others_were_sent() throws Exception {
        List<String> lines = new ArrayList<>(List.of("completion_id,metric,value"));
        for (int row = 0; row < 40; row++) {
            String value = row == 5 ? "fuor" : row % 8 == 3 ? "\"0,8\"" : "4";
            lines.add(Rating.uuid("fixed" + row) + ",quality," + value);
        }
        Path file = Files.write(folder.resolve("ratings.csv"), lines);
        List<String> original = Files.readAllLines(file);
        try (RunningPage page = RunningPage.in(folder, "ratings.csv")) {
            browser.open(page.link());

            visitor.goesTo("send");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send the 34 valid rows");
            visitor.awaitsHeading("34 of 40 rows are recorded");

            visitor.goesTo("rows");
            visitor.selects("Show", "Recorded");
            browser.await("document.querySelector('[role=grid] .badge.recorded')");
            browser.find("[role=grid]").sendKeys(Keys.ENTER);
            browser.await("document.querySelector('.keys.refusal')?.textContent.startsWith('Row 2 cannot be changed')");
            visitor.goesTo("result");
            visitor.clicks("Fix 6 rows");
            visitor.changes(1, 2, "4");
            visitor.clicks("Fix all");
            browser.awaitText("Change 5 cells");
            visitor.clicks("Change 5 cells");
            browser.awaitText("All 40 rows can be sent");
            visitor.goesTo("result");
            visitor.clicks("Send the fixed rows");

            visitor.awaitsHeading("All 40 rows are recorded");
            assertThat(Files.readAllLines(file)).isEqualTo(original);
            assertThat(Files.readAllLines(folder.resolve("ratings.csv.sandbox/sandbox.jsonl")))
                    .hasSize(40);
            browser.hasNoComplaints();
        }
    }

    /** Prompts and answers that the deployment does not hold. */
    @Test
    void completions_are_created_with_their_ratings() throws Exception {
        Path file = Files.copy(Path.of("samples/interactions.jsonl"), folder.resolve("interactions.jsonl"));
        try (RunningPage page = RunningPage.in(folder, file.toString())) {
            browser.open(page.link());

            visitor.goesTo("columns");
            browser.find("#create-completions").click();
            browser.await("document.querySelector('#create-completions').checked");
            visitor.goesTo("send");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send all");

            visitor.awaitsHeading("All ");
            browser.hasNoComplaints();
        }
    }
}
