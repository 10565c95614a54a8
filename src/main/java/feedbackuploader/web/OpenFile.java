package feedbackuploader.web;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.report.CorrectedCopy;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.grid.CellText;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import feedbackuploader.web.grid.GridWindow;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file that is open in the page. Any thread. */
final class OpenFile {

    private static final int CONFLICT = 409;

    private final Desk desk;
    private final FileRegistry.Entry opened;
    private final Path path;
    private final FileRows rows;
    private List<Choice> choices;
    private @Nullable Path corrected;
    private long rowsVersion;
    private long version;
    private long checks;
    private @Nullable PreparedCommand command;
    private @Nullable String refusal;
    private @Nullable BackgroundCheck check;

    /** Whether {@code check} has not ended yet. */
    private boolean isChecking;

    private boolean areEditsUnchecked;

    private @Nullable PageRun run;
    private @Nullable LedgerView ledger;

    /** When {@code run} ended. */
    private @Nullable Instant ended;

    /** Where the upload goes; it stays when all else of a file that nobody looks at is let go. */
    private @Nullable Destination destination;

    /** @param version to begin with: later than any that a page has seen */
    OpenFile(FileRegistry.Entry opened, long version, Desk desk) {
        this.opened = opened;
        this.path = Path.of(opened.path());
        this.choices = opened.choices();
        this.corrected = opened.corrected() == null ? null : Path.of(opened.corrected());
        this.version = version;
        this.desk = desk;
        this.rows = new FileRows(path, desk.folder().edits().resolve(opened.id() + ".jsonl"));
    }

    Path path() {
        return path;
    }

    synchronized FileRegistry.Entry entry() {
        return new FileRegistry.Entry(
                opened.id(),
                opened.path(),
                opened.dropped(),
                opened.opened(),
                choices,
                Objects.toString(corrected, null));
    }

    synchronized long version() {
        return version;
    }

    /** Whether something goes on that a page wants to see move. */
    private boolean isMoving() {
        return isUploading() || isChecking;
    }

    synchronized boolean isUploading() {
        return run != null && run.phase() != PageRun.Phase.ENDED;
    }

    private synchronized void touch() {
        version++;
        rowsVersion = version;
    }

    /** A new version, while something goes on. */
    synchronized void tick() {
        if (isMoving()) {
            version++;
            rowsVersion = isUploading() ? version : rowsVersion;
        }
    }

    synchronized void choose(List<Choice> next) throws IOException {
        refuseWhileUploading();
        choices = List.copyOf(next);
        destination = null;
        startCheck();
    }

    /** The key or the environment is another one now. */
    synchronized void prepareAgain() {
        if (!isUploading() && (check != null || run != null)) {
            forgetEndedRun();
            prepare();
            touch();
        }
    }

    /** What it came to stands in its run folder; why it came to nothing may be no longer true. */
    private void forgetEndedRun() {
        if (run != null && run.phase() == PageRun.Phase.ENDED) {
            run = null;
        }
    }

    private void startCheck() {
        if (check != null) {
            check.interrupt();
            check = null;
            isChecking = false;
        }
        forgetEndedRun();
        prepare();
        @Nullable PreparedCommand prepared = command;
        if (prepared == null) {
            rows.release();
        } else {
            Path gridFolder = desk.folder().grids().resolve(opened.id() + "-" + checks++);
            BackgroundCheck next = new BackgroundCheck(path, gridFolder, prepared, desk.commands(), this::checkEnded);
            check = next;
            isChecking = true;
            areEditsUnchecked = false;
            desk.check(next);
        }
        touch();
    }

    private void prepare() {
        try {
            command = desk.commands().prepare(path, words(List.of()));
            refusal = null;
        } catch (UnusableException | IOException e) {
            command = null;
            refusal = desk.commands().sentence(e);
        }
    }

    /** The choices, the edits, and what one run has beyond them. */
    private List<Choice> words(List<Choice> more) throws IOException {
        List<Choice> words = new ArrayList<>(choices);
        @Nullable Path edits = rows.edits();
        if (edits != null) {
            words.add(new Choice("--edits", edits.toString()));
        }
        words.addAll(more);
        return words;
    }

    private synchronized void checkEnded(BackgroundCheck ended, CheckedFile found) {
        if (ended == check) {
            isChecking = false;
            rows.show(found, ended.command());
            touch();
        } else {
            FileRows.letGo(found); // it is of other choices
        }
    }

    /** Checks the file again: it may have changed, or cells of it. */
    synchronized void checkAgain() throws BadCallException {
        refuseWhileUploading();
        startCheck();
    }

    /** @param words that this run has and the next need not have */
    synchronized void upload(List<Choice> words) throws IOException {
        refuseWhileUploadingHere();
        forgetEndedRun();
        if (check != null && check.isOfAnotherState()) {
            startCheck();
            throw new BadCallException(
                    CONFLICT, "The file has changed since it was checked. It is read again: look at it, then send.");
        }
        @Nullable CheckedFile checked = isChecking ? null : rows.checked();
        if (checked != null && checked.unusable() != null) {
            throw new BadCallException(CONFLICT, checked.unusable());
        }
        PreparedCommand prepared;
        try {
            prepared = desk.commands().prepare(path, words(words));
        } catch (UnusableException e) {
            throw new BadCallException(CONFLICT, desk.commands().sentence(e));
        }
        PageRun next = new PageRun(
                prepared,
                words.contains(new Choice("--dry-run", null)),
                desk.commands(),
                desk.time(),
                this::runChanged,
                ledger()::close);
        run = next;
        desk.start(next);
        touch();
    }

    private synchronized void runChanged() {
        if (ledger != null) {
            ledger.forget();
        }
        ended = isUploading() ? null : desk.time().clock().instant();
        touch();
    }

    synchronized void pause() {
        if (run != null) {
            run.interrupt();
        }
        touch();
    }

    synchronized void answer(String word) throws BadCallException {
        if (run == null || !run.answer(word)) {
            throw new BadCallException(CONFLICT, "This question was answered already, or the upload has ended.");
        }
        touch();
    }

    private void refuseWhileUploading() throws BadCallException {
        refuseWhileUploadingHere();
        @Nullable RunStatus status = command == null ? null : ledger().look().status();
        if (status != null && status.isRunning()) {
            throw new BadCallException(CONFLICT, StateWriter.ANOTHER_PROCESS);
        }
    }

    private void refuseWhileUploadingHere() throws BadCallException {
        if (isUploading()) {
            throw new BadCallException(CONFLICT, "The file is being uploaded. Pause the upload first.");
        }
    }

    GridWindow window(RowSort sort, long from, int count) throws IOException {
        return rows.window(sort, from, count, ledger(), isUploading());
    }

    long find(RowSort sort, long row) throws IOException {
        return rows.find(sort, row, ledger());
    }

    RowDetail detail(long row) throws IOException {
        return rows.detail(row, ledger(), isUploading());
    }

    synchronized GridRow edit(long row, @Nullable Integer column, String text) throws IOException {
        refuseWhileUploading();
        GridRow now = rows.edit(row, column, text, ledger());
        if (isChecking) {
            startCheck(); // that one reads the edits as they were
        } else {
            areEditsUnchecked = true;
            prepare();
            touch();
        }
        return now;
    }

    /** The copy has not the change that is made next. Returns whether there was one. */
    synchronized boolean forgetCorrected() {
        boolean wasThere = corrected != null;
        corrected = null;
        return wasThere;
    }

    CellText cell(long row, @Nullable Integer column) throws IOException {
        return rows.cell(row, column);
    }

    synchronized FixPreview preview(int problem) throws IOException {
        return rows.preview(problem);
    }

    synchronized void fix(int problem, int column, List<Edit.Replacement> replace) throws IOException {
        refuseWhileUploading();
        rows.fix(problem, column, replace);
        startCheck();
    }

    /**
     * Writes the file with its edits as a file of its own.
     *
     * @param to null for a free name beside the file
     */
    synchronized Path correct(@Nullable Path to) throws IOException {
        Path copy = to == null
                ? CorrectedCopy.freeName(path, Objects.requireNonNull(path.getParent()))
                : to.toAbsolutePath().normalize();
        writeCorrected(copy);
        corrected = copy;
        touch();
        return copy;
    }

    synchronized void writeCorrected(Path to) throws IOException {
        try {
            CorrectedCopy.write(InputFile.of(path, prepared().reading()), to);
        } catch (InputException e) {
            throw new BadCallException(CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    synchronized void undo() throws IOException {
        refuseWhileUploading();
        if (rows.undo(ledger()) || isChecking) {
            startCheck();
        } else {
            areEditsUnchecked = true;
            prepare();
            touch();
        }
    }

    /** Moves edits to where their rows stand now, in a file that has changed since. */
    synchronized void moveEdits() throws IOException {
        refuseWhileUploading();
        rows.moveEdits(prepared().reading());
        startCheck();
    }

    /** Interrupts what goes on; {@link #awaitEnd} waits for it. */
    synchronized void stop() {
        if (check != null) {
            check.interrupt();
        }
        if (run != null) {
            run.interrupt();
        }
    }

    /** And lets go of everything. */
    void awaitEnd() throws InterruptedException {
        @Nullable PageRun running;
        synchronized (this) {
            running = run;
        }
        if (running != null) {
            running.awaitEnd();
        }
        rows.release();
        synchronized (this) {
            if (ledger != null) {
                ledger.close();
            }
        }
    }

    /** Starts a check if there was none. */
    synchronized FileState state(StateWriter writer) throws IOException {
        boolean hasChanged = check != null && !isMoving() && check.isOfAnotherState();
        if ((check == null && refusal == null) || hasChanged) {
            startCheck();
        }
        return writer.state(now());
    }

    /** Without a check, and without a look into the ledger of a file that nobody has looked at yet. */
    synchronized UploadSummary summary(StateWriter writer) throws IOException {
        if (check != null || run != null) {
            return writer.summary(now());
        }
        Destination known = destination;
        if (known == null) {
            prepare();
            known = Destination.of(path, command);
            command = null;
            refusal = null;
        }
        destination = known;
        return PastUploads.summary(opened.id(), path, known.folder(), known.target(), opened.opened(), null);
    }

    synchronized boolean isInMemory() {
        return command != null || check != null || run != null;
    }

    /** Lets go of all that takes memory; whoever looks at the file again has it checked again. */
    synchronized void putAway() {
        if (isMoving()) {
            return;
        }
        rows.release();
        if (ledger != null) {
            ledger.close();
        }
        destination = Destination.of(path, command);
        ledger = null;
        run = null;
        check = null;
        command = null;
        refusal = null;
    }

    /** @param folder the run folder */
    private record Destination(Path folder, @Nullable String target) {
        static Destination of(Path file, @Nullable PreparedCommand command) {
            return command == null
                    ? new Destination(file.resolveSibling(file.getFileName() + ".upload"), null)
                    : new Destination(command.folder().path(), command.target());
        }
    }

    private StateWriter.Now now() throws IOException {
        @Nullable LedgerView view = command == null ? null : ledger();
        LedgerView.Seen seen = view == null ? LedgerView.Seen.NOTHING : view.look();
        if (ended != null
                && seen.status() != null
                && seen.status().last() != null
                && Instant.parse(seen.status().last().began()).isAfter(ended)) {
            forgetEndedRun(); // another process has uploaded the file since
        }
        return new StateWriter.Now(
                entry(),
                version,
                rowsVersion,
                words(List.of()),
                command,
                refusal,
                check,
                isChecking,
                rows.checked(),
                rows.counts(),
                areEditsUnchecked,
                run,
                seen);
    }

    synchronized PreparedCommand prepared() throws BadCallException {
        if (command == null && refusal == null) {
            prepare();
        }
        @Nullable PreparedCommand prepared = command;
        if (prepared == null) {
            throw new BadCallException(CONFLICT, String.valueOf(refusal));
        }
        return prepared;
    }

    private synchronized LedgerView ledger() throws BadCallException {
        RunFolder folder = prepared().folder();
        @Nullable LedgerView its = ledger;
        if (its == null || !Objects.equals(its.folder(), folder)) {
            if (its != null) {
                its.close();
            }
            its = new LedgerView(folder, desk.time());
            ledger = its;
        }
        return its;
    }
}
