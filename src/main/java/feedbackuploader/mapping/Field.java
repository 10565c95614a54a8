package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a column or a JSON key can hold: the kinds of feedback that have a place for it, and the
 * plain synonyms that people use for it.
 */
public enum Field {
    COMPLETION_ID(Set.of(Kind.METRIC, Kind.INTERACTION), "completion"),
    METRIC(Set.of(), "feedback_key", "metric_key"),
    VALUE(Set.of(Kind.METRIC, Kind.INTERACTION, Kind.OUTCOME), "score", "rating"),
    FEEDBACKS(Set.of(Kind.METRIC, Kind.INTERACTION, Kind.OUTCOME)),
    DETAILS(Set.of(Kind.METRIC, Kind.INTERACTION), "comment", "comments"),
    USER(Set.of(), "user_id"),
    PREFERRED_COMPLETION(Kind.PREFERENCE, "preferred", "chosen"),
    PREFERRED_COMPLETION_TEXT(Kind.PREFERENCE, "preferred_text", "chosen_text"),
    PREFERRED_COMPLETION_MODEL(Kind.PREFERENCE, "preferred_model", "chosen_model"),
    OTHER_COMPLETION(Kind.PREFERENCE, "other", "rejected"),
    OTHER_COMPLETION_TEXT(Kind.PREFERENCE, "other_text", "rejected_text"),
    OTHER_COMPLETION_MODEL(Kind.PREFERENCE, "other_model", "rejected_model"),
    TIED(Kind.PREFERENCE, "tie"),
    COMPLETION_A(Kind.PREFERENCE),
    COMPLETION_A_TEXT(Kind.PREFERENCE, "text_a", "response_a"),
    COMPLETION_A_MODEL(Kind.PREFERENCE, "model_a"),
    COMPLETION_B(Kind.PREFERENCE),
    COMPLETION_B_TEXT(Kind.PREFERENCE, "text_b", "response_b"),
    COMPLETION_B_MODEL(Kind.PREFERENCE, "model_b"),
    WINNER(Kind.PREFERENCE),
    MESSAGES(Set.of(Kind.PREFERENCE, Kind.INTERACTION)),
    PROMPT(Set.of(Kind.PREFERENCE, Kind.INTERACTION)),
    COMPLETION_TEXT(Kind.INTERACTION),
    MODEL(Kind.INTERACTION),
    CREATED_AT(Kind.INTERACTION),
    RATED_AT(Kind.INTERACTION),
    SESSION_ID(Set.of(Kind.INTERACTION, Kind.OUTCOME)),
    LABELS(Kind.INTERACTION),
    AB_CAMPAIGN(Kind.INTERACTION);

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    private static final Map<Kind, Set<Field>> NOT_IN = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            Set<Field> fields = EnumSet.allOf(Field.class);
            fields.removeIf(field -> field.kinds.isEmpty() || field.kinds.contains(kind));
            NOT_IN.put(kind, Collections.unmodifiableSet(fields));
        }
        for (Field field : values()) {
            BY_NAME.put(ColumnNames.normal(field.label()), field);
            field.synonyms.forEach(synonym -> BY_NAME.put(ColumnNames.normal(synonym), field));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives an immutable one
    private final Set<Kind> kinds;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
    private final List<String> synonyms;

    Field(Kind only, String... synonyms) {
        this(Set.of(only), synonyms);
    }

    /** @param kinds none for all */
    Field(Set<Kind> kinds, String... synonyms) {
        this.kinds = kinds;
        this.synonyms = List.of(synonyms);
    }

    /** The fields that the server has no place for in feedback of this kind. */
    static Set<Field> notIn(Kind kind) {
        return NOT_IN.getOrDefault(kind, Set.of());
    }

    /** The kinds of feedback that it is part of; none for all. */
    public Set<Kind> kinds() {
        return kinds;
    }

    /** The field's own name in files, options and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The field that a name means in an option: its word or a synonym, in any capitals, spaces, underscores and hyphens
     * aside.
     */
    public static Optional<Field> typed(String name) {
        return Optional.ofNullable(ofNormal(ColumnNames.normal(name), true));
    }

    /** The field that a column means in any file. */
    public static Optional<Field> named(String name) {
        return Optional.ofNullable(ofNormal(ColumnNames.normal(name), false));
    }

    /** @param creates whether rows may create completions: only then a column is taken for what only these have */
    static @Nullable Field ofNormal(String normalName, boolean creates) {
        Field field = BY_NAME.get(normalName);
        return field == null || creates || !field.kinds.equals(Set.of(Kind.INTERACTION)) ? field : null;
    }

    /** Whether a name is the field's own word, which wins over a synonym. */
    boolean isWord(String name) {
        return ColumnNames.normal(label()).equals(ColumnNames.normal(name));
    }

    List<String> synonyms() {
        return synonyms;
    }
}
