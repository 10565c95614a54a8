package feedbackuploader.web.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaticFilesTest {

    private static final Path PAGE = Path.of("src/main/resources/feedbackuploader/page");

    /** Those that are written here, and those that are unpacked when the program is built. */
    static Stream<String> paths() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            Stream<String> own = files
                    .filter(Files::isRegularFile)
                    .map(file -> "/" + PAGE.relativize(file).toString().replace('\\', '/'))
                    .toList()
                    .stream();
            return Stream.concat(own, Stream.of("/", "/lib/htm-preact.js", "/lib/uplot.js", "/lib/uplot.css"));
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void every_file_of_the_page_is_found_with_a_type_that_browsers_take(String path) throws Exception {
        StaticFiles.StaticFile file = Objects.requireNonNull(StaticFiles.at(path));

        assertThat(file.type()).matches("text/(html|css|javascript); charset=utf-8|image/svg\\+xml");
        assertThat(file.text()).isNotEmpty();
    }
}
