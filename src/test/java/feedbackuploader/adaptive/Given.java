package feedbackuploader.adaptive;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Outcome;
import feedbackuploader.feedback.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What most of these tests start from. */
final class Given {

    static final String KEY = "sk-7Qw/verySecret+key==";
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(300);
    static final Submission RATING =
            new Submission(Kind.METRIC, "{\"value\":1,\"metric\":\"m\",\"completion_id\":\"c\"}");
    static final Submission PREFERENCE = new Submission(Kind.PREFERENCE, "{\"metric\":\"m\"}");

    private Given() {}

    static Deployment deployment(String url, Duration timeout) {
        return new Deployment(Address.parse(url, false), ApiKey.parse(KEY), null, List.of(), timeout);
    }

    static AdaptiveClient client(String url, Duration timeout) {
        return AdaptiveClient.connect(deployment(url, timeout));
    }

    static Submission ratingOf(int bytes) {
        return new Submission(Kind.METRIC, "{\"details\":\"" + "d".repeat(bytes) + "\"}");
    }

    /** Waits for the outcome, well beyond any time-out in these tests, but not for ever. */
    static Outcome record(AdaptiveClient client, Submission submission) {
        try {
            return client.record(submission).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a recorder must always come to an outcome", e);
        }
    }
}
