package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a column or a JSON key can hold, with the plain synonyms that people use for it. */
public enum Field {
    COMPLETION_ID("completion"),
    METRIC("feedback_key", "metric_key"),
    VALUE("score", "rating"),
    FEEDBACKS,
    DETAILS("comment", "comments"),
    USER("user_id"),
    PREFERRED_COMPLETION("preferred", "chosen"),
    PREFERRED_COMPLETION_TEXT("preferred_text", "chosen_text"),
    PREFERRED_COMPLETION_MODEL("preferred_model", "chosen_model"),
    OTHER_COMPLETION("other", "rejected"),
    OTHER_COMPLETION_TEXT("other_text", "rejected_text"),
    OTHER_COMPLETION_MODEL("other_model", "rejected_model"),
    TIED("tie"),
    COMPLETION_A,
    COMPLETION_A_TEXT("text_a", "response_a"),
    COMPLETION_A_MODEL("model_a"),
    COMPLETION_B,
    COMPLETION_B_TEXT("text_b", "response_b"),
    COMPLETION_B_MODEL("model_b"),
    WINNER,
    MESSAGES,
    PROMPT;

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_NAME.put(ColumnNames.normal(field.label()), field);
            field.synonyms.forEach(synonym -> BY_NAME.put(ColumnNames.normal(synonym), field));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives an immutable one
    private final List<String> synonyms;

    Field(String... synonyms) {
        this.synonyms = List.of(synonyms);
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
