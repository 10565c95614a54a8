package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window, with a profile of its own. It waits for what a page shows by listening to the changes of the
 * page, never by sleeping.
 */
final class Browser implements AutoCloseable {

    /** How a page may look by the wish of its reader. */
    enum Scheme {
        LIGHT,
        DARK;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Resolves when the condition holds, after each change of the page. */
    private static final String AWAIT = """
            const done = arguments[arguments.length - 1];
            const holds = () => { try { return !!(%s); } catch (e) { return false; } };
            if (holds()) { done(true); return; }
            const look = () => { if (holds()) { changes.disconnect(); clearInterval(clock); done(true); } };
            const changes = new MutationObserver(look);
            changes.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
            const clock = setInterval(look, 50);
            """;

    /** Resolves after the next change of the page, or soon. */
    private static final String CHANGE = """
            const done = arguments[arguments.length - 1];
            const end = () => { changes.disconnect(); clearTimeout(clock); done(); };
            const changes = new MutationObserver(end);
            changes.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
            const clock = setTimeout(end, 300);
            """;

    private static final String LIKELIEST_FIRST = """
            const [css, name] = arguments;
            const says = text => (text || '').replace(/\\s+/g, ' ').trim() === name;
            const seems = element => [element.getAttribute('aria-label'), element.textContent, element.title]
                .concat(Array.from(element.labels || [], label => label.textContent)).some(says);
            const shown = [...document.querySelectorAll(css)].filter(element => element.getClientRects().length > 0);
            return shown.filter(seems).concat(shown.filter(element => !seems(element)));
            """;

    /** Held here, since java.util.logging forgets the level of a logger that nobody holds. It warns of each new Chromium. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param folder for its profile and what it downloads */
    static Browser in(Path folder) throws IOException {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(InstalledChromium.browser().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--no-first-run",
                "--lang=en",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(InstalledChromium.driver().toFile())
                .usingAnyFreePort()
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60)).pageLoadTimeout(Duration.ofSeconds(60));
        Browser browser = new Browser(driver);
        browser.size(1280, 900);
        return browser;
    }

    /** For what is not here. */
    ChromeDriver driver() {
        return driver;
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    URI address() {
        return URI.create(String.valueOf(driver.getCurrentUrl()));
    }

    /** In CSS pixels; the window itself cannot be as narrow as a telephone. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(Scheme scheme) {
        prefer("prefers-color-scheme", scheme.label());
    }

    /** @param feature of a media query, such as {@code prefers-reduced-motion} */
    void prefer(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    @Nullable
    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** @param condition in JavaScript; it is looked at again after each change of the page */
    void await(String condition) {
        try {
            driver.executeAsyncScript(AWAIT.formatted(condition));
        } catch (org.openqa.selenium.ScriptTimeoutException e) {
            throw new AssertionError("the page never came to: " + condition + "\nIt shows:\n" + text(), e);
        }
    }

    /** The next one of the page; not long, if there is none. */
    void awaitChange() {
        driver.executeAsyncScript(CHANGE);
    }

    /** Until {@code words} stand somewhere on the page. */
    void awaitText(String words) {
        await("document.body.innerText.includes(" + quoted(words) + ")");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** What a person reads. */
    String text() {
        return String.valueOf(script("return document.body.innerText"));
    }

    /** The first that is shown, when it is. */
    WebElement find(String css) {
        await("document.querySelector(" + quoted(css) + ")");
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /**
     * Found as a screen reader finds it.
     *
     * @param role such as {@code button}, {@code link}, {@code textbox}
     * @param name that it is called by, in full
     */
    WebElement find(String role, String name) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<String> seen = new ArrayList<>();
        while (System.nanoTime() - end < 0) {
            seen.clear();
            for (WebElement element : likeliestFirst(candidates(role), name)) {
                try {
                    if (element.isDisplayed() && role.equals(element.getAriaRole())) {
                        String called =
                                String.valueOf(element.getAccessibleName()).strip();
                        if (called.equals(name)) {
                            return element;
                        }
                        seen.add(called);
                    }
                } catch (org.openqa.selenium.StaleElementReferenceException e) {
                    seen.add("(gone)"); // the page has changed meanwhile; look again
                }
            }
            awaitChange();
        }
        throw new AssertionError(
                "no " + role + " is called \"" + name + "\", but " + seen + "\nThe page shows:\n" + text());
    }

    /** Each question about an element takes a while, so those that seem to be called {@code name} come first. */
    @SuppressWarnings("unchecked")
    private List<WebElement> likeliestFirst(String css, String name) {
        return (List<WebElement>) Objects.requireNonNull(script(LIKELIEST_FIRST, css, name));
    }

    private static String candidates(String role) {
        return switch (role) {
            case "button" -> "button, [role=button], summary, input[type=submit], input[type=button]";
            case "link" -> "a[href]";
            case "textbox", "searchbox", "spinbutton" -> "input, textarea, [role=" + role + "]";
            case "combobox" -> "select, input, [role=combobox]";
            case "checkbox", "radio" -> "input, [role=" + role + "]";
            case "heading" -> "h1, h2, h3, h4, h5, h6";
            default -> "[role=" + role + "], body *";
        };
    }

    void click(String role, String name) {
        find(role, name).click();
    }

    /** To whatever has the focus. */
    void press(CharSequence... keys) {
        WebElement focused = driver.switchTo().activeElement();
        focused.sendKeys(keys);
    }

    /** What the focus is on: its role and name, as a screen reader says it. */
    String focused() {
        WebElement focused = driver.switchTo().activeElement();
        return focused.getAriaRole() + " " + focused.getAccessibleName();
    }

    /** Each thing that Tab comes to from the beginning of the page, until it comes round. */
    List<String> tabStops() {
        script("document.activeElement && document.activeElement.blur(); window.getSelection().removeAllRanges();"
                + " document.querySelectorAll('[data-seen]').forEach(e => e.removeAttribute('data-seen'))");
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
            boolean isNew = Boolean.TRUE.equals(script("const e = document.activeElement;"
                    + " if (!e || e === document.body || e.hasAttribute('data-seen')) return false;"
                    + " e.setAttribute('data-seen', ''); return true;"));
            if (!isNew) {
                return stops;
            }
            stops.add(focused());
        }
        throw new AssertionError("Tab never comes round: " + stops);
    }

    /** Nobody is shut out of what is shown now; by night all is as by day but the colours. */
    void isAccessible(String state) {
        prefer(Scheme.DARK);
        assertThat(AxeCheck.ofColours(driver)).as(state + ", dark").isEmpty();
        prefer(Scheme.LIGHT);
        assertThat(AxeCheck.of(driver)).as(state + ", light").isEmpty();
    }

    /** What the browser complained of since it was asked last: failed scripts, refused resources, breaches of policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    void hasNoComplaints() {
        assertThat(complaints()).isEmpty();
    }

    /** Forgets who it is, as another browser that never saw the page. */
    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    void picture(Path png) throws IOException {
        Files.createDirectories(png.toAbsolutePath().getParent());
        Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
