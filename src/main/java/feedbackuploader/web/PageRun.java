package feedbackuploader.web;

import feedbackuploader.delivery.Time;
import feedbackuploader.ledger.Counts;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.report.Progress;
import feedbackuploader.report.Summary;
import feedbackuploader.report.Traffic;
import feedbackuploader.upload.KnownRows;
import feedbackuploader.upload.OpenedUpload;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UnusableException;
import feedbackuploader.upload.Upload;
import feedbackuploader.upload.UploadListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run of an upload, on a thread of its own: plan, perhaps a question, deliver, report. What it came to stands in its
 * run folder; here is only what goes on.
 */
final class PageRun implements Runnable, UploadListener {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private static final String INTERRUPTED = "Interrupted before anything was sent.";

    private static final int NOTICES = 100;

    /** How an upload is closed that others may look at. */
    @FunctionalInterface
    interface Closing {
        void close(OpenedUpload upload) throws LedgerException;
    }

    /** Where it stands. */
    enum Phase {
        PLANNING,
        QUESTION,
        SENDING,
        /** Nothing more is sent; what is open is waited for. */
        DRAINING,
        ENDED
    }

    private final PreparedCommand command;
    private final boolean isDryRun;
    private final Commands commands;
    private final Time time;
    private final Runnable changed;
    private final Closing closing;
    private final CompletableFuture<Void> interruption = new CompletableFuture<>();
    private final CompletableFuture<KnownRows> answer = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> notices = new ArrayList<>();
    private volatile Phase phase = Phase.PLANNING;
    private volatile @Nullable Upload upload;
    private volatile @Nullable UploadQuestion question;
    private volatile @Nullable DeliveryStats stats;
    private volatile boolean isDelivering;
    private volatile @Nullable Summary summary;

    private volatile @Nullable String failure;

    /**
     * @param isDryRun whether it sends nothing
     * @param changed called whenever something is different, on the run's thread
     */
    PageRun(
            PreparedCommand command,
            boolean isDryRun,
            Commands commands,
            Time time,
            Runnable changed,
            Closing closing) {
        this.command = command;
        this.isDryRun = isDryRun;
        this.commands = commands;
        this.time = time;
        this.changed = changed;
        this.closing = closing;
    }

    /** Ends it early, as Ctrl-C does. Any thread. */
    void interrupt() {
        interruption.complete(null);
        answer.complete(KnownRows.STOP);
        @Nullable Upload running = upload;
        if (running != null) {
            running.interrupt();
        }
        if (phase == Phase.SENDING) {
            enter(Phase.DRAINING);
        }
    }

    /** @return whether there was such a question */
    boolean answer(String word) {
        @Nullable UploadQuestion asked = question;
        if (asked == null
                || asked.answers().stream().noneMatch(one -> one.answer().equals(word))) {
            return false;
        }
        return answer.complete(
                switch (word) {
                    case "skip" -> KnownRows.SKIP;
                    case "again" -> KnownRows.SEND;
                    default -> KnownRows.STOP;
                });
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    Phase phase() {
        return phase;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether it sends nothing. */
    boolean isDryRun() {
        return isDryRun;
    }

    @Nullable
    UploadQuestion question() {
        return question;
    }

    /** Why it came to no end of its own; null when it did, or goes on. */
    @Nullable
    String failure() {
        return failure;
    }

    /** What it came to; null before its end, and when {@link #failure} says why there is none. */
    @Nullable
    Summary summary() {
        return summary;
    }

    List<String> notices() {
        synchronized (notices) {
            return List.copyOf(notices);
        }
    }

    /** Null before the first row is sent. */
    @Nullable
    Progress progress() {
        @Nullable DeliveryStats now = stats;
        return now == null ? null : now.progress(time.nanos());
    }

    /** How it went so far, as the report will tell it; null before the first row is sent. */
    Traffic.@Nullable OverTime traffic() {
        @Nullable DeliveryStats now = stats;
        if (now == null) {
            return null;
        }
        return isDelivering ? now.overTime(time.nanos()) : now.overTime();
    }

    /** Whether rows are on their way, and not looked for. */
    boolean isDelivering() {
        return isDelivering;
    }

    @Override
    public void run() {
        try {
            OpenedUpload opened = command.open(this, interruption::isDone);
            try {
                upload = opened.upload();
                if (interruption.isDone()) {
                    opened.upload().interrupt(); // it came before the upload could hear of it
                }
                summary = opened.run(this::ask, commands::sentence);
            } finally {
                closing.close(opened);
            }
        } catch (InterruptedException e) {
            failure = INTERRUPTED;
        } catch (IOException | UnusableException | LedgerException | RuntimeException | OutOfMemoryError e) {
            fail(e);
        } finally {
            question = null;
            isDelivering = false;
            enter(Phase.ENDED);
            end.countDown();
        }
    }

    private void fail(Throwable e) {
        if (!(e instanceof UnusableException)) {
            LOG.log(System.Logger.Level.ERROR, "upload of " + command.folder().path(), e);
        }
        failure = commands.sentence(e);
    }

    /** The button that began the run said that it shall send; of rows that were sent before it said nothing. */
    private void ask(Upload running) throws LedgerException, InterruptedException {
        @Nullable String repetition = running.repetition();
        if (repetition == null) {
            return;
        }
        question = UploadQuestion.of(repetition, running.sentBefore(), running.planned());
        enter(Phase.QUESTION);
        try {
            KnownRows decision = answer.get();
            if (decision != KnownRows.STOP) {
                running.decide(decision);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("nobody completes it so", e);
        } finally {
            question = null;
        }
    }

    private void enter(Phase next) {
        phase = next;
        changed.run();
    }

    @Override
    public void notice(String sentence) {
        synchronized (notices) {
            if (notices.size() < NOTICES) {
                notices.add(sentence);
            }
        }
        changed.run();
    }

    @Override
    public void surveyed(Survey survey) {
        // the check has shown it
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        changed.run();
    }

    @Override
    public void delivering(DeliveryStats its) {
        stats = its;
        isDelivering = true;
        if (phase == Phase.PLANNING || phase == Phase.QUESTION) {
            enter(interruption.isDone() ? Phase.DRAINING : Phase.SENDING);
        }
    }

    @Override
    public void delivered() {
        isDelivering = false;
        changed.run();
    }
}
