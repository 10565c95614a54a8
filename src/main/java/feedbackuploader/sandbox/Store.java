package feedbackuploader.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was recorded, in order. The data file is the listing: one format, one truth. */
final class Store implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    private static final int BUFFER_BYTES = 1 << 16;

    private final Lines lines;
    private final CompletionIndex index = new CompletionIndex();
    private final List<String> notes = new ArrayList<>();
    private boolean closed;

    private Store(Lines lines) {
        this.lines = lines;
    }

    /**
     * @param data null to keep everything in memory
     * @throws IOException with a message for the user when the file cannot be used
     */
    static Store open(@Nullable Path data) throws IOException {
        if (data == null) {
            return new Store(new MemoryLines());
        }
        FileLines lines = FileLines.open(data);
        try {
            Store store = new Store(lines);
            store.load(data);
            store.dropTornLine(data, lines);
            return store;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private void load(Path data) throws IOException {
        for (int number = 0; number < lines.count(); number++) {
            addToIndex(completionsOf(ours(data, number)), number);
        }
    }

    private JsonNode ours(Path data, int number) throws IOException {
        byte[] bytes = lines.get(number);
        try {
            JsonNode line = Json.MAPPER.readTree(bytes);
            if (line.path("id").isTextual() && line.path("created_at").isIntegralNumber()) {
                return line;
            }
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.DEBUG, "not JSON", e);
        }
        throw new IOException("line " + (number + 1) + " of " + data
                + " was not written by a sandbox. Choose another data file, or mend that line.");
    }

    /** Only after every whole line proved to be ours: a file that is not must not be touched. */
    private void dropTornLine(Path data, FileLines file) throws IOException {
        long torn = file.dropTornLine();
        if (torn > 0) {
            String note = "The last line of " + data + " was torn (" + torn
                    + " bytes) and was dropped: it was never answered as recorded.";
            notes.add(note);
            LOG.log(System.Logger.Level.WARNING, note);
        }
    }

    /** The ids of the completions that a line concerns, sides given as text left out. */
    static List<UUID> completionsOf(JsonNode line) {
        return Stream.of("completion_id", "preferred_completion", "other_completion")
                .map(line::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Fields::isUuid)
                .map(Fields::asUuid)
                .distinct()
                .toList();
    }

    /** Has no effect when it throws. */
    void add(Recorded recorded) throws IOException {
        byte[] json = Json.bytes(recorded.line());
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        synchronized (this) {
            if (closed) {
                throw new IOException("the sandbox is closed");
            }
            lines.append(line);
            addToIndex(recorded.completions(), lines.count() - 1);
        }
    }

    private void addToIndex(List<UUID> completions, int number) {
        for (UUID completion : completions) {
            index.add(completion, number);
        }
    }

    /** The lines that concern a completion, in order of recording. */
    synchronized List<JsonNode> find(UUID completion) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (int number : index.candidates(completion)) {
            JsonNode line = Json.MAPPER.readTree(lines.get(number));
            if (completionsOf(line).contains(completion)) {
                found.add(line);
            }
        }
        return found;
    }

    synchronized int count() {
        return lines.count();
    }

    /** What a person should know about how the data was loaded. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Writes what was recorded until now, line by line, without holding others up. */
    void writeTo(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        int end = count();
        for (int first = 0; first < end; ) {
            byte[] batch;
            synchronized (this) {
                int batchEnd = lines.batchEnd(first, end);
                batch = lines.batch(first, batchEnd);
                first = batchEnd;
            }
            buffered.write(batch);
        }
        buffered.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        lines.close();
    }
}
