package feedbackuploader.api;

import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Counts;
import feedbackuploader.report.DeliveryStats;
import feedbackuploader.upload.Survey;
import feedbackuploader.upload.UploadListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells an observer what an upload says. */
final class Heard implements UploadListener {

    private final UploadObserver observer;
    private final Consumer<DeliveryStats> stats;

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
        observer.notice(sentence);
    }

    @Override
    public void surveyed(Survey survey) {
        // what is wrong with rows stands in the result
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        observer.planned(byStatus(counts.byStatus()), sentBefore);
    }

    @Override
    public void delivering(DeliveryStats its) {
        stats.accept(its);
    }

    @Override
    public void delivered() {
        // the result comes next
    }
}
