package feedbackuploader.web;

import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.report.CorrectedCopy;
import feedbackuploader.upload.RunStatus;
import feedbackuploader.web.grid.CellText;
import feedbackuploader.web.grid.FixPreview;
import feedbackuploader.web.grid.GridRow;
import feedbackuploader.web.grid.GridWindow;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
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
    private final FileCommand command;
    private final FileUpload upload;
    private @Nullable Path corrected;
    private long rowsVersion;
    private long version;
    private long checks;
    private @Nullable BackgroundCheck check;

    /** Whether {@code check} has not ended yet. */
    private boolean isChecking;

    private boolean areEditsUnchecked;

    /** @param version to begin with: later than any that a page has seen */
    OpenFile(FileRegistry.Entry opened, long version, Desk desk) {
        this.opened = opened;
        this.path = Path.of(opened.path());
        this.corrected = opened.corrected() == null ? null : Path.of(opened.corrected());
        this.version = version;
        this.desk = desk;
        this.rows = new FileRows(path, desk.folder().edits().resolve(opened.id() + ".jsonl"));
        this.command = new FileCommand(path, rows, opened.choices(), desk.commands());
        this.upload = new FileUpload(desk);
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
                command.choices(),
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
        return upload.isRunning();
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
        command.choose(next);
        startCheck();
    }

    /** The key or the environment is another one now. */
    synchronized void prepareAgain() {
        if (!isUploading() && isInMemory()) {
            upload.forgetEndedRun();
            command.prepare();
            touch();
        }
    }

    private void startCheck() {
        if (check != null) {
            check.interrupt();
            check = null;
            isChecking = false;
        }
        upload.forgetEndedRun();
        command.prepare();
        @Nullable PreparedCommand prepared = command.prepared();
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
        upload.forgetEndedRun();
        if (check != null && check.isOfAnotherState()) {
            startCheck();
            throw new BadCallException(
                    CONFLICT, "The file has changed since it was checked. It is read again: look at it, then send.");
        }
        @Nullable CheckedFile checked = isChecking ? null : rows.checked();
        if (checked != null && checked.unusable() != null) {
            throw new BadCallException(CONFLICT, checked.unusable());
        }
        upload.start(command.require(words), words.contains(new Choice("--dry-run", null)), this::runChanged);
        touch();
    }

    private synchronized void runChanged() {
        upload.noteChange();
        touch();
    }

    synchronized void pause() {
        upload.interrupt();
        touch();
    }

    synchronized void answer(String word) throws BadCallException {
        upload.answer(word);
        touch();
    }

    private void refuseWhileUploading() throws BadCallException {
        refuseWhileUploadingHere();
        @Nullable RunStatus status = seen().status();
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
            command.prepare();
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
            CorrectedCopy.write(InputFile.of(path, command.require().reading()), to);
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
            command.prepare();
            touch();
        }
    }

    /** Moves edits to where their rows stand now, in a file that has changed since. */
    synchronized void moveEdits() throws IOException {
        refuseWhileUploading();
        rows.moveEdits(command.require().reading());
        startCheck();
    }

    /** Interrupts what goes on; {@link #awaitEnd} waits for it. */
    synchronized void stop() {
        if (check != null) {
            check.interrupt();
        }
        upload.interrupt();
    }

    /** And lets go of everything. */
    void awaitEnd() throws InterruptedException {
        @Nullable PageRun running;
        synchronized (this) {
            running = upload.run();
        }
        if (running != null) {
            running.awaitEnd();
        }
        rows.release();
        synchronized (this) {
            upload.close();
        }
    }

    /** Starts a check if there was none. */
    synchronized FileState state(StateWriter writer) throws IOException {
        boolean hasChanged = check != null && !isMoving() && check.isOfAnotherState();
        if ((check == null && command.refusal() == null) || hasChanged) {
            startCheck();
        }
        return writer.state(now());
    }

    /** Without a check, and without a look into the ledger of a file that nobody has looked at yet. */
    synchronized UploadSummary summary(StateWriter writer) throws IOException {
        if (check != null || upload.run() != null) {
            return writer.summary(now());
        }
        FileCommand.Destination known = command.destination();
        return PastUploads.summary(opened.id(), path, known.folder(), known.target(), opened.opened(), null);
    }

    synchronized boolean isInMemory() {
        return check != null || upload.run() != null;
    }

    /** Lets go of all that takes memory; whoever looks at the file again has it checked again. */
    synchronized void putAway() {
        if (isMoving()) {
            return;
        }
        var unused = command.destination();
        command.forget();
        upload.forgetEndedRun();
        upload.close();
        rows.release();
        check = null;
    }

    private LedgerView.Seen seen() {
        @Nullable PreparedCommand prepared = command.prepared();
        return upload.look(prepared == null ? null : prepared.folder());
    }

    private StateWriter.Now now() throws IOException {
        LedgerView.Seen seen = seen();
        return new StateWriter.Now(
                entry(),
                version,
                rowsVersion,
                command.words(List.of()),
                command.prepared(),
                command.refusal(),
                check,
                isChecking,
                rows.checked(),
                rows.counts(),
                areEditsUnchecked,
                upload.run(),
                seen);
    }

    synchronized PreparedCommand prepared() throws BadCallException {
        return command.require();
    }

    private synchronized LedgerView ledger() throws BadCallException {
        return upload.ledger(command.require().folder());
    }
}
