package feedbackuploader.web;

import feedbackuploader.upload.RunFolder;
import feedbackuploader.web.local.BadCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file that is open in the page. Any thread. */
final class OpenFile {

    private final FileRegistry.Entry opened;
    private final Path path;
    private final FileRows rows;
    private final FileCommand command;
    private final LastCheck check;
    private final FileUpload upload;
    private final CorrectedFile corrected;
    private final FileVersion version;
    private final FileGrid grid;

    /** @param version to begin with: later than any that a page has seen */
    OpenFile(FileRegistry.Entry opened, long version, Desk desk) {
        this.opened = opened;
        this.path = Path.of(opened.path());
        this.corrected = new CorrectedFile(path, opened.corrected());
        this.version = new FileVersion(version);
        this.rows = new FileRows(path, desk.folder().edits().resolve(opened.id() + ".jsonl"));
        this.command = new FileCommand(path, rows, opened.choices(), desk.commands());
        this.check = new LastCheck(path, opened.id(), desk);
        this.upload = new FileUpload(desk);
        this.grid = new FileGrid(this, rows, corrected);
    }

    Path path() {
        return path;
    }

    synchronized FileRegistry.Entry entry() {
        return new FileRegistry.Entry(
                opened.id(), opened.path(), opened.dropped(), opened.opened(), command.choices(), corrected.saved());
    }

    synchronized long version() {
        return version.now();
    }

    /** Whether something goes on that a page wants to see move. */
    private boolean isMoving() {
        return isUploading() || check.isGoingOn();
    }

    synchronized boolean isUploading() {
        return upload.isRunning();
    }

    /** A new version, while something goes on. */
    synchronized void tick() {
        if (isUploading()) {
            version.next();
        } else if (check.isGoingOn()) {
            version.nextButOfRows();
        }
    }

    synchronized void choose(List<Choice> next) throws IOException {
        refuseWhileUploading();
        command.choose(next);
        startCheck();
    }

    /** As {@link #choose}; an undo takes it back. */
    synchronized void follow(List<Choice> next) throws IOException {
        refuseWhileUploading();
        command.follow(next);
        startCheck();
    }

    /** The key or the environment is another one now. */
    synchronized void prepareAgain() {
        if (!isUploading() && isInMemory()) {
            upload.forgetEndedRun();
            command.prepare();
            version.next();
        }
    }

    synchronized void startCheck() {
        check.interrupt();
        check.forget();
        upload.forgetEndedRun();
        command.prepare();
        @Nullable PreparedCommand prepared = command.prepared();
        if (prepared == null) {
            rows.release();
        } else {
            check.start(prepared, this::checkEnded);
        }
        version.next();
    }

    private synchronized void checkEnded(BackgroundCheck ended, CheckedFile found) {
        if (check.end(ended)) {
            rows.show(found, ended.command());
            version.next();
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
        if (check.isOfAnotherState()) {
            startCheck();
            throw BadCallException.conflict(
                    "The file has changed since it was checked. It is read again: look at it, then send.");
        }
        @Nullable CheckedFile checked = check.isGoingOn() ? null : rows.checked();
        if (checked != null && checked.unusable() != null) {
            throw BadCallException.conflict(checked.unusable());
        }
        boolean isDryRun = words.contains(new Choice("--dry-run", null));
        upload.start(command.require(words), isDryRun, this::runChanged);
        if (!isDryRun) {
            command.noteSending();
        }
        version.next();
    }

    private synchronized void runChanged() {
        upload.noteChange();
        version.next();
    }

    synchronized void noteChange() {
        version.next();
    }

    synchronized void pause() {
        upload.interrupt();
        version.next();
    }

    synchronized void answer(String word) throws BadCallException {
        upload.answer(word);
        version.next();
    }

    synchronized void refuseWhileUploading() throws BadCallException {
        upload.refuseWhileRunningAnywhere(folder());
    }

    synchronized void refuseWhileUploadingHere() throws BadCallException {
        upload.refuseWhileRunning();
    }

    FileGrid grid() {
        return grid;
    }

    /** One row has changed. */
    synchronized void takeEdit() {
        takeEdits(check.isGoingOn()); // that one reads the edits as they were
    }

    private void takeEdits(boolean isToBeChecked) {
        if (isToBeChecked) {
            startCheck();
        } else {
            check.noteEdit();
            command.prepare();
            version.next();
        }
    }

    /** Takes back the last edit, or the advice that was followed after it. */
    synchronized void undo() throws IOException {
        refuseWhileUploading();
        if (command.isAdviceLast()) {
            command.takeBack(upload.hasSent(folder()));
            startCheck();
        } else {
            takeEdits(rows.undo(ledger()) || check.isGoingOn());
        }
    }

    /** Moves edits to where their rows stand now, in a file that has changed since. */
    synchronized void moveEdits() throws IOException {
        refuseWhileUploading();
        rows.moveEdits(command.require().reading());
        command.forgetFollowed();
        startCheck();
    }

    /** Interrupts what goes on; {@link #awaitEnd} waits for it. */
    synchronized void stop() {
        check.interrupt();
        upload.interrupt();
    }

    /** What its upload came to; null where there was none. */
    synchronized @Nullable EndedUpload ended() {
        @Nullable PageRun run = upload.run();
        return run == null ? null : new EndedUpload(path, run.summary(), run.failure(), command.typed());
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
        boolean hasChanged = !isMoving() && check.isOfAnotherState();
        if ((check.last() == null && command.refusal() == null) || hasChanged) {
            startCheck();
        }
        return writer.state(now());
    }

    /** Without a check, and without a look into the ledger of a file that nobody has looked at yet. */
    synchronized UploadSummary summary(StateWriter writer) throws IOException {
        if (isInMemory()) {
            return writer.summary(now());
        }
        return PastUploads.ofOpen(opened, command.destination(), rows.counts().steps());
    }

    synchronized boolean isInMemory() {
        return check.last() != null || upload.run() != null;
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
        check.forget();
    }

    private @Nullable RunFolder folder() {
        @Nullable PreparedCommand prepared = command.prepared();
        return prepared == null ? null : prepared.folder();
    }

    private StateWriter.Now now() throws IOException {
        LedgerView.Seen seen = upload.look(folder());
        return new StateWriter.Now(
                entry(),
                version.now(),
                version.ofRows(),
                command.words(List.of()),
                command.prepared(),
                command.refusal(),
                check.last(),
                check.isGoingOn(),
                rows.checked(),
                command.changes(),
                check.areEditsUnchecked(),
                upload.run(),
                seen);
    }

    synchronized PreparedCommand prepared() throws BadCallException {
        return command.require();
    }

    synchronized LedgerView ledger() throws BadCallException {
        return upload.ledger(command.require().folder());
    }
}
