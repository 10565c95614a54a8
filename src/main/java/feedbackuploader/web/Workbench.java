package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import feedbackuploader.support.IoErrors;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.local.BadCallException;
import feedbackuploader.web.local.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The files that are open in the page, kept in a working folder from one process to the next. Any thread. Closing it ends
 * what goes on as Ctrl-C would.
 */
public final class Workbench implements AutoCloseable {

    private final WorkFolder folder;
    private final Commands commands;
    private final StateWriter writer;
    private final Downloads downloads;
    private final Desk desk;
    private final OpenFiles files;
    private final FileGrids grids;
    private final ChangeTeller teller;
    private volatile List<EndedUpload> ended = List.of();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Workbench(
            WorkFolder folder, Commands commands, Time time, RandomGenerator random, BiConsumer<String, Long> changes)
            throws IOException {
        this.folder = folder;
        this.commands = commands;
        this.writer = new StateWriter(commands, new AdviceReader(commands.options()));
        this.downloads = new Downloads(folder.mappings());
        this.desk = Desk.of(commands, time, folder);
        this.files = new OpenFiles(desk, random);
        this.grids = new FileGrids(files, writer);
        this.teller = new ChangeTeller(files::all, changes);
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
            return new Workbench(opened, commands, time, random, changes);
        } catch (IOException e) {
            opened.close();
            throw new UnusableException(IoErrors.of(e), e);
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
            throw BadCallException.unusable(commands.sentence(e));
        }
        files.all().values().forEach(OpenFile::prepareAgain);
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
        return files.summaries(writer);
    }

    /**
     * Opens the file at {@code path}, in place.
     *
     * @return its id
     */
    public String open(String path) throws IOException {
        Path file = OpenFiles.path(path);
        if (!Files.isRegularFile(file)) {
            throw BadCallException.unusable(
                    Files.isDirectory(file)
                            ? file + " is a folder. Name a file in it."
                            : "There is no file " + file + ". Check the path; paths are read from "
                                    + session().folder() + ".");
        }
        return files.open(file, false);
    }

    /**
     * Opens a file whose bytes come from the page; they go to the working folder.
     *
     * @param name as the browser has it
     * @return its id
     */
    public String drop(String name, InputStream bytes) throws IOException {
        return files.drop(name, bytes);
    }

    /** Takes a file off the list, and drops its edits. What was uploaded of it, and the file itself, stay. */
    public void forget(String id) throws IOException {
        files.forget(id);
    }

    /** The rows of the files. */
    public FileGrids grids() {
        return grids;
    }

    private OpenFile file(String id) throws BadCallException {
        return files.file(id);
    }

    public FileState state(String id) throws IOException {
        return files.state(id, writer);
    }

    /** How many files take memory now. */
    public long inMemory() {
        return files.all().values().stream().filter(OpenFile::isInMemory).count();
    }

    /** Makes these choices for the file in place of those before, and checks it anew. */
    public FileState choose(String id, List<Choice> choices) throws IOException {
        return chosen(id, choices, OpenFile::choose);
    }

    /** As {@link #choose}, where a message advised it: {@link FileGrids#undo} takes it back. */
    public FileState follow(String id, List<Choice> choices) throws IOException {
        return chosen(id, choices, OpenFile::follow);
    }

    /** How choices are made. */
    @FunctionalInterface
    private interface Choosing {
        void of(OpenFile file, List<Choice> choices) throws IOException;
    }

    private FileState chosen(String id, List<Choice> choices, Choosing how) throws IOException {
        new AllowedChoices(commands).refuseOthers(choices);
        how.of(file(id), choices);
        files.save();
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

    public FileState answer(String id, String answer) throws IOException {
        file(id).answer(answer);
        return state(id);
    }

    public FileState pause(String id) throws IOException {
        file(id).pause();
        return state(id);
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
        return files.all().values().stream().anyMatch(OpenFile::isUploading);
    }

    /** What came to the uploads that {@link #close} has ended. */
    public List<EndedUpload> ended() {
        return ended;
    }

    /** Ends checks at once, and uploads once what is on its way was answered. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        desk.close();
        try {
            ended = files.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            teller.close();
            folder.close();
        }
    }
}
