package feedbackuploader.web;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The check of one open file that goes on, or ended last. Guarded by the file that has it. */
final class LastCheck {

    private final Path file;
    private final String id;
    private final Desk desk;
    private long begun;
    private @Nullable BackgroundCheck check;
    private boolean isGoingOn;
    private boolean areEditsUnchecked;

    LastCheck(Path file, String id, Desk desk) {
        this.file = file;
        this.id = id;
        this.desk = desk;
    }

    /** Null before the first, and after {@link #forget}. */
    @Nullable
    BackgroundCheck last() {
        return check;
    }

    boolean isGoingOn() {
        return isGoingOn;
    }

    /** Whether cells were changed since it began. */
    boolean areEditsUnchecked() {
        return areEditsUnchecked;
    }

    /** Whether the file is in another state than when it was checked. */
    boolean isOfAnotherState() {
        return check != null && check.isOfAnotherState();
    }

    /** @param ended hears what it found, on a thread of its own */
    void start(PreparedCommand command, BiConsumer<BackgroundCheck, CheckedFile> ended) {
        Path gridFolder = desk.folder().grids().resolve(id + "-" + begun++);
        BackgroundCheck next = new BackgroundCheck(file, gridFolder, command, desk.commands(), ended);
        check = next;
        isGoingOn = true;
        areEditsUnchecked = false;
        desk.check(next);
    }

    /** Whether {@code ended} is this one; else it was of other choices. */
    boolean end(BackgroundCheck ended) {
        if (ended != check) {
            return false;
        }
        isGoingOn = false;
        return true;
    }

    void noteEdit() {
        areEditsUnchecked = true;
    }

    void interrupt() {
        if (check != null) {
            check.interrupt();
        }
    }

    void forget() {
        check = null;
        isGoingOn = false;
    }
}
