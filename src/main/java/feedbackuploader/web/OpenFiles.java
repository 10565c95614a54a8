package feedbackuploader.web;

import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which files are open, as the working folder keeps it from one process to the next. Any thread. */
final class OpenFiles {

    /** Files in memory, each with its rows on the disk and some megabytes. */
    private static final int HELD = 8;

    private final Desk desk;
    private final FileRegistry registry;
    private final PastUploads past;
    private final RandomGenerator random;
    private final Map<String, OpenFile> files = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> lookedAt = new LinkedHashSet<>();

    /** @param random for the names of files */
    OpenFiles(Desk desk, RandomGenerator random) throws IOException {
        this.desk = desk;
        this.registry = desk.folder().registry();
        this.past = new PastUploads(desk.commands());
        this.random = random;
        for (FileRegistry.Entry entry : registry.read()) {
            files.put(entry.id(), new OpenFile(entry, now(), desk));
        }
    }

    private long now() {
        return desk.time().clock().millis();
    }

    /** By their ids. */
    Map<String, OpenFile> all() {
        synchronized (files) {
            return new LinkedHashMap<>(files);
        }
    }

    OpenFile file(String id) throws BadCallException {
        @Nullable OpenFile file = files.get(id);
        if (file == null) {
            throw BadCallException.notFound("This file is not open here. Open it again.");
        }
        return file;
    }

    /** Uploads that are known here, the last first. */
    List<UploadSummary> summaries(StateWriter writer) throws IOException {
        List<UploadSummary> uploads = new ArrayList<>();
        List<Path> open = new ArrayList<>();
        for (OpenFile file : all().values()) {
            uploads.add(0, file.summary(writer));
            open.add(file.path());
        }
        uploads.addAll(past.butOf(open));
        return uploads;
    }

    /** What a user typed as a path. */
    static Path path(String text) throws BadCallException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw BadCallException.unusable("\"" + text + "\" is no path.");
        }
    }

    /** The id of the file, which may be open already. */
    String open(Path file, boolean isDropped) throws IOException {
        synchronized (files) {
            for (Map.Entry<String, OpenFile> known : files.entrySet()) {
                if (known.getValue().path().equals(file)) {
                    return known.getKey();
                }
            }
            String id = newId();
            FileRegistry.Entry entry = new FileRegistry.Entry(
                    id,
                    file.toString(),
                    isDropped,
                    desk.time().clock().instant().toString(),
                    past.choices(file),
                    null);
            files.put(id, new OpenFile(entry, now(), desk));
            save();
            return id;
        }
    }

    /** Opens a file of these bytes, which go to the working folder. */
    String drop(String name, InputStream bytes) throws IOException {
        return open(desk.folder().dropped().keep(newId(), name, bytes), true);
    }

    private String newId() {
        return String.format("%016x", random.nextLong());
    }

    void save() throws IOException {
        synchronized (files) {
            registry.write(files.values().stream().map(OpenFile::entry).toList());
        }
    }

    void forget(String id) throws IOException {
        OpenFile file = file(id);
        file.refuseWhileUploadingHere();
        files.remove(id);
        save();
        file.stop();
        try {
            file.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.grid().dropEdits();
    }

    FileState state(String id, StateWriter writer) throws IOException {
        FileState state = file(id).state(writer);
        noteLook(id);
        return state;
    }

    /** Of very many open files only those are held in memory that were looked at last. */
    private void noteLook(String id) {
        List<String> others = new ArrayList<>();
        synchronized (lookedAt) {
            lookedAt.remove(id);
            lookedAt.add(id);
            lookedAt.retainAll(all().keySet());
            while (lookedAt.size() > HELD) {
                String oldest = lookedAt.iterator().next();
                lookedAt.remove(oldest);
                others.add(oldest);
            }
        }
        for (String other : others) {
            @Nullable OpenFile file = files.get(other);
            if (file != null) {
                file.putAway();
            }
        }
    }

    /** Interrupts what goes on in any of them, and waits for its end: what came to those that were being uploaded. */
    List<EndedUpload> end() throws InterruptedException {
        List<OpenFile> uploading =
                all().values().stream().filter(OpenFile::isUploading).toList();
        all().values().forEach(OpenFile::stop);
        for (OpenFile file : all().values()) {
            file.awaitEnd();
        }
        return uploading.stream()
                .flatMap(file -> Stream.ofNullable(file.ended()))
                .toList();
    }
}
