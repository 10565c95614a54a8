package feedbackuploader.web.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaticFilesTest {

    private static final Path PAGE = Path.of("src/main/resources/feedbackuploader/page");
    private static final List<String> LIBRARIES = List.of("lib/htm-preact.js", "lib/uplot.css", "lib/uplot.js");

    @Test
    void files_txt_lists_every_file_of_the_page_and_no_other() throws Exception {
        List<String> listed = Files.readAllLines(PAGE.resolve("files.txt"));

        assertThat(listed)
                .containsExactlyElementsOf(
                        Stream.concat(own(), LIBRARIES.stream()).sorted().toList());
    }

    @Test
    void each_has_a_type_that_browsers_take() throws Exception {
        StaticFiles files = StaticFiles.ofPage();
        for (String name : Files.readAllLines(PAGE.resolve("files.txt"))) {
            StaticFiles.StaticFile file = Objects.requireNonNull(files.at("/" + name), name);

            assertThat(file.type()).as(name).matches("text/(html|css|javascript); charset=utf-8|image/svg\\+xml");
            assertThat(file.text()).as(name).isNotEmpty();
        }
    }

    private static Stream<String> own() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> PAGE.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("files.txt"))
                    .toList()
                    .stream();
        }
    }
}
