package feedbackuploader.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The API key of every test is a word that stands nowhere else: where it turns up, it was let out. */
final class Canary {

    /** The one file that holds the key on purpose. */
    static final String CAGE = "api-key.txt";

    private Canary() {}

    static void isNowhereBelow(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(CAGE))
                    .toList();
        }
        for (Path file : files) {
            assertThat(text(file).contains(PackagedProgram.KEY))
                    .as("the API key stands in %s", file)
                    .isFalse();
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // another program under test is at work there
        }
    }
}
