package feedbackuploader.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Remembers finished uploads of this user, one JSON object a line, so that the same bytes under another name are not
 * uploaded twice by mistake: beside a copy of a file there is no ledger that knows it.
 */
final class UploadRegister {

    /** One finished upload. {@code at} is ISO 8601. */
    record Finished(String sha256, String target, String input, long recorded, String at) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    UploadRegister(Path file) {
        this.file = file;
    }

    /** A finished upload of the same bytes to the same target from another path. */
    Optional<Finished> find(String sha256, String target, Path input) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .flatMap(line -> parse(line).stream())
                .filter(one -> one.sha256().equals(sha256)
                        && one.target().equals(target)
                        && !one.input().equals(input.toString()))
                .findFirst();
    }

    private static Optional<Finished> parse(String line) {
        try {
            return Optional.of(JSON.readValue(line, Finished.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // torn by a kill, or written by a later version
        }
    }

    void add(Finished finished) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        PrivateFiles.createFile(file);
        Files.write(
                file, List.of(JSON.writeValueAsString(finished)), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
}
