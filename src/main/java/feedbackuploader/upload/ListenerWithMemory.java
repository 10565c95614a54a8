package feedbackuploader.upload;

import feedbackuploader.ledger.Counts;
import feedbackuploader.report.DeliveryStats;
import java.util.ArrayList;
import java.util.List;

/** Passes everything on, logs it, and keeps the notices and the most frequent problems for the summary. */
final class ListenerWithMemory implements UploadListener {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.upload");
    private static final int PROBLEMS_KEPT = 20;

    private final UploadListener listener;
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    ListenerWithMemory(UploadListener listener) {
        this.listener = listener;
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
        LOG.log(System.Logger.Level.INFO, "notice: {0}", sentence);
        listener.notice(sentence);
    }

    @Override
    public void surveyed(Survey survey) {
        survey.problems().stream()
                .limit(PROBLEMS_KEPT)
                .map(ProblemGroup::describe)
                .forEach(problems::add);
        listener.surveyed(survey);
    }

    @Override
    public void planned(Counts counts, long sentBefore) {
        LOG.log(System.Logger.Level.INFO, "planned: {0}", counts.byState());
        listener.planned(counts, sentBefore);
    }

    @Override
    public void delivering(DeliveryStats stats) {
        listener.delivering(stats);
    }

    @Override
    public void delivered() {
        listener.delivered();
    }
}
