package feedbackuploader.mapping.options;

import feedbackuploader.mapping.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The mappings that the program brings along, for exports of known shapes. */
public final class ReadyMappings {

    private static final List<String> NAMES = List.of(
            "adaptive",
            "alpaca-eval",
            "arena",
            "argilla-pairwise",
            "argilla-ratings",
            "argilla-records",
            "auto-j",
            "chat-response",
            "label-studio-pairwise",
            "label-studio-pairwise-csv",
            "langfuse",
            "langsmith",
            "mt-bench",
            "mturk",
            "pandalm",
            "prodigy",
            "prodigy-choice",
            "qualtrics");

    private ReadyMappings() {}

    public static List<String> names() {
        return NAMES;
    }

    /** @param nameOrFile one of {@link #names}, or else the path of a file */
    public static MappingFile find(String nameOrFile) throws MappingException {
        return NAMES.contains(nameOrFile) ? ready(nameOrFile) : MappingFile.read(Path.of(nameOrFile));
    }

    /** One line for each: its name and what it is for. */
    public static List<String> listed() {
        return NAMES.stream()
                .map(name -> String.format("%-26s %s", name, ready(name).about()))
                .toList();
    }

    /** What the ready mapping {@code name} is for. */
    public static String about(String name) {
        return ready(name).about();
    }

    private static MappingFile ready(String name) {
        String resource = "ready/" + name + ".json";
        try (InputStream stream = ReadyMappings.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new AssertionError("the program was built without " + resource);
            }
            return MappingFile.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name + ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }
}
