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
 * What a column or a JSON key can hold: the kind of feedback that has a place for it, where one kind alone has, and the
 * plain synonyms that people use for it.
 */
public enum Field {
    COMPLETION_ID(Kind.METRIC, "completion"),
    METRIC("feedback_key", "metric_key"),
    VALUE(Kind.METRIC, "score", "rating"),
    FEEDBACKS(Kind.METRIC),
    DETAILS(Kind.METRIC, "comment", "comments"),
    USER("user_id"),
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
    MESSAGES(Kind.PREFERENCE),
    PROMPT(Kind.PREFERENCE);

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    private static final Map<Kind, Set<Field>> NOT_IN = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            Set<Field> fields = EnumSet.allOf(Field.class);
            fields.removeIf(field -> field.only == null || field.only == kind);
            NOT_IN.put(kind, Collections.unmodifiableSet(fields));
        }
        for (Field field : values()) {
            BY_NAME.put(ColumnNames.normal(field.label()), field);
            field.synonyms.forEach(synonym -> BY_NAME.put(ColumnNames.normal(synonym), field));
        }
    }

    private final @Nullable Kind only;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
    private final List<String> synonyms;

    Field(String... synonyms) {
        this(null, synonyms);
    }

    Field(@Nullable Kind only, String... synonyms) {
        this.only = only;
        this.synonyms = List.of(synonyms);
    }

    /** The fields that the server has no place for in feedback of this kind. */
    static Set<Field> notIn(Kind kind) {
        return NOT_IN.getOrDefault(kind, Set.of());
    }

    /** The field's own name in files, options and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field that a name means: its word or a synonym, in any capitals, spaces, underscores and hyphens aside. */
    public static Optional<Field> named(String name) {
        return Optional.ofNullable(ofNormal(ColumnNames.normal(name)));
    }

    static @Nullable Field ofNormal(String normalName) {
        return BY_NAME.get(normalName);
    }

    /** Whether a name is the field's own word, which wins over a synonym. */
    boolean isWord(String name) {
        return ColumnNames.normal(label()).equals(ColumnNames.normal(name));
    }

    List<String> synonyms() {
        return synonyms;
    }
}
