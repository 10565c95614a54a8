package feedbackuploader.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import feedbackuploader.feedback.Shard;
import feedbackuploader.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the uploads of this user, one JSON object a line, so that the same bytes are not uploaded twice by mistake:
 * beside a copy of a file, or in another run folder, there is no ledger that knows it.
 */
final class UploadRegister {

    /**
     * How far one upload has come.
     *
     * @param folder its run folder
     * @param recorded rows that the server has
     * @param perhaps further rows that it may have
     * @param at ISO 8601
     * @param shard which part of the file; null for all of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Known(
            String sha256,
            String target,
            String input,
            String folder,
            long recorded,
            long perhaps,
            String at,
            @Nullable Shard shard) {
        /** JSON may lack what Java must have. */
        private boolean isWhole() {
            return Stream.of(sha256, target, input, folder, at).allMatch(Objects::nonNull);
        }

        private boolean isOfSameUpload(Known other) {
            return sha256.equals(other.sha256) && target.equals(other.target) && folder.equals(other.folder);
        }

        private boolean isBeside(@Nullable Shard other) {
            return shard != null && other != null && shard.isBeside(other);
        }

        private boolean isOnServer() {
            return recorded + perhaps > 0;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    UploadRegister(Path file) {
        this.file = file;
    }

    /**
     * The last upload of the same bytes to the same target that put, or may have put, something there.
     *
     * @param but the run folder whose uploads do not count, or null
     * @param shard the part of the file that is asked for, beside which others may be there; null for all of it
     */
    Optional<Known> find(String sha256, String target, @Nullable Path but, @Nullable Shard shard) throws IOException {
        Map<String, Known> lastOfFolder = new LinkedHashMap<>();
        for (Known one : all()) {
            if (one.sha256().equals(sha256) && one.target().equals(target)) {
                lastOfFolder.remove(one.folder()); // so that the last one stands last
                lastOfFolder.put(one.folder(), one);
            }
        }
        return lastOfFolder.values().stream()
                .filter(Known::isOnServer)
                .filter(one -> !one.isBeside(shard))
                .filter(one -> but == null || !one.folder().equals(but.toString()))
                .reduce((first, second) -> second);
    }

    /** Whether the register says of an upload what {@code now} says, its time aside; of one it never heard, that nothing is there. */
    boolean knows(Known now) throws IOException {
        return all().stream()
                .filter(now::isOfSameUpload)
                .reduce((first, second) -> second)
                .map(last -> last.recorded() == now.recorded() && last.perhaps() == now.perhaps())
                .orElse(!now.isOnServer());
    }

    private List<Known> all() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        // A byte that is no UTF-8 costs its line, not the whole check.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    private static Optional<Known> parse(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, Known.class)).filter(Known::isWhole);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // torn by a kill, or written by another version
        }
    }

    /** When this returns, the disk has it. */
    void add(Known known) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        PrivateFiles.createFile(file);
        String line = JSON.writeValueAsString(known) + "\n";
        Files.writeString(
                file, endsInTornLine() ? "\n" + line : line, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    private boolean endsInTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }
}
