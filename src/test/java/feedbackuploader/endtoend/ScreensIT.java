package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the page in its states, for people to look at: {@code mvn verify -Pscreens}. */
@Tag("screens")
@EnabledIf("feedbackuploader.endtoend.InstalledChromium#isThere")
class ScreensIT {

    @TempDir
    private Path folder;

    @Test
    void of_every_state() throws Exception {
        Path program = Files.createDirectory(folder.resolve("program"));
        try (Browser browser = Browser.in(Files.createDirectory(folder.resolve("browser")))) {
            Screens screens = Screens.of(browser);
            new PageStates(program, browser).each(screens::take);
        }
        try (Stream<Path> pictures = Files.list(Path.of("target", "screens"))) {
            assertThat(pictures).hasSizeGreaterThanOrEqualTo(4);
        }
    }
}
