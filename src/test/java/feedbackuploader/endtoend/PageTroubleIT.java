package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What goes wrong while somebody looks at the page: the page says so, and nothing is lost or sent twice. */
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class PageTroubleIT extends InBrowser {

    @Test
    void the_program_is_killed_while_it_sends_and_goes_on_when_it_is_started_again() throws Exception {
        List<Rating> ratings = Rating.series("page-killed", 400);
        Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
        try (LocalSandbox local = LocalSandbox.slow(Duration.ofMillis(100))) {
            SandboxView sandbox = local.view();
            PackagedProgram program = PackagedProgram.in(folder).to(sandbox);
            try (RunningPage page = RunningPage.of(program, file.toString())) {
                browser.open(page.link());
                visitor.goesTo("send");
                visitor.chooses("An Adaptive Engine deployment");
                visitor.fills("Key of the project", "support");
                visitor.clicks("More options");
                visitor.fills("--settle-wait", "1s");
                visitor.clicks("Send all 400 rows");
                visitor.awaitsHeading("Sending");
                sandbox.awaitRecorded(50);
                page.program().kill();
                browser.awaitText("No connection to the program.");
            }
            assertThat(sandbox.recorded()).isLessThan(400);

            try (RunningPage again = RunningPage.of(program, file.toString())) {
                browser.open(again.link());
                visitor.goesTo("result");
                browser.awaitText("Nothing is lost: go on, and it first checks what was on its way.");
                visitor.clicks("Send the");

                visitor.awaitsHeading("All 400 rows are recorded");
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        }
    }

    @Test
    void a_wrong_key_is_told_and_the_right_one_is_given_in_the_page() throws Exception {
        List<Rating> ratings = Rating.series("page-key", 10);
        Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
        try (LocalSandbox local = LocalSandbox.start()) {
            SandboxView sandbox = local.view();
            PackagedProgram program =
                    PackagedProgram.in(folder).to(sandbox).with("ADAPTIVE_API_KEY", "wrong-" + PackagedProgram.KEY);
            try (RunningPage page = RunningPage.of(program, file.toString())) {
                browser.open(page.link());
                visitor.goesTo("send");
                visitor.chooses("An Adaptive Engine deployment");
                visitor.clicks("Send all 10 rows");
                browser.awaitText("API key");
                browser.await("document.querySelector('.notice.warning, .notice.problem')");
                assertThat(sandbox.recorded()).isZero();

                visitor.goesTo("send");
                visitor.clicks("Given. Change it");
                browser.find("#key").sendKeys(PackagedProgram.KEY);
                browser.click("button", "Use this key");
                browser.await("!document.querySelector('dialog')");
                visitor.clicks("Send all 10 rows");

                visitor.awaitsHeading("All 10 rows are recorded");
                assertThat(String.valueOf(browser.script("return document.documentElement.outerHTML")))
                        .doesNotContain(PackagedProgram.KEY);
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        }
    }

    @Test
    void a_server_that_throttles_is_waited_for() throws Exception {
        List<Rating> ratings = Rating.series("page-throttled", 300);
        Path file = Rating.write(folder.resolve("ratings.csv"), ratings);
        try (LocalSandbox local = LocalSandbox.withFaults("429=3%")) {
            SandboxView sandbox = local.view();
            try (RunningPage page = RunningPage.of(PackagedProgram.in(folder).to(sandbox), file.toString())) {
                browser.open(page.link());
                visitor.goesTo("send");
                visitor.chooses("An Adaptive Engine deployment");
                visitor.clicks("Send all 300 rows");

                visitor.awaitsHeading("All 300 rows are recorded");
                assertThat(sandbox.fired("429")).isPositive();
                assertThat(visitor.outcome()).isEqualTo(Map.of("recorded", "300"));
            }
            assertThat(sandbox.feedback()).containsExactlyInAnyOrderElementsOf(Rating.listed(ratings));
        }
    }

    /** What stands in a file is text, wherever it is shown. */
    @Test
    void a_hostile_file_does_nothing() throws Exception {
        String markup = "<img src=x onerror=\"\"document.title='owned'\"\"><script>document.title='owned'</script>";
        String rightToLeft = "\u202egnp.exe \u05e9\u05dc\u05d5\u05dd";
        String name = "<b>r&amp;\"ratings.csv";
        StringBuilder valid = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            valid.append(Rating.uuid("tame " + row)).append(",quality,4,fine,\n");
        }
        Path file = Files.writeString(
                folder.resolve(name.replace('"', '_').replace('/', '_')),
                "completion_id,metric,value,\"" + markup + "\",=HYPERLINK(1)\n"
                        + Rating.uuid("hostile 1") + ",\"" + markup + "\",4,\"" + markup + "\",=1+1\n"
                        + Rating.uuid("hostile 2") + ",quality,\"" + markup + "\"," + rightToLeft + ",@SUM(1)\n"
                        + Rating.uuid("hostile 3") + ",quality,4,\"" + "x".repeat(10_000_000) + "\",-1\n"
                        + valid);
        try (RunningPage page = RunningPage.in(folder, file.toString())) {
            browser.open(page.link());
            for (String step : List.of("file", "columns", "rows", "send")) {
                visitor.goesTo(step);
                browser.await("document.querySelectorAll('main *').length > 10");
                assertThat(browser.script("return document.querySelectorAll('main img, main script').length"))
                        .as(step)
                        .isEqualTo(0L);
            }
            visitor.goesTo("rows");
            browser.awaitText("onerror");
            visitor.goesTo("send");
            visitor.chooses("A sandbox on this computer");
            visitor.clicks("Send the 4 valid rows");

            visitor.awaitsHeading("4 of 6 rows are recorded");
            assertThat(browser.driver().getTitle()).doesNotContain("owned");
            browser.hasNoComplaints();
        }
    }
}
