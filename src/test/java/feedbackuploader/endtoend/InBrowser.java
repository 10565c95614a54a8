package feedbackuploader.endtoend;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One browser for the tests of a class; each begins as someone who has seen no page yet, in a folder of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {

    Browser browser;
    PageVisitor visitor;

    @TempDir
    Path folder;

    @BeforeAll
    void open(@TempDir Path profile) throws Exception {
        browser = Browser.in(profile);
        visitor = new PageVisitor(browser);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @BeforeEach
    void begin() {
        browser.open(URI.create("about:blank"));
        browser.forgetCookies();
        browser.complaints(); // of an earlier page, whose program has ended
    }
}
