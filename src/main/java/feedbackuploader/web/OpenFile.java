package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import feedbackuploader.upload.RunFolder;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.web.local.BadCallException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One file that is open in the page. Any thread. */
final class OpenFile {

    private static final int CONFLICT = 409;

    private final Function<Runnable, Thread> threads;
    private final FileRegistry.Entry opened;
    private final Path path;
    private final Commands commands;
    private final Time time;
    private final Executor checks;
    private List<Choice> choices;
    private long version;
    private @Nullable PreparedCommand command;
    private @Nullable String refusal;
    private @Nullable BackgroundCheck check;
    private @Nullable CheckedFile checked;
    private @Nullable PageRun run;
    private @Nullable TrafficPoints traffic;
    private @Nullable LedgerGlance glance;

    /**
     * @param version to begin with: later than any that a page has seen
     * @param checks runs checks
     * @param threads makes a thread for each upload
     */
    OpenFile(
            FileRegistry.Entry opened,
            long version,
            Commands commands,
            Time time,
            Executor checks,
            Function<Runnable, Thread> threads) {
        this.opened = opened;
        this.path = Path.of(opened.path());
        this.choices = opened.choices();
        this.version = version;
        this.commands = commands;
        this.time = time;
        this.checks = checks;
        this.threads = threads;
    }

    Path path() {
        return path;
    }

    synchronized FileRegistry.Entry entry() {
        return new FileRegistry.Entry(opened.id(), opened.path(), opened.dropped(), opened.opened(), choices);
    }

    synchronized long version() {
        return version;
    }

    /** Whether something goes on that a page wants to see move. */
    synchronized boolean isMoving() {
        return isUploading() || (check != null && check.result() == null);
    }

    synchronized boolean isUploading() {
        return run != null && run.phase() != PageRun.Phase.ENDED;
    }

    synchronized void touch() {
        version++;
    }

    /** A point of the traffic, and a new version, while something goes on. */
    synchronized void tick() {
        if (isMoving()) {
            if (traffic != null && run != null) {
                traffic.add(run.progress(), time.nanos());
            }
            touch();
        }
    }

    /** Starts a check unless there is one for these choices. */
    synchronized void look() {
        if (check == null && refusal == null) {
            startCheck();
        }
    }

    synchronized void choose(List<Choice> next) throws BadCallException {
        refuseWhileUploading();
        choices = List.copyOf(next);
        startCheck();
    }

    /** The key or the environment is another one now. */
    synchronized void prepareAgain() {
        if (!isUploading()) {
            prepare();
            touch();
        }
    }

    private void startCheck() {
        if (check != null) {
            check.interrupt();
            check = null;
        }
        prepare();
        @Nullable PreparedCommand prepared = command;
        if (prepared != null) {
            BackgroundCheck next = new BackgroundCheck(path, prepared, commands, this::checkEnded);
            check = next;
            checks.execute(next);
        } else {
            checked = null;
        }
        touch();
    }

    private void prepare() {
        try {
            command = commands.prepare(path, choices);
            refusal = null;
        } catch (UnusableException e) {
            command = null;
            refusal = commands.sentence(e);
        }
    }

    private synchronized void checkEnded(BackgroundCheck ended) {
        if (ended == check) {
            checked = ended.result();
            touch();
        }
    }

    /** @param words that this run has and the next need not have */
    synchronized void upload(List<Choice> words) throws BadCallException {
        refuseWhileUploading();
        PreparedCommand prepared;
        try {
            prepared = commands.prepare(
                    path, Stream.concat(choices.stream(), words.stream()).toList());
        } catch (UnusableException e) {
            throw new BadCallException(CONFLICT, commands.sentence(e));
        }
        PageRun next = new PageRun(prepared, commands, time, this::runChanged);
        run = next;
        traffic = new TrafficPoints(time.nanos());
        threads.apply(next).start();
        touch();
    }

    private synchronized void runChanged() {
        if (glance != null) {
            glance.forget();
        }
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
        if (isUploading()) {
            throw new BadCallException(CONFLICT, "The file is being uploaded. Pause the upload first.");
        }
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

    void awaitEnd() throws InterruptedException {
        @Nullable PageRun running;
        synchronized (this) {
            running = run;
        }
        if (running != null) {
            running.awaitEnd();
        }
    }

    /** Starts a check if there was none. */
    synchronized FileState state(StateWriter writer) {
        look();
        return writer.state(now());
    }

    /** Without a check. */
    synchronized UploadSummary summary(StateWriter writer) {
        if (command == null && refusal == null) {
            prepare();
        }
        return writer.summary(now());
    }

    private StateWriter.Now now() {
        return new StateWriter.Now(
                entry(),
                version,
                command,
                refusal,
                check,
                checked,
                run,
                traffic == null ? List.of() : traffic.points(),
                seen());
    }

    private LedgerGlance.Seen seen() {
        @Nullable PreparedCommand prepared = command;
        if (prepared == null) {
            return LedgerGlance.Seen.NOTHING;
        }
        RunFolder folder = prepared.folder();
        LedgerGlance its = glance;
        if (its == null || !Objects.equals(its.folder(), folder)) {
            its = new LedgerGlance(folder, time);
            glance = its;
        }
        return its.look();
    }
}
