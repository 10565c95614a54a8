package feedbackuploader.upload;

import feedbackuploader.ledger.Counts;
import feedbackuploader.report.DeliveryStats;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an upload says. */
final class HeardWords implements UploadListener {

    final List<String> notices = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
    }

    @Override
    public void surveyed(Survey survey) {
        survey.problems().forEach(group -> problems.add(group.describe()));
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        // the summary tells it too
    }

    @Override
    public void delivering(DeliveryStats stats) {
        // nobody watches
    }

    @Override
    public void delivered() {
        // nobody watches
    }
}
