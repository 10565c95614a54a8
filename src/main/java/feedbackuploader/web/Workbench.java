package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.PrivateFiles;
import feedbackuploader.ledger.RunLock;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files that are open in the page, kept in a working folder from one process to the next. Any thread. Closing it ends
 * what goes on as Ctrl-C would.
 */
public final class Workbench implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    /** Pages are told of changes no more often. */
    private static final Duration PULSE = Duration.ofMillis(250);

    private static final int CHECKS_AT_ONCE = 2;
    private static final int NOT_FOUND = 404;
    private static final int UNUSABLE = 422;

    private final Path folder;
    private final RunLock lock;
    private final FileRegistry registry;
    private final Commands commands;
    private final Time time;
    private final RandomGenerator random;
    private final BiConsumer<String, Long> changes;
    private final StateWriter writer;
    private final DroppedFiles dropped;
    private final Map<String, OpenFile> files = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final ExecutorService checks = Executors.newFixedThreadPool(CHECKS_AT_ONCE, Workbench::background);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Workbench::background);

    private Workbench(
            Path folder,
            RunLock lock,
            Commands commands,
            Time time,
            RandomGenerator random,
            BiConsumer<String, Long> changes) {
        this.folder = folder;
        this.lock = lock;
        this.registry = new FileRegistry(folder);
        this.commands = commands;
        this.time = time;
        this.random = random;
        this.changes = changes;
        this.writer = new StateWriter(commands, new AdviceReader(commands.options()));
        this.dropped = new DroppedFiles(folder.resolve("dropped"));
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
        RunLock lock = lock(folder);
        Workbench workbench = new Workbench(folder, lock, commands, time, random, changes);
        try {
            for (FileRegistry.Entry entry : workbench.registry.read()) {
                workbench.files.put(entry.id(), workbench.file(entry));
            }
            workbench.dropped.clear();
        } catch (IOException e) {
            workbench.close();
            throw new UnusableException(IoErrors.of(e), e);
        }
        workbench.begin();
        return workbench;
    }

    private static RunLock lock(Path folder) throws UnusableException {
        try {
            PrivateFiles.createFolder(folder);
            return RunLock.acquire(folder);
        } catch (LedgerException e) {
            throw new UnusableException(
                    e.getCause() == null
                            ? "The page is open in another process already, and one at a time can have its files. Use"
                                    + " that one, or stop it first."
                            : "The working folder of the page " + folder + " cannot be used: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new UnusableException(
                    "The working folder of the page " + folder + " cannot be created (" + IoErrors.of(e) + ").", e);
        }
    }

    private void begin() {
        var unused = pulse.scheduleWithFixedDelay(
                this::tellChanges, PULSE.toMillis(), PULSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread background(Runnable task) {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    }

    private OpenFile file(FileRegistry.Entry entry) {
        return new OpenFile(
                entry, time.clock().millis(), commands, time, checks, task -> new Thread(task, "upload " + entry.id()));
    }

    private void tellChanges() {
        try {
            for (Map.Entry<String, OpenFile> file : all().entrySet()) {
                file.getValue().tick();
                long version = file.getValue().version();
                @Nullable Long before = told.put(file.getKey(), version);
                if (before == null || before != version) {
                    changes.accept(file.getKey(), version);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "pages are not told of a change", e); // or no page would be told again
        }
    }

    private Map<String, OpenFile> all() {
        synchronized (files) {
            return new LinkedHashMap<>(files);
        }
    }

    public Session session() {
        return commands.session();
    }

    /** @throws BadCallException when it cannot be a key; the message does not repeat it */
    public Session useKey(@Nullable String key) throws BadCallException {
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

    public List<MappingName> mappings() {
        return commands.mappings(null);
    }

    /** Uploads that are known here, the last first. */
    public List<UploadSummary> uploads() {
        List<UploadSummary> uploads = new ArrayList<>();
        all().values().forEach(file -> uploads.add(0, file.summary(writer)));
        return uploads;
    }

    /**
     * Opens the file at {@code path}, in place.
     *
     * @return its id
     */
    public String open(String path) throws IOException {
        Path file;
        try {
            file = Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadCallException(UNUSABLE, "\"" + path + "\" is no path.");
        }
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

    private String open(Path file, boolean isDropped) throws IOException {
        synchronized (files) {
            for (Map.Entry<String, OpenFile> known : files.entrySet()) {
                if (known.getValue().path().equals(file)) {
                    return known.getKey();
                }
            }
            String id = newId();
            FileRegistry.Entry entry = new FileRegistry.Entry(
                    id, file.toString(), isDropped, time.clock().instant().toString(), List.of());
            files.put(id, file(entry));
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
        return open(dropped.keep(newId(), name, bytes), true);
    }

    private OpenFile file(String id) throws BadCallException {
        @Nullable OpenFile file = files.get(id);
        if (file == null) {
            throw new BadCallException(NOT_FOUND, "This file is not open here. Open it again.");
        }
        return file;
    }

    public FileState state(String id) throws BadCallException {
        return file(id).state(writer);
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
    public FileState upload(String id, @Nullable Long first) throws BadCallException {
        file(id).upload(first == null ? List.of() : List.of(new Choice("--first", first.toString())));
        return state(id);
    }

    /** Does everything but send: a dry run. */
    public FileState checkDeployment(String id) throws BadCallException {
        file(id).upload(List.of(new Choice("--dry-run", null)));
        return state(id);
    }

    public FileState answer(String id, String answer) throws BadCallException {
        file(id).answer(answer);
        return state(id);
    }

    public FileState pause(String id) throws BadCallException {
        file(id).pause();
        return state(id);
    }

    /** Whether an upload goes on. */
    public boolean isUploading() {
        return all().values().stream().anyMatch(OpenFile::isUploading);
    }

    /** Ends checks at once, and uploads once what is on its way was answered. */
    @Override
    public void close() {
        pulse.shutdownNow();
        all().values().forEach(OpenFile::stop);
        checks.shutdownNow();
        try {
            for (OpenFile file : all().values()) {
                file.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                lock.close();
            } catch (LedgerException e) {
                LOG.log(System.Logger.Level.WARNING, "the lock of " + folder, e);
            }
        }
    }
}
