package feedbackuploader.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.adaptive.connection.Address;
import feedbackuploader.adaptive.connection.ApiKey;
import feedbackuploader.feedback.Kind;
import feedbackuploader.server.Outcome;
import feedbackuploader.server.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What most of these tests start from. */
public final class Given {

    static final String KEY = "sk-7Qw/verySecret+key==";
    public static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofSeconds(1);
    public static final Submission RATING =
            new Submission(Kind.METRIC, "{\"value\":1,\"metric\":\"m\",\"completion_id\":\"c\"}");
    static final Submission PREFERENCE = new Submission(Kind.PREFERENCE, "{\"metric\":\"m\"}");

    private static final int TRIES = 5;

    private Given() {}

    public static Deployment deployment(String url, Duration timeout) {
        return new Deployment(Address.parse(url, false), ApiKey.parse(KEY), null, List.of(), timeout);
    }

    static AdaptiveClient client(String url, Duration timeout) {
        return AdaptiveClient.connect(deployment(url, timeout));
    }

    static Submission rating(String completion) {
        return new Submission(Kind.METRIC, "{\"value\":1,\"metric\":\"m\",\"completion_id\":\"" + completion + "\"}");
    }

    static Submission ratingOf(int bytes) {
        return new Submission(Kind.METRIC, "{\"details\":\"" + "d".repeat(bytes) + "\"}");
    }

    public static Outcome record(AdaptiveClient client, Submission submission) {
        return await(client.record(submission));
    }

    /** Waits for the outcome, well beyond any time-out in these tests, but not for ever. */
    static Outcome await(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a recorder must always come to an outcome", e);
        }
    }

    /**
     * Sees that {@code client} gets its rows through to a healthy {@link RawServer}, each answer to its own row. A busy
     * machine may let a short time-out strike, so the client has a few tries.
     */
    public static void assertStillRecords(AdaptiveClient client) {
        Outcome outcome = record(client, rating("next-0"));
        String expected = RawConnection.idFor("next-0");
        for (int i = 1; i < TRIES && outcome.httpStatus() == null; i++) {
            outcome = record(client, rating("next-" + i));
            expected = RawConnection.idFor("next-" + i);
        }
        assertThat(outcome).as("the next row").isEqualTo(new Outcome.Recorded(201, expected));
    }
}
