package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The routes that record, with the trouble that was asked for. */
final class Recording {

    private final FeedbackReader feedback;
    private final ComparisonReader comparisons;
    private final InteractionReader interactions;
    private final OutcomeReader outcomes;
    private final Store store;
    private final Stats stats;
    private final FaultInjector faults;
    private final Latency latency;
    private final RandomGenerator latencyRandom;
    private final ReplyPause pause;

    Recording(
            SandboxOptions options,
            Metrics metrics,
            Completions completions,
            FeedbackReader feedback,
            FaultInjector faults,
            Store store,
            Stats stats,
            ReplyPause pause) {
        Clock clock = options.clock();
        this.feedback = feedback;
        this.comparisons = new ComparisonReader(metrics, completions, clock);
        this.interactions = new InteractionReader(metrics, clock);
        this.outcomes = new OutcomeReader(metrics, clock);
        this.store = store;
        this.stats = stats;
        this.faults = faults;
        this.latency = options.latency();
        this.latencyRandom = new SplittableRandom(options.random().nextLong());
        this.pause = pause;
    }

    /** Whatever the reply, it takes the whole latency. */
    Reply reply(SandboxRoute route, byte[] body) throws InterruptedException {
        Latency.Halves halves = drawLatency();
        pause.sleep(halves.before());
        Reply reply = decide(route, body);
        pause.sleep(halves.after());
        return reply;
    }

    private synchronized Latency.Halves drawLatency() {
        return latency.draw(latencyRandom);
    }

    private Reply decide(SandboxRoute route, byte[] body) throws InterruptedException {
        Faults.Kind fault = faults.draw();
        Reply early = fault == null ? null : insteadOfRecording(fault);
        if (early != null) {
            return early;
        }
        StoredFeedback recorded;
        try {
            recorded = read(route, body);
            store.add(recorded);
        } catch (Refused e) {
            return Reply.error(e.status(), e.text());
        } catch (IOException e) {
            return Reply.error(500, "the sandbox could not record: " + e.getMessage());
        }
        Reply late = fault == null ? null : afterRecording(fault);
        if (late != null) {
            return late;
        }
        return Reply.json(201, ids(route, recorded));
    }

    private StoredFeedback read(SandboxRoute route, byte[] body) throws IOException {
        return switch (route) {
            case FEEDBACK -> feedback.read(body);
            case COMPARISON -> comparisons.read(body);
            case INTERACTION -> interactions.read(body);
            case OUTCOME -> outcomes.read(body);
            case GRAPHQL, HEALTH, LISTING, STATS -> throw new IllegalArgumentException(route + " records nothing");
        };
    }

    private static ObjectNode ids(SandboxRoute route, StoredFeedback recorded) {
        ObjectNode ids = Json.MAPPER.createObjectNode();
        if (route == SandboxRoute.FEEDBACK) {
            return ids.put("feedback_id", recorded.id());
        }
        if (route == SandboxRoute.COMPARISON) {
            return ids.put("comparison_id", recorded.id());
        }
        if (route == SandboxRoute.OUTCOME) {
            return ids.put("outcome_id", recorded.id());
        }
        ids.put("completion_id", recorded.id());
        ids.set("session_id", recorded.line().path("session_id"));
        ArrayNode feedbackIds = ids.putArray("feedback_ids");
        recorded.line().path("feedbacks").forEach(rating -> feedbackIds.add(rating.path("id")));
        return ids;
    }

    private @Nullable Reply insteadOfRecording(Faults.Kind fault) {
        Reply reply = switch (fault) {
            case TOO_MANY_REQUESTS ->
                Reply.error(
                        429, "Too many requests", Map.of("Retry-After", String.valueOf(faults.retryAfterSeconds())));
            case UNAVAILABLE -> Reply.plain(503, "503 service unavailable\n", Map.of());
            case ERROR -> internalError();
            case DROP_BEFORE -> Reply.DROP;
            case ERROR_AFTER, DROP_AFTER, TIMEOUT -> null;
        };
        if (reply != null) {
            stats.fired(fault);
        }
        return reply;
    }

    /** @return null when the fault is but to be late */
    private @Nullable Reply afterRecording(Faults.Kind fault) throws InterruptedException {
        stats.fired(fault);
        return switch (fault) {
            case ERROR_AFTER -> internalError();
            case DROP_AFTER -> Reply.DROP;
            case TIMEOUT -> {
                pause.sleep(faults.stall());
                yield null;
            }
            case TOO_MANY_REQUESTS, UNAVAILABLE, ERROR, DROP_BEFORE ->
                throw new IllegalStateException(fault + " comes before recording");
        };
    }

    /** The same words whether recorded or not: the client must not be able to tell. */
    private static Reply internalError() {
        return Reply.error(500, "Internal server error");
    }
}
