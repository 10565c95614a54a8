package feedbackuploader.api;

import feedbackuploader.cli.PreparedUpload;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Counts;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.upload.ExitStatus;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UploadListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells an observer what an upload says. */
final class Heard implements UploadListener {

    private final UploadObserver observer;
    private final Consumer<DeliveryStats> stats;
    private @Nullable Throwable thrown;

    Heard(UploadObserver observer, Consumer<DeliveryStats> stats) {
        this.observer = observer;
        this.stats = stats;
    }

    static Map<Status, Long> byStatus(Map<String, Long> labels) {
        Map<Status, Long> statuses = new EnumMap<>(Status.class);
        labels.forEach((label, count) -> statuses.put(Status.named(label).orElseThrow(), count));
        return statuses;
    }

    @Override
    public void notice(String sentence) {
        observed(() -> observer.notice(JavaWords.of(sentence)));
    }

    @Override
    public void surveyed(Survey survey) {
        // what is wrong with rows stands in the result
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        observed(() -> observer.planned(byStatus(counts.byStatus()), sentBefore));
    }

    @Override
    public void delivering(DeliveryStats its) {
        stats.accept(its);
    }

    @Override
    public void delivered() {
        // the result comes next
    }

    private void observed(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            thrown = e;
            throw e;
        }
    }

    /** What the history says of a failure that ended the run. */
    String why(Throwable failure) {
        return failure == thrown
                ? "The observer of the Java program that uploads threw " + failure
                        + ". The ledger holds what was sent. The same upload continues."
                : PreparedUpload.sentence(failure);
    }

    /** As after a crash, the same again continues. */
    ExitStatus status(Throwable failure) {
        return failure == thrown ? ExitStatus.STOPPED : ExitStatus.of(failure);
    }
}
