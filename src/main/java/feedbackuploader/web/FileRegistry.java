package feedbackuploader.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.report.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code files.json}: which files are open in the page, and what was chosen for each; whole at any moment. */
final class FileRegistry {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * An open file.
     *
     * @param opened in UTC, ISO 8601
     * @param corrected the corrected copy that was written last; null for none
     * @param dropped whether it was dropped on the page, so that the copy in the working folder is the only one
     */
    record Entry(
            String id,
            String path,
            boolean dropped,
            String opened,
            List<Choice> choices,
            @Nullable String corrected) {

        private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

        Entry {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("no name of a file");
            }
            Objects.requireNonNull(Path.of(path));
            Objects.requireNonNull(opened);
            choices = List.copyOf(choices);
            if (corrected != null) {
                Objects.requireNonNull(Path.of(corrected));
            }
        }
    }

    private record Entries(List<Entry> files) {
        Entries {
            files = List.copyOf(files);
        }
    }

    private final Path file;

    FileRegistry(Path folder) {
        this.file = folder.resolve("files.json");
    }

    /** @throws IOException with a sentence when it is there and cannot be read */
    List<Entry> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            @Nullable Entries entries = JSON.readValue(Files.readAllBytes(file), Entries.class);
            return Objects.requireNonNull(entries).files();
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IOException(
                    file
                            + " is not what this program left. Move it away; the uploads themselves are in their run folders.",
                    e);
        }
    }

    void write(Collection<Entry> entries) throws IOException {
        try (AtomicFile atomic = new AtomicFile(file)) {
            atomic.writer().write(JSON.writeValueAsString(new Entries(List.copyOf(entries))));
            atomic.publish();
        }
    }
}
