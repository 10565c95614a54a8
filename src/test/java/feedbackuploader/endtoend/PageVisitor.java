package feedbackuploader.endtoend;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** Someone who uses the page: finds things by the words that stand on them, and waits until they are there. */
final class PageVisitor {

    private static final int MOST_LOOKS = 20;

    private final Browser browser;

    PageVisitor(Browser browser) {
        this.browser = browser;
    }

    /** By its path on this computer, from the first page. */
    void opens(Path file) {
        browser.find("#path").sendKeys(file.toString(), Keys.ENTER);
        browser.await("location.hash.startsWith('#/files/') && document.querySelector('nav.steps')");
    }

    /**
     * Clicks again where the steps moved under the pointer, as they do when the check of a file ends.
     *
     * @param step as its address names it: {@code file}, {@code columns}, {@code rows}, {@code send}, {@code result}
     */
    void goesTo(String step) {
        String link = "nav.steps a[href$='/" + step + "']";
        browser.find(link).click();
        browser.await("document.querySelector(\"" + link + "[aria-current=step]\") || (location.hash.includes('/" + step
                + "') || document.querySelector(\"" + link + "\").click(), false)");
    }

    /** A button or a link on which {@code words} stand, once it can be pressed. */
    void clicks(String words) {
        String path = "//main//*[self::button or self::a or self::summary][not(@disabled)][contains(normalize-space(), "
                + literal(words) + ")]";
        act(path, WebElement::click);
    }

    /** What the program advises. */
    void takes(String options) {
        clicks("Use " + options);
    }

    void usesColumn(String column, String use) {
        selects("Use of " + column, use);
    }

    void selects(String label, String option) {
        act(field(label) + "//option[starts-with(normalize-space(), " + literal(option) + ")]", WebElement::click);
    }

    void fills(String label, String text) {
        act(field(label), field -> field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.ENTER));
    }

    /** One of several places that exclude each other. */
    void chooses(String radio) {
        act("//label[contains(normalize-space(), " + literal(radio) + ")]//input[@type='radio']", WebElement::click);
    }

    private static String field(String label) {
        return "//*[@id=//label[normalize-space()=" + literal(label) + "]/@for]";
    }

    /** Once it is there; anew, if the page draws another one in its place or moves the focus meanwhile. */
    private void act(String path, Consumer<WebElement> action) {
        @Nullable RuntimeException last = null;
        for (int i = 0; i < MOST_LOOKS; i++) {
            browser.await("document.evaluate(" + quoted(path)
                    + ", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue");
            try {
                action.accept(browser.driver().findElement(By.xpath(path)));
                return;
            } catch (StaleElementReferenceException | NoSuchElementException | ElementNotInteractableException e) {
                last = e;
                browser.awaitChange();
            }
        }
        throw new AssertionError("the page never stands still at " + path, last);
    }

    void awaitsHeading(String beginning) {
        browser.await("document.querySelector('h1').textContent.startsWith(" + quoted(beginning) + ")");
    }

    /** Types into a cell of the grid with the keyboard alone: from its first cell so many down and to the right. */
    void changes(int down, int right, String text) {
        WebElement grid = browser.find("[role=grid]");
        browser.await("document.querySelector('[role=grid] [role=gridcell].at')");
        grid.sendKeys(Keys.chord(Keys.CONTROL, Keys.HOME));
        grid.sendKeys(Keys.ARROW_DOWN.toString().repeat(down)
                + Keys.ARROW_RIGHT.toString().repeat(right));
        browser.await("document.querySelector('[role=grid]').getAttribute('aria-activedescendant') === 'cell-" + down
                + "-" + right + "'");
        grid.sendKeys(Keys.F2);
        WebElement cell = browser.find("input.cell-input");
        cell.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.ENTER);
        browser.await("!document.querySelector('input.cell-input')");
    }

    /** Rows by outcome, as the table shows them, once the upload has ended. */
    Map<String, String> outcome() {
        browser.await("document.querySelector('table.balance') && !document.querySelector('.live')");
        return browser.all("table.balance tbody tr").stream()
                .filter(row -> !row.findElements(By.cssSelector(".badge")).isEmpty())
                .collect(Collectors.toMap(
                        row -> row.findElement(By.cssSelector(".badge")).getText(),
                        row -> row.findElement(By.cssSelector(".number")).getText()));
    }

    /** The command that does the same. */
    String command() {
        return browser.find(".equal code").getText();
    }

    /** In JavaScript. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** In XPath 1.0, which knows no escapes. */
    private static String literal(String text) {
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
