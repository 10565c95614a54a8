package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Everyone can use the page: with a screen reader, by the keyboard alone, in a narrow window, by day and by night. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class PageAccessIT {

    @TempDir
    private Path folder;

    /** WCAG 2.2 AA as axe tests it, and nothing beyond the edge of a window as narrow as a telephone. */
    @Test
    void every_state_is_accessible() throws Exception {
        List<String> states = new ArrayList<>();
        try (Browser browser = Browser.in(Files.createDirectory(folder.resolve("browser")))) {
            new PageStates(Files.createDirectory(folder.resolve("program")), browser).each(state -> {
                states.add(state);
                browser.isAccessible(state);
                browser.size(320, 640);
                assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                        .as("width of " + state)
                        .isLessThanOrEqualTo(320L);
                browser.size(1280, 900);
            });
            browser.hasNoComplaints();
        }
        System.out.println("axe: no violations in " + states.size() + " states, light and dark: " + states);
    }

    /** Tab, arrows, Enter and typing: no mouse from the file to the end. */
    @Test
    void a_file_is_uploaded_by_the_keyboard_alone() throws Exception {
        Path program = Files.createDirectory(folder.resolve("program"));
        List<String> lines = new ArrayList<>(List.of("completion_id,metric,value"));
        for (int row = 0; row < 12; row++) {
            lines.add(Rating.uuid("keys" + row) + ",quality," + (row == 2 ? "fuor" : "4"));
        }
        Files.write(program.resolve("ratings.csv"), lines);
        try (RunningPage page = RunningPage.in(program);
                Browser browser = Browser.in(Files.createDirectory(folder.resolve("browser")))) {
            browser.open(page.link());
            browser.find("h1");
            tabTo(browser, "textbox or give its path on this computer");
            browser.press("ratings.csv", Keys.ENTER);
            browser.await("document.querySelector('.next a')?.textContent.startsWith('Next: rows')");
            tabTo(browser, "link Next: rows, 1 of 12 need a fix");
            browser.press(Keys.ENTER);
            browser.await("document.querySelector('[role=grid] .cell-wrong')");

            tabTo(browser, "grid Rows of ratings.csv");
            browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            browser.await("document.querySelector('[role=grid]').getAttribute('aria-activedescendant').endsWith('-2')");
            browser.press(Keys.F2);
            browser.await("document.activeElement.matches('input.cell-input')");
            assertThat(browser.focused()).isEqualTo("textbox New text of value");
            browser.press(Keys.chord(Keys.CONTROL, "a"), "4", Keys.ENTER);
            browser.await("document.querySelector('[role=status]').textContent.includes('Row 4 has no problem now.')");

            tabTo(browser, "link Next: send");
            browser.press(Keys.ENTER);
            browser.await("document.querySelector('h1').textContent === 'Send the rows'");
            assertThat(browser.script("return document.activeElement.tagName")).isEqualTo("H1");
            tabTo(browser, "radio A sandbox on this computer.");
            browser.press(Keys.SPACE);
            browser.await("document.querySelector('.send-buttons .primary:not(:disabled)')");
            tabTo(browser, "button Send all 12 rows");
            browser.press(Keys.ENTER);

            browser.await("document.querySelector('h1').textContent.startsWith('All 12 rows are recorded')");
            assertThat(new PageVisitor(browser).outcome()).isEqualTo(Map.of("recorded", "12"));
            browser.hasNoComplaints();
        }
    }

    /** @param wanted the beginning of what a screen reader says there: the role and the name */
    private static void tabTo(Browser browser, String wanted) {
        List<String> passed = new ArrayList<>();
        while (!browser.focused().startsWith(wanted)) {
            assertThat(passed).as("on the way to " + wanted).hasSizeLessThan(80);
            browser.press(Keys.TAB);
            passed.add(browser.focused());
        }
    }
}
