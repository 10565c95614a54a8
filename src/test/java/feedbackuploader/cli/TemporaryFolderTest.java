package feedbackuploader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process left in the temporary folder is cleared away by the next one, and nothing else is. */
@Timeout(60)
class TemporaryFolderTest {

    @TempDir
    private Path parent;

    @Test
    void is_made_for_one_process_and_gone_when_it_ends() throws Exception {
        TemporaryFolder folder = TemporaryFolder.in(parent);
        Files.createDirectories(folder.path().resolve("within"));
        Files.writeString(folder.path().resolve("within/stdin"), "x");
        Files.writeString(folder.path().resolve("sqlite.so"), "x");

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void what_a_killed_process_left_is_cleared_and_what_a_running_one_uses_is_not() throws Exception {
        Process other = start();
        BufferedReader said = other.inputReader(StandardCharsets.UTF_8);
        Path theirs = Path.of(said.readLine());
        Path foreign = Files.createDirectory(parent.resolve("somebody-else's"));

        try (TemporaryFolder mine = TemporaryFolder.in(parent)) {
            assertThat(theirs.resolve("native")).exists();
            assertThat(mine.path()).exists();
        }

        other.destroyForcibly().waitFor();
        assertThat(theirs.resolve("native")).exists();
        try (TemporaryFolder mine = TemporaryFolder.in(parent)) {
            assertThat(theirs).doesNotExist();
            try (TemporaryFolder second = TemporaryFolder.in(parent)) {
                assertThat(mine.path()).isNotEqualTo(second.path()).exists();
            }
        }
        assertThat(parent)
                .isDirectoryContaining(foreign::equals)
                .isDirectoryNotContaining(path -> !path.equals(foreign));
    }

    @Test
    void one_that_was_cut_off_while_it_was_made_is_cleared_too() throws Exception {
        Path empty = Files.createDirectory(parent.resolve("feedback-uploader-empty"));

        TemporaryFolder.in(parent).close();

        assertThat(empty).doesNotExist();
    }

    @Test
    void no_link_is_followed() throws Exception {
        Path precious = Files.writeString(
                Files.createDirectory(parent.resolve("precious")).resolve("file"), "x");
        Files.createSymbolicLink(parent.resolve("feedback-uploader-link"), precious.getParent());
        Path left = Files.createDirectory(parent.resolve("feedback-uploader-left"));
        Files.createFile(left.resolve("lock"));
        Files.createSymbolicLink(left.resolve("link"), precious.getParent());

        TemporaryFolder.in(parent).close();

        assertThat(left).doesNotExist();
        assertThat(precious).exists();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TemporaryFolderTest.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** In a process of its own, until it is killed. */
    public static void main(String[] args) throws IOException {
        TemporaryFolder folder = TemporaryFolder.in(Path.of(args[0]));
        Files.writeString(folder.path().resolve("native"), "x");
        System.out.println(folder.path());
        System.in.read();
    }
}
