package feedbackuploader.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBrowserTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, xdg-open http://127.0.0.1:1/open",
        "FreeBSD, xdg-open http://127.0.0.1:1/open",
        "Mac OS X, open http://127.0.0.1:1/open",
        "Windows 11, 'rundll32 url.dll,FileProtocolHandler http://127.0.0.1:1/open'"
    })
    void is_asked_for_as_each_system_does(String system, String command) {
        assertThat(String.join(" ", DefaultBrowser.command(system, URI.create("http://127.0.0.1:1/open"))))
                .isEqualTo(command);
    }
}
