package feedbackuploader.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {

    private static final String LINK = "http://127.0.0.1:1/open";

    @ParameterizedTest
    @CsvSource({
        "Linux, LINUX, xdg-open " + LINK,
        "FreeBSD, OTHER, xdg-open " + LINK,
        "Mac OS X, MAC, open " + LINK,
        "Windows 11, WINDOWS, 'rundll32 url.dll,FileProtocolHandler " + LINK + "'",
        "Darwin, OTHER, xdg-open " + LINK
    })
    void each_system_is_known_and_opens_a_link_in_its_way(String name, Platform platform, String command) {
        assertThat(Platform.named(name)).isEqualTo(platform);
        assertThat(String.join(" ", platform.browser(LINK))).isEqualTo(command);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_asked_of_a_shell_where_there_is_none(Platform platform) {
        assertThat(platform.terminalSize().isPresent()).isEqualTo(platform != Platform.WINDOWS);
        assertThat(platform.hostNameFile().isPresent()).isEqualTo(platform == Platform.LINUX);
    }

    /** What differs stands in one place. */
    @Test
    void no_other_class_asks_what_system_this_is() throws IOException {
        List<String> signs =
                List.of("\"os.name\"", "supportedFileAttributeViews", "/dev/tty", "\"/proc/", "\"xdg-open\"");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("support/Platform.java")) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain(signs);
                }
            }
        }
    }

    /** The launcher for Windows starts Java as the one for all others does. */
    @Test
    void both_launchers_give_java_the_same_heap_and_the_same_care_for_the_key() throws IOException {
        for (String launcher : new String[] {"feedback-uploader.sh", "feedback-uploader.cmd"}) {
            assertThat(Files.readString(Path.of("src/main/launcher", launcher)))
                    .as(launcher)
                    .contains("-Xms24m -XX:NewSize=12m -Xmx128m", "-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash");
        }
    }
}
