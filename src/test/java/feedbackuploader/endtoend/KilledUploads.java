package feedbackuploader.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of uploads that were killed and have ended: most are deleted, since there are hundreds. */
final class KilledUploads {

    private static final Path KEPT = Path.of("target", "killed-uploads");

    private KilledUploads() {}

    /**
     * Leaves one that a proof finds fault with to be looked at. Copied, since it may lie in another file system, to which a
     * folder cannot be moved.
     */
    static Path keep(Path folder, String name) throws IOException {
        Path kept = KEPT.resolve(name.replace(' ', '-') + "-" + System.nanoTime());
        Files.createDirectories(KEPT);
        for (Path file : below(folder)) {
            Files.copy(file, kept.resolve(folder.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
        delete(folder);
        return kept;
    }

    static void delete(Path folder) throws IOException {
        for (Path file :
                below(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    /** The folder itself, and each folder before what is in it. */
    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }
}
