package feedbackuploader.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the body of {@code POST /api/v1/interactions}, which creates a completion with its ratings. */
final class InteractionReader {

    private static final String COMPLETION = "completion";
    private static final String CREATED_AT = "created_at";
    private static final String FEEDBACKS = "feedbacks";
    private static final String LABELS = "labels";
    private static final String MESSAGES = "messages";
    private static final String PROMPT = "prompt";
    private static final String PROJECT = "project";
    private static final String SESSION = "session_id";
    private static final String USE_CASE = "use_case";
    private static final Set<String> FIELDS = Set.of(
            COMPLETION,
            PROMPT,
            MESSAGES,
            USE_CASE,
            PROJECT,
            "model_service",
            FEEDBACKS,
            "user",
            SESSION,
            CREATED_AT,
            LABELS,
            "ab_campaign");
    private static final Set<String> RATING_FIELDS = Set.of("metric", "value", "reason", "details", CREATED_AT);

    private final Metrics metrics;
    private final Clock clock;

    InteractionReader(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @throws Refused when the server would not record it */
    StoredFeedback read(byte[] body) {
        Fields fields = Json.object(body);
        fields.allowOnly(FIELDS);
        String completion = fields.requiredString(COMPLETION);
        JsonNode messages = ComparisonReader.messages(fields.optional(MESSAGES));
        String prompt = fields.optionalString(PROMPT);
        String useCase = ComparisonReader.name(fields, USE_CASE);
        String project = ComparisonReader.name(fields, PROJECT);
        String model = ComparisonReader.name(fields, "model_service");
        String user = fields.optionalUuid("user");
        String session = fields.optionalUuid(SESSION);
        ComparisonReader.checkOwner(useCase, project);
        checkPrompt(messages, prompt, project != null);
        Instant now = clock.instant();

        String id = UUID.randomUUID().toString();
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("kind", "interaction").put("id", id);
        line.put(CREATED_AT, ApiDates.millis(fields, CREATED_AT, now)).put("recorded_at", now.toEpochMilli());
        line.put("completion_id", id).put(COMPLETION, completion);
        if (messages != null) {
            line.set(MESSAGES, messages);
        }
        FeedbackReader.putIfGiven(line, PROMPT, prompt);
        FeedbackReader.putIfGiven(line, USE_CASE, useCase);
        FeedbackReader.putIfGiven(line, PROJECT, project);
        FeedbackReader.putIfGiven(line, "model_service", model);
        FeedbackReader.putIfGiven(line, "user", user);
        line.put(
                SESSION,
                session == null
                        ? UUID.randomUUID().toString()
                        : Fields.asUuid(session).toString());
        labels(line, fields.optional(LABELS));
        FeedbackReader.putIfGiven(line, "ab_campaign", ComparisonReader.name(fields, "ab_campaign"));
        ratings(line, fields.optional(FEEDBACKS), now);
        return new StoredFeedback(id, line, IndexKeys.of(line));
    }

    private static void checkPrompt(@Nullable JsonNode messages, @Nullable String prompt, boolean hasNewNames) {
        if (hasNewNames && prompt != null) {
            throw Refused.invalid("unknown field `prompt`: with `project`, expected `messages`");
        }
        if (messages != null && prompt != null) {
            throw Refused.invalid("`messages` and `prompt` are both given; expected one of them");
        }
        if (prompt == null && (messages == null || messages.isEmpty())) {
            throw Refused.invalid("missing field `messages`: a completion needs the prompt that it answers, an array of"
                    + " {role, content} that is not empty");
        }
    }

    private static void labels(ObjectNode line, @Nullable JsonNode labels) {
        if (labels == null) {
            return;
        }
        if (!labels.isObject()) {
            throw Fields.wrongType(LABELS, labels, "an object of strings");
        }
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            Fields.string(LABELS + "." + label.getKey(), label.getValue());
        }
        line.set(LABELS, labels);
    }

    private void ratings(ObjectNode line, @Nullable JsonNode ratings, Instant now) {
        if (ratings == null) {
            return;
        }
        if (!ratings.isArray()) {
            throw Fields.wrongType(FEEDBACKS, ratings, "an array of {metric, value}");
        }
        var array = line.putArray(FEEDBACKS);
        for (int i = 0; i < ratings.size(); i++) {
            Fields fields = Fields.within(FEEDBACKS + "[" + i + "]", ratings.get(i));
            array.add(rating(fields, IndexKeys.owner(line), now));
        }
    }

    private ObjectNode rating(Fields fields, @Nullable String useCase, Instant now) {
        fields.allowOnly(RATING_FIELDS);
        JsonNode value = fields.required("value");
        Metrics.Metric metric =
                FeedbackReader.registered(metrics, fields.requiredString("metric"), Objects.requireNonNull(useCase));
        ObjectNode rating = Json.MAPPER.createObjectNode();
        rating.put("id", UUID.randomUUID().toString()).put("metric", metric.key());
        rating.putRawValue(
                "value",
                new RawValue(
                        FeedbackReader.valueOf(metric, value, fields.numbers().get("value"))));
        FeedbackReader.putIfGiven(rating, "reason", fields.optionalWord("reason", FeedbackReader.REASONS));
        FeedbackReader.putIfGiven(rating, "details", fields.optionalString("details"));
        return rating.put(CREATED_AT, ApiDates.millis(fields, CREATED_AT, now));
    }
}
