package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.grid.CellText;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import feedbackuploader.web.grid.GridWindow;
import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files that are open in the page, kept in a working folder from one process to the next. Any thread. Closing it ends
 * what goes on as Ctrl-C would.
 */
public final class Workbench implements AutoCloseable {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNUSABLE = 422;

    /** Files in memory, each with its rows on the disk and some megabytes. */
    private static final int HELD = 8;

    private final WorkFolder folder;
    private final FileRegistry registry;
    private final Commands commands;
    private final Time time;
    private final RandomGenerator random;
    private final StateWriter writer;
    private final PastUploads past;
    private final Downloads downloads;
    private final Desk desk;
    private final Map<String, OpenFile> files = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Set<String> lookedAt = new LinkedHashSet<>();
    private final ChangeTeller teller;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Workbench(
            WorkFolder folder,
            List<FileRegistry.Entry> entries,
            Commands commands,
            Time time,
            RandomGenerator random,
            BiConsumer<String, Long> changes) {
        this.folder = folder;
        this.registry = folder.registry();
        this.commands = commands;
        this.time = time;
        this.random = random;
        this.writer = new StateWriter(commands, new AdviceReader(commands.options()));
        this.past = new PastUploads(commands);
        this.downloads = new Downloads(folder.mappings());
        this.desk = Desk.of(commands, time, folder);
        entries.forEach(
                entry -> files.put(entry.id(), new OpenFile(entry, time.clock().millis(), desk)));
        this.teller = new ChangeTeller(this::all, changes);
    }

    /**
     * @param folder the working folder, which is made when there is none
     * @param random for the names of files
     * @param changes hears of each file, by its id, that it has a new version: at most four times a second
     * @throws UnusableException when the folder cannot be used, or another process has it
     */
    public static Workbench open(
            Path folder, Commands commands, Time time, RandomGenerator random, BiConsumer<String, Long> changes)
            throws UnusableException {
        WorkFolder opened = WorkFolder.open(folder);
        try {
            return new Workbench(opened, opened.registry().read(), commands, time, random, changes);
        } catch (IOException e) {
            opened.close();
            throw new UnusableException(IoErrors.of(e), e);
        }
    }

    private Map<String, OpenFile> all() {
        synchronized (files) {
            return new LinkedHashMap<>(files);
        }
    }

    public PageSession session() {
        return commands.session();
    }

    /** @throws BadCallException when it cannot be a key; the message does not repeat it */
    public PageSession useKey(@Nullable String key) throws BadCallException {
        try {
            commands.useKey(key);
        } catch (UnusableException e) {
            throw new BadCallException(UNUSABLE, commands.sentence(e));
        }
        all().values().forEach(OpenFile::prepareAgain);
        return session();
    }

    public List<UploadOption> options() {
        return commands.options();
    }

    /** @param id of a file, beside which mapping files may stand; null for the ready mappings alone */
    public List<MappingName> mappings(@Nullable String id) throws BadCallException {
        return commands.mappings(id == null ? null : file(id).path().getParent());
    }

    /** Uploads that are known here, the last first. */
    public List<UploadSummary> uploads() throws IOException {
        List<UploadSummary> uploads = new ArrayList<>();
        List<Path> open = new ArrayList<>();
        for (OpenFile file : all().values()) {
            uploads.add(0, file.summary(writer));
            open.add(file.path());
        }
        uploads.addAll(past.butOf(open));
        return uploads;
    }

    /**
     * Opens the file at {@code path}, in place.
     *
     * @return its id
     */
    public String open(String path) throws IOException {
        Path file = path(path);
        if (!Files.isRegularFile(file)) {
            throw new BadCallException(
                    UNUSABLE,
                    Files.isDirectory(file)
                            ? file + " is a folder. Name a file in it."
                            : "There is no file " + file + ". Check the path; paths are read from "
                                    + session().folder() + ".");
        }
        return open(file, false);
    }

    private static Path path(String text) throws BadCallException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadCallException(UNUSABLE, "\"" + text + "\" is no path.");
        }
    }

    private String open(Path file, boolean isDropped) throws IOException {
        synchronized (files) {
            for (Map.Entry<String, OpenFile> known : files.entrySet()) {
                if (known.getValue().path().equals(file)) {
                    return known.getKey();
                }
            }
            String id = newId();
            FileRegistry.Entry entry = new FileRegistry.Entry(
                    id, file.toString(), isDropped, time.clock().instant().toString(), past.choices(file), null);
            files.put(id, new OpenFile(entry, time.clock().millis(), desk));
            save();
            return id;
        }
    }

    private String newId() {
        return String.format("%016x", random.nextLong());
    }

    private void save() throws IOException {
        synchronized (files) {
            registry.write(files.values().stream().map(OpenFile::entry).toList());
        }
    }

    /**
     * Opens a file whose bytes come from the page; they go to the working folder.
     *
     * @param name as the browser has it
     * @return its id
     */
    public String drop(String name, InputStream bytes) throws IOException {
        return open(folder.dropped().keep(newId(), name, bytes), true);
    }

    /** Takes a file off the list. What was uploaded of it, and the file itself, stay. */
    public void forget(String id) throws IOException {
        OpenFile file = file(id);
        if (file.isUploading()) {
            throw new BadCallException(CONFLICT, "The file is being uploaded. Pause the upload first.");
        }
        files.remove(id);
        save();
        file.stop();
        try {
            file.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OpenFile file(String id) throws BadCallException {
        @Nullable OpenFile file = files.get(id);
        if (file == null) {
            throw new BadCallException(NOT_FOUND, "This file is not open here. Open it again.");
        }
        return file;
    }

    public FileState state(String id) throws IOException {
        FileState state = file(id).state(writer);
        putAwayButLast(id);
        return state;
    }

    /** How many files take memory now. */
    public long inMemory() {
        return all().values().stream().filter(OpenFile::isInMemory).count();
    }

    /** Of very many open files only those are held in memory that were looked at last. */
    private void putAwayButLast(String id) {
        List<String> others = new ArrayList<>();
        synchronized (lookedAt) {
            lookedAt.remove(id);
            lookedAt.add(id);
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

    /** Makes these choices for the file in place of those before, and checks it anew. */
    public FileState choose(String id, List<Choice> choices) throws IOException {
        Map<String, UploadOption> known =
                commands.options().stream().collect(Collectors.toMap(UploadOption::name, one -> one));
        for (Choice choice : choices) {
            if (!known.containsKey(choice.option())) {
                throw new BadCallException(UNUSABLE, choice.option() + " cannot be chosen in the page.");
            }
            if (commands.holdsKey(String.valueOf(choice.value()))) {
                throw new BadCallException(
                        UNUSABLE,
                        "The API key stands in " + choice.option() + ". Leave it out: the page has it already.");
            }
        }
        file(id).choose(choices);
        save();
        return state(id);
    }

    /** @param first sends this many rows and then stops; null sends all */
    public FileState upload(String id, @Nullable Long first) throws IOException {
        file(id).upload(first == null ? List.of() : List.of(new Choice("--first", first.toString())));
        return state(id);
    }

    /** Does everything but send: a dry run. */
    public FileState checkDeployment(String id) throws IOException {
        file(id).upload(List.of(new Choice("--dry-run", null)));
        return state(id);
    }

    /** Checks the file anew with the same choices. */
    public FileState check(String id) throws IOException {
        file(id).checkAgain();
        return state(id);
    }

    /** Moves edits to where their rows stand now; edits whose rows are gone are taken out. */
    public FileState moveEdits(String id) throws IOException {
        file(id).moveEdits();
        forgetCorrected(id);
        return state(id);
    }

    public FileState answer(String id, String answer) throws IOException {
        file(id).answer(answer);
        return state(id);
    }

    public FileState pause(String id) throws IOException {
        file(id).pause();
        return state(id);
    }

    /**
     * Some rows of the file.
     *
     * @param only which, as {@link RowSort#of} has it
     * @param from the first of them, from 0
     */
    public GridWindow rows(String id, @Nullable String only, long from, int count) throws IOException {
        return file(id).window(RowSort.of(only), from, count);
    }

    /** The place of the row of this number among those of its sort, or of the one after it. */
    public long find(String id, @Nullable String only, long row) throws IOException {
        return file(id).find(RowSort.of(only), row);
    }

    public RowDetail row(String id, long row) throws IOException {
        return file(id).detail(row);
    }

    /** @param column null for the record as a whole */
    public GridRow edit(String id, long number, @Nullable Integer column, String text) throws IOException {
        GridRow row = file(id).edit(number, column, text);
        forgetCorrected(id);
        return row;
    }

    /** @param column null for the record as a whole */
    public CellText cell(String id, long row, @Nullable Integer column) throws IOException {
        return file(id).cell(row, column);
    }

    public FixPreview preview(String id, int problem) throws IOException {
        return file(id).preview(problem);
    }

    public FileState fix(String id, int problem, int column, List<Edit.Replacement> replace) throws IOException {
        file(id).fix(problem, column, replace);
        forgetCorrected(id);
        return state(id);
    }

    /**
     * Writes the corrected file.
     *
     * @param to null for a free name beside the file
     */
    public Path correct(String id, @Nullable String to) throws IOException {
        Path copy = file(id).correct(to == null ? null : path(to));
        save();
        return copy;
    }

    public FileState undo(String id) throws IOException {
        file(id).undo();
        forgetCorrected(id);
        return state(id);
    }

    private void forgetCorrected(String id) throws IOException {
        if (file(id).forgetCorrected()) {
            save();
        }
    }

    /**
     * A file to keep or to look at.
     *
     * @param what as {@link Downloads#of} has it
     */
    public Reply download(String id, String what, boolean isInline) throws IOException {
        OpenFile file = file(id);
        return downloads.of(what, id, file, isInline);
    }

    /** Whether an upload goes on. */
    public boolean isUploading() {
        return all().values().stream().anyMatch(OpenFile::isUploading);
    }

    /** Ends checks at once, and uploads once what is on its way was answered. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        desk.close();
        all().values().forEach(OpenFile::stop);
        try {
            for (OpenFile file : all().values()) {
                file.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            teller.close();
            folder.close();
        }
    }
}
