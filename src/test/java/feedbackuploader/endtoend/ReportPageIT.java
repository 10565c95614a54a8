package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report.html} in a real browser, opened as the file that it is. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class ReportPageIT {

    private static final int ROWS = 40;

    /** Whether anything but the background and the pale grid is on a plot. */
    private static final String INK = "(() => { const canvas = document.querySelector('[data-plot=%s] canvas');"
            + " const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
            + " for (let i = 0; i < pixels.length; i += 4) {"
            + "   if (pixels[i + 3] > 100 && pixels[i + 2] - pixels[i] > 60) return true;"
            + " } return false; })()";

    @TempDir
    private static Path folder;

    private static final AtomicBoolean HAS_WAITED = new AtomicBoolean();

    private static URI report;
    private static Browser browser;

    private static URI sandboxReport;

    /** Rows with a mistake, one of them with two, and rows that the server refuses; it asks once to wait. */
    @BeforeAll
    static void upload() throws Exception {
        List<String> lines = new ArrayList<>(List.of(Rating.HEADER));
        for (int i = 0; i < ROWS; i++) {
            lines.add(Rating.uuid("report " + i) + ",quality," + i % 5 + ",,");
        }
        lines.add(Rating.uuid("a") + ",quality,1,refuse 400,");
        lines.add(Rating.uuid("b") + ",helpful,true,refuse 422,");
        lines.add(Rating.uuid("c") + ",quality,many,<b>bold</b>,");
        lines.add(Rating.uuid("d") + ",helpful,perhaps,,");
        lines.add("not-an-id,helpful,perhaps,,");
        Files.write(folder.resolve("ratings.csv"), lines);
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(other.resolve("ratings.csv"), lines);
        try (StubServer server = StubServer.answering(ReportPageIT::answer);
                RunningProgram upload = PackagedProgram.in(folder)
                        .to(server.view())
                        .start("upload", "ratings.csv", "--yes", "--use-case", "support");
                RunningProgram sandbox = PackagedProgram.in(other).start("upload", "ratings.csv", "--sandbox")) {
            browser = Browser.in(Files.createDirectory(folder.resolve("browser")));
            upload.end().exits(1);
            sandbox.end().exits(1);
        }
        report = UploadFolder.of(folder.resolve("ratings.csv"))
                .path()
                .resolve("report.html")
                .toUri();
        sandboxReport = other.resolve("ratings.csv.sandbox/report.html").toUri();
    }

    private static StubServer.Reply answer(StubServer.Request request) {
        if (request.path().endsWith("/graphql")) {
            return StubServer.Reply.json(
                    200,
                    "{\"data\":{\"metrics\":[{\"key\":\"quality\",\"id\":\"1\",\"kind\":\"SCALAR\"},"
                            + "{\"key\":\"helpful\",\"id\":\"2\",\"kind\":\"BOOL\"}]}}");
        } else if (request.body().contains(Rating.uuid("report 20")) && HAS_WAITED.compareAndSet(false, true)) {
            return new StubServer.Reply(429, Map.of("Retry-After", "1"), "");
        } else if (request.body().contains("refuse")) {
            return StubServer.Reply.json(request.body().contains("400") ? 400 : 422, "{\"error\":\"it is no good\"}");
        }
        return StubServer.Reply.json(201, "{\"feedback_id\":\"" + Rating.uuid(request.body()) + "\"}");
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @BeforeEach
    void open() {
        browser.open(URI.create("about:blank"));
        browser.open(report);
    }

    @AfterEach
    void nothingIsComplainedOf() {
        browser.hasNoComplaints();
    }

    @Test
    void the_first_screen_says_where_the_rows_went_and_what_to_do_next() {
        browser.open(sandboxReport);

        assertThat(browser.find("h1").getText()).isEqualTo("42 of 45 rows are recorded in the sandbox.");
        assertThat((Boolean) browser.script(
                        "return document.querySelector('#next .command').getBoundingClientRect().bottom < 800"))
                .isTrue();
        browser.open(report);
        assertThat(browser.find("h1").getText()).isEqualTo("40 of 45 rows are recorded.");
    }

    /** Row 46 has two mistakes, and is one row. */
    @ParameterizedTest
    @CsvSource({
        "metric, quality, '42', 1 of the 5 rows below fits.",
        "metric, !quality, '43 44 45 46 46', 4 of the 5 rows below fit.",
        "status, rejected, '42 43', 2 of the 5 rows below fit.",
        "status, !rejected, '44 45 46 46', 3 of the 5 rows below fit.",
        "http, 422, '43', 1 of the 5 rows below fits.",
        "http, !422, '42 44 45 46 46', 4 of the 5 rows below fit.",
        "text, NOT-AN-ID, '46 46', 1 of the 5 rows below fits.",
        "text, !perhaps, '42 43 44', 3 of the 5 rows below fit.",
        "text, nowhere to be found, '', None of the 5 rows below fits."
    })
    void rows_are_found_and_left_out_and_a_reload_keeps_what_is_sought(
            String key, String sought, String rows, String told) {
        assertThat(told()).isEqualTo("The filter looks at the 5 rows below.");

        filter(key, sought);

        assertThat(told()).isEqualTo(told);
        assertThat(shown()).isEqualTo(rows);
        assertThat((Long) browser.script("return [...document.querySelectorAll('.cause')].filter("
                        + "cause => cause.checkVisibility() && !cause.querySelector('tbody tr:not([hidden])')).length"))
                .as("headings without a row")
                .isZero();
        browser.driver().navigate().refresh();
        assertThat(shown()).isEqualTo(rows);
        browser.click("button", "Show all");
        assertThat(browser.address()).isEqualTo(report);
        assertThat(shown()).hasSizeGreaterThan(rows.length());
    }

    private static void filter(String key, String sought) {
        if (!key.equals("text")) {
            choose(key, sought);
            return;
        }
        if (sought.startsWith("!")) {
            choose("how", "!");
        }
        browser.find("#filter [name=text]").sendKeys(sought.replace("!", ""));
    }

    private static void choose(String select, String value) {
        browser.script(
                "const select = document.querySelector(`#filter [name=${arguments[0]}]`); select.value = arguments[1];"
                        + " select.dispatchEvent(new Event('input', {bubbles: true}))",
                select,
                value);
    }

    /** The numbers of the rows that a person sees. */
    private static String shown() {
        return String.valueOf(browser.script("return [...document.querySelectorAll('.cause tbody tr')]"
                + ".filter(row => row.checkVisibility()).map(row => row.querySelector('th').textContent)"
                + ".sort().join(' ')"));
    }

    private static String told() {
        return browser.find("#filter output").getText();
    }

    /** A browser gives the clipboard to a file, to nobody, or not at all. */
    @ParameterizedTest
    @CsvSource({
        "text => { window.copied = text; return Promise.resolve(); }, return window.copied, Copied",
        "() => Promise.reject(new Error('no')), return String(getSelection()), Selected"
    })
    void the_command_is_copied_or_selected(String clipboard, String taken, String told) {
        String command = browser.find("#next .command code").getText();
        browser.script("Object.defineProperty(navigator, 'clipboard', {value: {writeText: " + clipboard + "}})");

        browser.find("#next .command button").click();

        browser.await("document.querySelector('#next .command button').textContent === '" + told + "'");
        assertThat(command).matches(".*feedback-uploader upload ratings.csv --yes --use-case support");
        assertThat(browser.script(taken)).isEqualTo(command);
        assertThat(browser.find("#next .command [role=status]").getText()).isNotEmpty();
    }

    @Test
    void each_plot_is_drawn_and_has_its_table() {
        List<String> plots = browser.all("[data-plot]").stream()
                .map(plot -> plot.getAttribute("data-plot"))
                .toList();
        assertThat(plots).containsExactly("rows", "latency", "in_flight", "retries");
        for (String plot : plots) {
            browser.await(INK.formatted(plot));
            assertThat(browser.find("[data-plot=" + plot + "] details").getAttribute("open"))
                    .isNull();
            browser.find("[data-plot=" + plot + "] summary").click();
            assertThat(browser.find("[data-plot=" + plot + "] tbody").getText()).isNotEmpty();
        }
        assertThat(browser.find(".waits summary").getText()).isEqualTo("1 wait: shaded in the plots");
        assertThat(browser.text()).contains("Times that the server asked to wait\t1");
    }

    @Test
    void everyone_can_use_it_by_day_and_by_night() {
        browser.isAccessible("report");
    }

    /** As narrow as a telephone, or a window at 400 %. */
    @Test
    void nothing_is_cut_off_at_320_pixels_and_no_option_broken() {
        try {
            browser.size(320, 640);
            browser.open(URI.create("about:blank"));
            browser.open(report);

            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320L);
            assertThat(
                            (Boolean)
                                    browser.script(
                                            "const table = document.querySelector('#outcome .scroll-x'); return table.scrollWidth <= table.clientWidth"))
                    .isTrue();
            assertThat((Boolean) browser.script("const options = [...document.querySelectorAll('.option')];"
                            + " return options.length > 0 && options.every(option => option.offsetHeight < 32)"))
                    .isTrue();
        } finally {
            browser.size(1280, 900);
        }
    }
}
