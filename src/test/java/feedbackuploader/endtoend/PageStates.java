package feedbackuploader.endtoend;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Keys;

/**
 * A walk through what the page can show, one state after the other.
 *
 * @param folder an empty one, for the program
 */
record PageStates(Path folder, Browser browser) {

    /** What is done in a state. */
    @FunctionalInterface
    interface Look {
        void at(String state) throws Exception;
    }

    void each(Look look) throws Exception {
        Path mistakes = Files.copy(Path.of("samples/mistakes.csv"), folder.resolve("mistakes.csv"));
        Path titled = Files.writeString(
                folder.resolve("titled.csv"),
                "Satisfaction of the first quarter,,\n,,\nAnswer ID,CSAT,Notes\n" + Rating.uuid("titled")
                        + ",4,good\n");
        List<Rating> ratings = Rating.series("states", 120);
        Path first = Rating.write(folder.resolve("ratings.csv"), ratings);
        Path again = Rating.write(folder.resolve("ratings-again.csv"), ratings);
        PageVisitor visitor = new PageVisitor(browser);
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(400));
                RunningPage page = RunningPage.of(PackagedProgram.in(folder).to(local.view()))) {
            page.openIn(browser);
            browser.find("h1");
            look.at("start");
            browser.click("button", "API key: from ADAPTIVE_API_KEY");
            look.at("key");
            browser.press(Keys.ESCAPE);

            unusable(page, titled, visitor, look);
            problems(page, mistakes, visitor, look);
            upload(page, first, visitor, look);
            question(page, again, visitor, look);

            browser.open(page.home());
            browser.await("document.querySelectorAll('tbody tr').length === 4");
            look.at("start-with-uploads");
        }
    }

    private void unusable(RunningPage page, Path file, PageVisitor visitor, Look look) throws Exception {
        begin(page, file, visitor);
        visitor.goesTo("columns");
        browser.awaitText("use --skip-lines 2");
        look.at("unusable");
        visitor.goesTo("file");
        look.at("unusable-file");
    }

    private void problems(RunningPage page, Path file, PageVisitor visitor, Look look) throws Exception {
        begin(page, file, visitor);
        visitor.clicks("Next: rows, 15 of 17 need a fix");
        visitor.awaitsHeading("Rows and their problems");
        browser.await("document.querySelector('[role=grid] .cell-wrong')");
        look.at("rows-with-problems");
        visitor.clicks("Fix all");
        browser.await("document.querySelector('dialog tbody tr')");
        look.at("fix");
        browser.press(Keys.ESCAPE);
        visitor.changes(0, 2, "3");
        browser.awaitText("1 changed cell");
        look.at("rows-changed");
        visitor.clicks("Look into this row");
        browser.await("document.querySelector('dialog .cells')");
        look.at("row");
        browser.press(Keys.ESCAPE);
        for (String step : List.of("file", "columns", "send")) {
            visitor.goesTo(step);
            browser.script("document.querySelectorAll('details').forEach(part => part.open = true)");
            look.at(step);
        }
        visitor.chooses("A sandbox on this computer");
        visitor.clicks("Send the 3 valid rows");
        browser.await("location.hash.endsWith('/result') && document.querySelector('main .notice.warning')");
        look.at("stopped");
    }

    private void upload(RunningPage page, Path file, PageVisitor visitor, Look look) throws Exception {
        begin(page, file, visitor);
        visitor.clicks("Next: send");
        visitor.awaitsHeading("Send the rows");
        look.at("send-to-deployment");
        visitor.clicks("Send all 120 rows");
        visitor.awaitsHeading("Sending");
        look.at("sending");
        visitor.awaitsHeading("All 120 rows are recorded");
        browser.script("document.querySelectorAll('details').forEach(part => part.open = true)");
        look.at("recorded");
        visitor.goesTo("rows");
        browser.await("document.querySelector('[role=grid] .badge.recorded')");
        look.at("rows-recorded");
    }

    private void question(RunningPage page, Path file, PageVisitor visitor, Look look) throws Exception {
        begin(page, file, visitor);
        visitor.clicks("Next: send");
        visitor.clicks("Send all 120 rows");
        browser.awaitText("A question before anything is sent");
        look.at("question");
        visitor.clicks("Send nothing");
        browser.await("!document.querySelector('.question')");
    }

    private void begin(RunningPage page, Path file, PageVisitor visitor) {
        browser.open(URI.create("about:blank"));
        browser.open(page.home());
        visitor.opens(file);
        browser.await("!document.querySelector('.checking')");
    }
}
