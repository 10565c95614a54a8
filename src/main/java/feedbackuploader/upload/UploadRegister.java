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
import org.jspecify.annotations.Nullable;

/**
 * Remembers the uploads of this user, one JSON object a line, so that the same bytes are not uploaded twice by mistake:
 * beside a copy of a file, or in another run folder, there is no ledger that knows it.
 */
final class UploadRegister {

    /** One upload that put something on a server. {@code folder} is its run folder, {@code at} is ISO 8601. */
    record Known(String sha256, String target, String input, String folder, long recorded, String at) {
        /** JSON may lack what Java must have. */
        private boolean isWhole() {
            return Stream.of(sha256, target, input, folder, at).allMatch(Objects::nonNull);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    UploadRegister(Path file) {
        this.file = file;
    }

    /**
     * The last upload of the same bytes to the same target.
     *
     * @param but the run folder whose uploads do not count, or null
     */
    Optional<Known> find(String sha256, String target, @Nullable Path but) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // A byte that is no UTF-8 costs its line, not the whole check.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> parse(line).stream())
                .filter(one -> one.sha256().equals(sha256)
                        && one.target().equals(target)
                        && (but == null || !one.folder().equals(but.toString())))
                .reduce((first, second) -> second);
    }

    private static Optional<Known> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, Known.class)).filter(Known::isWhole);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // torn by a kill, or written by another version
        }
    }

    void add(Known known) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        PrivateFiles.createFile(file);
        String line = JSON.writeValueAsString(known) + "\n";
        Files.writeString(file, endsInTornLine() ? "\n" + line : line, StandardOpenOption.APPEND);
    }

    private boolean endsInTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }
}
