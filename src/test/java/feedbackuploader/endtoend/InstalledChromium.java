package feedbackuploader.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this computer, and what drives it. */
final class InstalledChromium {

    private static final Optional<Path> BROWSER = find("chromium", "chromium-browser", "google-chrome");
    private static final Optional<Path> DRIVER = find("chromedriver");

    static {
        if (!isThere()) {
            System.err.println("""

                    ****************************************************************************************************
                    The tests of the page are SKIPPED: there is no Chromium. To get one: apt-get install -y chromium chromium-driver
                    ****************************************************************************************************
                    """);
        }
    }

    private InstalledChromium() {}

    /** For {@code EnabledIf}: without it the tests of the page are skipped, with one loud line. */
    static boolean isThere() {
        return BROWSER.isPresent() && DRIVER.isPresent();
    }

    static Path browser() {
        return BROWSER.orElseThrow();
    }

    static Path driver() {
        return DRIVER.orElseThrow();
    }

    private static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        List<String> folders = Arrays.asList(path.split(File.pathSeparator, -1));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
