package feedbackuploader.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was recorded, in order. The data file is the listing: one format, one truth. */
final class Store implements Closeable {

    private static final System.Logger LOG = System.getLogger(Store.class.getName());
    private final Lines lines;
    private final CompletionIndex index;
    private final List<String> notes = new ArrayList<>();
    private boolean closed;

    private Store(Lines lines) throws IOException {
        this.lines = lines;
        this.index = new CompletionIndex();
    }

    /**
     * @param data null for a file that lasts as long as the sandbox
     * @throws IOException with a message for the user when the file cannot be used
     */
    static Store open(@Nullable Path data) throws IOException {
        Lines lines = Lines.open(data);
        @Nullable Store store = null;
        try {
            store = new Store(lines);
            store.load(data);
            store.dropTornLine(data);
            return store;
        } catch (IOException | RuntimeException e) {
            (store == null ? lines : store).close();
            throw e;
        }
    }

    private void load(@Nullable Path data) throws IOException {
        long start = 0;
        for (int number = 1; number <= lines.count(); number++) {
            byte[] line = lines.at(start);
            addToIndex(IndexKeys.of(ours(data, number, line)), start);
            start += line.length;
        }
    }

    private static JsonNode ours(@Nullable Path data, int number, byte[] bytes) throws IOException {
        try {
            JsonNode line = Json.MAPPER.readTree(bytes);
            if (line.path("id").isTextual() && line.path("created_at").isIntegralNumber()) {
                return line;
            }
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.DEBUG, "not JSON", e);
        }
        throw new IOException("line " + number + " of " + data
                + " was not written by a sandbox. Choose another data file, or fix that line.");
    }

    /** Only after every whole line proved to be ours: a file that is not must not be touched. */
    private void dropTornLine(@Nullable Path data) throws IOException {
        long torn = lines.dropTornLine();
        if (torn > 0) {
            String note = "The last line of " + data + " was incomplete (" + torn
                    + " bytes) and was dropped: no client was told that it is recorded.";
            notes.add(note);
            LOG.log(System.Logger.Level.WARNING, note);
        }
    }

    /** Has no effect when it throws. */
    void add(StoredFeedback recorded) throws IOException {
        byte[] json = Json.bytes(recorded.line());
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        synchronized (this) {
            if (closed) {
                throw new IOException("the sandbox is closed");
            }
            addToIndex(recorded.keys(), lines.append(line));
        }
    }

    private void addToIndex(List<UUID> keys, long start) throws IOException {
        for (UUID key : keys) {
            index.add(key, start);
        }
    }

    /** The lines that concern a completion, in order of recording. */
    synchronized List<JsonNode> find(UUID completion) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (long start : index.candidates(completion)) {
            JsonNode line = Json.MAPPER.readTree(lines.at(start));
            if (IndexKeys.completions(line).contains(completion)) {
                found.add(line);
            }
        }
        return found;
    }

    /** Where the lines begin that may have one of these keys, in order of recording. Look at each line. */
    synchronized NavigableSet<Long> starts(Collection<UUID> keys) throws IOException {
        NavigableSet<Long> starts = new TreeSet<>();
        for (UUID key : keys) {
            starts.addAll(index.candidates(key));
        }
        return starts;
    }

    synchronized JsonNode at(long start) throws IOException {
        return Json.MAPPER.readTree(lines.at(start));
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
        long end = end();
        for (long start = 0; start < end; ) {
            byte[] block;
            synchronized (this) {
                block = lines.block(start, end);
            }
            out.write(block);
            start += block.length;
        }
    }

    private synchronized long end() {
        return lines.end();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try (lines) {
            index.close();
        }
    }
}
