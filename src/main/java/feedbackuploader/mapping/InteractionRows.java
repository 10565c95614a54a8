package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Interaction;
import feedbackuploader.feedback.Message;
import feedbackuploader.feedback.MetricFeedback;
import feedbackuploader.support.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that create a completion, and rate it. */
record InteractionRows(NewCompletions options, MetricRows ratings, Users users, Moments moments, Notices notices) {

    private static final String TEXT = "the text that a model wrote";

    /** @param rating null when the row gives none, or when it is left out */
    record Created(Interaction interaction, @Nullable MetricFeedback rating) {}

    /**
     * Null when anything is wrong; then the problems say all of it.
     *
     * @param isRated whether a value is to become a rating
     */
    @Nullable
    Created map(RawFields fields, boolean isRated, List<Problem> problems) {
        int before = problems.size();
        String completion = completion(fields, problems);
        List<Message> messages =
                new Prompt(fields.get(Field.MESSAGES), fields.get(Field.PROMPT)).read(true, problems, notices);
        UUID user = options.raters() == Raters.DROP ? null : users.read(fields.get(Field.USER), problems, notices);
        Instant createdAt = moments.read(fields.get(Field.CREATED_AT), problems);
        Instant ratedAt = moments.read(fields.get(Field.RATED_AT), problems);
        String model = word(fields.get(Field.MODEL), problems);
        String abCampaign = word(fields.get(Field.AB_CAMPAIGN), problems);
        UUID session =
                fields.get(Field.SESSION_ID).isBlank() ? null : Uuids.read(fields.get(Field.SESSION_ID), problems);
        SortedMap<String, String> labels = labels(fields, problems);
        @Nullable UUID rater = options.raters() == Raters.KEEP ? user : null;
        Interaction interaction = completion == null || problems.size() > before
                ? null
                : new Interaction(
                        completion,
                        messages,
                        model,
                        createdAt,
                        options.raters() == Raters.NONE ? user : null,
                        session,
                        labels,
                        abCampaign);
        MetricFeedback rating = isRated && ratings.isRated(fields)
                ? ratings.rating(
                        fields,
                        interaction == null ? null : interaction.placeholder(),
                        rater == null ? ratedAt : null,
                        rater,
                        problems)
                : null;
        return interaction == null || problems.size() > before ? null : new Created(interaction, rating);
    }

    private @Nullable String completion(RawFields fields, List<Problem> problems) {
        RawValue text = fields.get(Field.COMPLETION_TEXT);
        RawValue completion = fields.get(Field.COMPLETION_ID);
        if (text.isOwn() && completion.isOwn()) {
            problems.add(
                    completion.problem("one form of the completion", Names.quoted(text.column()) + " is filled too."));
            return null;
        }
        RawValue given = completion.isOwn() || (text.isMissing() && !completion.isMissing()) ? completion : text;
        JsonNode node = given.node();
        if (node == null || given.isBlank() || given.isTrouble()) {
            problems.add(given.problem(TEXT, null));
            return null;
        }
        Problem noText = NoText.problem(given, TEXT);
        String hint = completion.isOwn() && node.isTextual() ? Uuids.hint(Texts.trim(node.textValue())) : null;
        if (noText != null || hint != null) {
            problems.add(
                    noText != null
                            ? noText
                            : given.problem("the text that a model wrote, or a completion's UUID", hint));
            return null;
        }
        return Texts.readSpelled(given, problems, notices);
    }

    private static @Nullable String word(RawValue given, List<Problem> problems) {
        if (given.isBlank() && !given.lacksResult()) {
            return null;
        }
        String text = Texts.read(given, problems);
        return text == null ? null : Texts.trim(text);
    }

    private SortedMap<String, String> labels(RawFields fields, List<Problem> problems) {
        SortedMap<String, String> labels = new TreeMap<>(options.labels());
        RawValue given = fields.get(Field.LABELS);
        ObjectNode object = given.isBlank() ? null : given.object("an object with a text for each label", problems);
        if (object != null) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                label(
                        labels,
                        entry.getKey(),
                        RawValue.json(given.column() + "." + entry.getKey(), entry.getValue()),
                        problems);
            }
        }
        fields.labels().forEach((key, value) -> label(labels, key, value, problems));
        return labels;
    }

    private void label(SortedMap<String, String> labels, String key, RawValue value, List<Problem> problems) {
        if (value.isBlank() && !value.lacksResult()) {
            return;
        }
        String text = Texts.readSpelled(value, problems, notices);
        if (text != null) {
            labels.put(key, Texts.trim(text));
        }
    }
}
