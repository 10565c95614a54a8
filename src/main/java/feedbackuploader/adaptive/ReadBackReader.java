package feedbackuploader.adaptive;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.Kind;
import feedbackuploader.server.MatchKey;
import feedbackuploader.server.ObservedFeedback;
import feedbackuploader.server.ReadBack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feedback of one completion out of a GraphQL answer. Whatever is not exactly as expected hides the completion:
 * "it is not there" must never be concluded from an answer that was not understood.
 */
final class ReadBackReader {

    /** By these words a server says that the question, not the completion, is at fault. */
    private static final List<String> UNKNOWN_NAMES = List.of(
            "unknown argument", "unknown field", "unknown type", "cannot query", "not defined", "no such field");

    private static final long FIRST_TIME = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_TIME = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private final AnswerClassifier classifier;
    private final SafeText safe;
    private final Clock clock;

    ReadBackReader(AnswerClassifier classifier, SafeText safe, Clock clock) {
        this.classifier = classifier;
        this.safe = safe;
        this.clock = clock;
    }

    ReadBack.Answer read(Kind kind, UUID completion, HttpAnswer answer) {
        return read(answer, data -> shown(kind, completion, data.path("completion")));
    }

    /** @param shown reads the answer's {@code data} */
    ReadBack.Answer read(HttpAnswer answer, Function<JsonNode, ReadBack.Answer> shown) {
        return classifier
                .elsewhere(answer)
                .<ReadBack.Answer>map(ReadBack.Answer.Stopped::new)
                .orElseGet(() -> {
                    JsonNode json = answer.json();
                    JsonNode errors = json.path("errors");
                    boolean isFine =
                            errors.isMissingNode() || errors.isNull() || (errors.isArray() && errors.isEmpty());
                    if (!isFine && !isWorthAnotherTry(answer.status())) {
                        return failed(errors);
                    }
                    return HttpStatus.isSuccess(answer.status()) ? shown.apply(json.path("data")) : refused(answer);
                });
    }

    private ReadBack.Answer failed(JsonNode errors) {
        String words = errors.path(0).path("message").asText("an error");
        String reason = safe.of("The check on the server failed; the server answered: " + words);
        return isAboutNames(words) ? new ReadBack.Answer.Unavailable(reason) : new ReadBack.Answer.Hidden(reason);
    }

    /** Whether a server's words say that it does not know a name in the question. */
    static boolean isAboutNames(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return UNKNOWN_NAMES.stream().anyMatch(lower::contains);
    }

    private static boolean isWorthAnotherTry(int status) {
        return status == HttpStatus.TOO_MANY_REQUESTS
                || status == HttpStatus.REQUEST_TIMEOUT
                || status == HttpStatus.TOO_EARLY
                || HttpStatus.isServerError(status);
    }

    private ReadBack.Answer refused(HttpAnswer answer) {
        String reason =
                safe.of("The check on the server failed (HTTP " + answer.status() + "): " + safe.wordsOf(answer));
        return switch (answer.status()) {
            case HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED -> new ReadBack.Answer.Unavailable(reason);
            default ->
                isWorthAnotherTry(answer.status())
                        ? new ReadBack.Answer.NotNow(
                                reason, Objects.requireNonNullElse(RetryAfter.of(answer, clock), Duration.ZERO))
                        : new ReadBack.Answer.Hidden(reason);
        };
    }

    private ReadBack.Answer shown(Kind kind, UUID completion, JsonNode shown) {
        if (shown.isNull()) {
            return new ReadBack.Answer.Hidden(
                    "The server shows no completion " + completion
                            + " under this use case or project. If it belongs to another, run again with that one.",
                    true);
        }
        if (kind == Kind.INTERACTION) {
            return interaction(completion, shown);
        }
        JsonNode list = shown.path(ReadBackQuery.listOf(kind));
        List<ObservedFeedback> observed = new ArrayList<>();
        for (JsonNode node : list) {
            Optional<ObservedFeedback> observedFeedback = observedFeedback(kind, node);
            if (observedFeedback.isEmpty()) {
                return strange();
            }
            observed.add(observedFeedback.get());
        }
        boolean isThisOne = completion.equals(uuid(shown.path("id")));
        boolean isEachOnce =
                observed.stream().map(ObservedFeedback::id).distinct().count() == observed.size();
        return isThisOne && list.isArray() && isEachOnce ? new ReadBack.Answer.Shown(observed) : strange();
    }

    /** The completion itself, as the one piece of its kind. */
    private static ReadBack.Answer interaction(UUID completion, JsonNode shown) {
        JsonNode createdAt = shown.path("createdAt");
        JsonNode labels = shown.path(ReadBackQuery.LABELS);
        JsonNode model = shown.path("model");
        boolean isWhole =
                labels.isArray() && (model.isNull() || model.path("key").isTextual());
        boolean isPlain = labels.isMissingNode() && model.isMissingNode();
        if (completion.equals(uuid(shown.path("id")))
                && shown.path("completion").isNull()
                && createdAt.isNull()) {
            return new ReadBack.Answer.Shown(List.of()); // an id under which nothing was created
        }
        if (!completion.equals(uuid(shown.path("id")))
                || !shown.path("completion").isTextual()
                || !createdAt.isIntegralNumber()
                || !isTime(createdAt.longValue())
                || !(isWhole || isPlain)) {
            return strange();
        }
        Map<String, String> byKey = new HashMap<>();
        labels.forEach(label ->
                byKey.put(label.path("key").asText(), label.path("value").asText()));
        return new ReadBack.Answer.Shown(List.of(new ObservedFeedback(
                completion.toString(),
                Instant.ofEpochMilli(createdAt.longValue()),
                new MatchKey.OfInteraction(
                        shown.path("completion").textValue(), model.path("key").textValue(), byKey, isWhole))));
    }

    static ReadBack.Answer strange() {
        return new ReadBack.Answer.Hidden("The check on the server failed: the format of its answer is unknown.");
    }

    private Optional<ObservedFeedback> observedFeedback(Kind kind, JsonNode node) {
        String id = node.path("id").asText("");
        String metric = node.path("metric").path("key").asText("");
        JsonNode createdAt = node.path("createdAt");
        if (id.isBlank() || metric.isBlank() || !createdAt.isIntegralNumber() || !isTime(createdAt.longValue())) {
            return Optional.empty();
        }
        Optional<MatchKey> matchKey = switch (kind) {
            case METRIC -> metricKey(metric, node);
            case PREFERENCE -> preferenceKey(metric, node);
            case INTERACTION, OUTCOME -> throw ReadBackQuery.notOnCompletions(kind);
        };
        return matchKey.map(
                seen -> new ObservedFeedback(safe.ofId(id), Instant.ofEpochMilli(createdAt.longValue()), seen));
    }

    /** Seconds, microseconds or a zero in place of milliseconds would make any feedback older or younger than a row. */
    private static boolean isTime(long millis) {
        return millis >= FIRST_TIME && millis <= LAST_TIME;
    }

    private static Optional<MatchKey> metricKey(String metric, JsonNode node) {
        JsonNode value = node.path("value");
        JsonNode details = node.path("details");
        return value.isNumber() && (details.isTextual() || details.isNull())
                ? Optional.of(MatchKey.OfMetric.of(
                        metric, value.doubleValue(), details.textValue(), uuid(node.path(ReadBackQuery.USER))))
                : Optional.empty();
    }

    private static Optional<MatchKey> preferenceKey(String metric, JsonNode node) {
        JsonNode preferred = node.path("preferedCompletion");
        JsonNode other = node.path("otherCompletion");
        return isCompletion(preferred) && isCompletion(other)
                ? Optional.of(new MatchKey.OfPreference(metric, uuid(preferred.path("id")), uuid(other.path("id"))))
                : Optional.empty();
    }

    /** A side that was given as text may be null. */
    private static boolean isCompletion(JsonNode side) {
        return side.isNull() || uuid(side.path("id")) != null;
    }

    private static @Nullable UUID uuid(JsonNode node) {
        try {
            return node.isTextual() ? UUID.fromString(node.textValue()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
