package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Cookie;

/** The page in a real browser: how it opens, whom it lets in, and whether everyone can use it. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class LocalPageIT {

    @TempDir
    private static Path folder;

    private static RunningPage page;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        page = RunningPage.in(Files.createDirectory(folder.resolve("program")));
        browser = Browser.in(Files.createDirectory(folder.resolve("browser")));
        page.openIn(browser);
    }

    @AfterAll
    static void end() throws Exception {
        browser.close();
        page.interrupt().exits(130);
    }

    @Test
    void the_link_leads_to_the_page_and_leaves_no_token_behind() {
        browser.open(page.home());
        browser.find("h1");

        assertThat(browser.address()).isEqualTo(page.home());
        assertThat(browser.script("return document.cookie")).isEqualTo("");
        Cookie cookie =
                Objects.requireNonNull(browser.driver().manage().getCookieNamed("feedback-uploader-" + page.port()));
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat((List<?>) browser.script("return performance.getEntriesByType('resource').map(e => e.name)"))
                .allSatisfy(
                        name -> assertThat((String) name).startsWith(page.home().toString()));
        assertThat(browser.complaints()).isEmpty();
        System.out.println("First paint of the page: "
                + browser.script("return Math.round(performance.getEntriesByType('paint')[0]?.startTime ?? -1)")
                + " ms");
    }

    @Test
    void a_link_that_was_used_opens_nothing_in_another_browser_and_says_what_to_do() throws Exception {
        try (Browser other = Browser.in(Files.createDirectory(folder.resolve("other")))) {
            other.open(page.link());

            assertThat(other.text()).contains("For a new link press Enter in the program's window");
            other.isAccessible("the link was used");

            other.open(page.home());
            assertThat(other.text()).contains("This page opens with the link that the program printed");
        }
    }

    @Test
    void a_link_that_was_used_leads_back_to_the_page_where_it_was_opened() {
        browser.open(page.link());

        browser.await("document.querySelector('a').pathname !== location.pathname");
        browser.click("link", "Open the page");

        browser.await("document.querySelector('#main')");
        assertThat(browser.address()).isEqualTo(page.home());
        browser.complaints(); // of the link that was used
    }

    /** Each port may be another user's; a browser takes all of them for one site. */
    @Test
    void a_server_on_another_port_gets_no_cookie() throws Exception {
        List<String> got = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            got.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("Cookie"));
            byte[] body = "<!doctype html><img src='/picture.png'>".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().add("Set-Cookie", "own=1; Path=/; SameSite=Strict");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            browser.open(URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/open"));
            browser.await("document.querySelector('img').complete");
            browser.open(URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/"));
            browser.await("document.querySelector('img').complete");
        } finally {
            other.stop(0);
            browser.complaints(); // of the picture
            browser.open(page.home());
        }

        browser.await("document.querySelector('#main')");
        assertThat(got).hasSizeGreaterThanOrEqualTo(4).noneMatch(one -> one.contains("feedback-uploader"));
        assertThat(got.get(got.size() - 1))
                .as("the browser sends cookies there")
                .contains("own=1");
    }

    /** Another site may know the address, and its page runs in the same browser. */
    @Test
    void another_site_reads_and_changes_nothing() throws Exception {
        Path site = Files.writeString(folder.resolve("site.html"), "<!doctype html><title>evil</title>");
        String script = """
                const [root, done] = [arguments[0], arguments[arguments.length - 1]];
                const tried = {};
                const ask = (name, options) => fetch(root + 'api/session', options)
                    .then(answer => tried[name] = answer.type + ' ' + answer.status, () => tried[name] = 'refused');
                Promise.all([
                  ask('read', {credentials: 'include'}),
                  ask('blind', {mode: 'no-cors', credentials: 'include'}),
                  ask('post', {method: 'POST', credentials: 'include', headers: {'Content-Type': 'application/json'}, body: '{}'}),
                  new Promise(loaded => {
                    const image = new Image();
                    image.onload = image.onerror = event => { tried.image = event.type; loaded(); };
                    image.src = root + 'api/report';
                  }),
                ]).then(() => done(tried));
                """;
        try {
            browser.open(site.toUri());
            Object tried =
                    browser.driver().executeAsyncScript(script, page.home().toString());

            assertThat(tried)
                    .isEqualTo(Map.of("read", "refused", "blind", "refused", "post", "refused", "image", "error"));
        } finally {
            browser.complaints(); // of what was refused
            browser.open(page.home());
        }
    }

    @Test
    void the_first_page_is_accessible_by_day_and_by_night() {
        browser.open(page.home());
        browser.find("h1");

        browser.isAccessible("first page");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Everything that can be clicked can be reached without a mouse. */
    @Test
    void tab_comes_to_everything_on_the_first_page() {
        browser.open(page.home());
        browser.find("h1");

        List<String> stops = browser.tabStops();

        assertThat((Long) browser.script("""
                return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                    .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !e.hasAttribute('data-seen'))
                    .length"""))
                .as("that Tab does not come to; it came to %s", stops)
                .isZero();
        assertThat(stops).isNotEmpty();
    }

    /** As narrow as a telephone, or a window at 400 %. */
    @Test
    void nothing_is_cut_off_at_320_pixels() {
        try {
            browser.size(320, 640);
            browser.open(page.home());
            browser.find("h1");

            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320L);
        } finally {
            browser.size(1280, 900);
        }
    }
}
