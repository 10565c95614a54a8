package feedbackuploader.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers finished uploads of this user, one JSON object a line, so that the same bytes under another name are not
 * uploaded twice by mistake: beside a copy of a file there is no ledger that knows it.
 */
final class UploadRegister {

    /** One finished upload. {@code at} is ISO 8601. */
    record Finished(String sha256, String target, String input, long recorded, String at) {
        /** JSON may lack what Java must have. */
        private boolean isWhole() {
            return Stream.of(sha256, target, input, at).allMatch(Objects::nonNull);
        }
    }

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
            return Optional.ofNullable(JSON.readValue(line, Finished.class)).filter(Finished::isWhole);
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
        String line = JSON.writeValueAsString(finished) + "\n";
        Files.writeString(file, endsInTornLine() ? "\n" + line : line, StandardOpenOption.APPEND);
    }

    private boolean endsInTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }
}
