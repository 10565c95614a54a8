package feedbackuploader.web;

import feedbackuploader.feedback.Amount;
import feedbackuploader.report.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says how a run goes at this moment. */
final class RunProgress {

    private RunProgress() {}

    /** Null before the first row is sent. */
    static FileState.@Nullable Sending of(PageRun run) {
        @Nullable Progress progress = run.progress();
        if (progress == null) {
            return null;
        }
        return new FileState.Sending(
                progress.done(),
                progress.toSend(),
                progress.recorded(),
                progress.notRecorded(),
                progress.undecided(),
                progress.retries(),
                progress.rate(),
                progress.inFlight(),
                progress.limit(),
                seconds(progress.waitLeft()),
                progress.trouble() != null,
                seconds(progress.left().orElse(null)),
                waiting(run, progress));
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1e3;
    }

    private static @Nullable String waiting(PageRun run, Progress progress) {
        if (run.phase() == PageRun.Phase.DRAINING) {
            return "Nothing more is sent. Waiting for open requests.";
        } else if (progress.waitLeft() != null) {
            return "The server asks to wait.";
        } else if (!run.isDelivering() && progress.undecided() > 0) {
            return "Checking whether the server has the rows whose answer was lost.";
        }
        if (progress.silence() != null) {
            return "No answer for " + Amount.of(progress.silence()) + ".";
        }
        return progress.trouble() == null
                ? null
                : "The last row could not be delivered (" + progress.trouble() + "). It is sent again.";
    }
}
