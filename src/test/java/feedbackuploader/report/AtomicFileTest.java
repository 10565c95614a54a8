package feedbackuploader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_not_there_until_it_is_published_and_then_whole() throws IOException {
        Path place = folder.resolve("results.csv");
        try (AtomicFile file = new AtomicFile(place)) {
            file.writer().write("é\n");
            file.writer().flush();
            assertThat(place).doesNotExist();

            file.publish();
        }
        assertThat(place).hasContent("é\n");
        assertThat(names()).containsExactly("results.csv");
    }

    @Test
    void one_that_is_not_published_leaves_the_old_file_and_no_trace() throws IOException {
        Path place = Files.writeString(folder.resolve("results.csv"), "old");
        try (AtomicFile file = new AtomicFile(place)) {
            file.writer().write("new".repeat(100_000));
        }
        assertThat(place).hasContent("old");
        assertThat(names()).containsExactly("results.csv");
    }

    @Test
    void a_writer_that_fails_leaves_the_old_file_and_no_trace() throws IOException {
        Path place = Files.writeString(folder.resolve("results.csv"), "old");
        assertThatThrownBy(() -> {
                    try (AtomicFile file = new AtomicFile(place)) {
                        file.writer().write("half of a pair: \uD83D");
                        file.writer().write(" alone");
                        file.publish();
                    }
                })
                .isInstanceOf(CharacterCodingException.class);
        assertThat(place).hasContent("old");
        assertThat(names()).containsExactly("results.csv");
    }

    @Test
    void what_a_killed_run_left_beside_it_does_not_get_into_the_file() throws IOException {
        Files.writeString(folder.resolve(".results.csv.part"), "left by a killed run, and longer");
        Path place = folder.resolve("results.csv");
        try (AtomicFile file = new AtomicFile(place)) {
            file.writer().write("new");
            file.publish();
        }
        assertThat(place).hasContent("new");
        assertThat(names()).containsExactly("results.csv");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
