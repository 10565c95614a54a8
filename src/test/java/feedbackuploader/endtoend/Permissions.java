package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who may read what an upload leaves. */
final class Permissions {

    private Permissions() {}

    /** The folder and every file in it, among which must be these. */
    static void arePrivate(Path folder, String... files) throws IOException {
        assumePosix();
        assertThat(of(folder)).isEqualTo("rwx------");
        Map<String, String> permissions = new TreeMap<>();
        List<Path> all;
        try (Stream<Path> list = Files.list(folder)) {
            all = list.toList();
        }
        for (Path file : all) {
            permissions.put(file.getFileName().toString(), of(file));
        }
        assertThat(permissions).containsKeys(files);
        assertThat(permissions.values()).as("%s", permissions).containsOnly("rw-------");
    }

    static void isPrivate(Path file) throws IOException {
        assumePosix();
        assertThat(of(file)).as("%s", file).isEqualTo("rw-------");
    }

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "a file system that knows owners");
    }

    private static String of(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
