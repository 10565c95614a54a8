package feedbackuploader.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a submission no query of the API shows: of this, reading back proves nothing. */
public final class Unshown {

    private static final Map<String, String> OF_PREFERENCES = new LinkedHashMap<>();
    private static final Map<String, String> OF_COMPLETIONS = new LinkedHashMap<>();

    static {
        OF_PREFERENCES.put("tied", "ties of preferences");
        OF_PREFERENCES.put("user_id", "users of preferences");
        OF_PREFERENCES.put("messages", "prompts of preferences");
        OF_COMPLETIONS.put("messages", "prompts of completions");
        OF_COMPLETIONS.put("user", "users of completions");
        OF_COMPLETIONS.put("session_id", "sessions of completions");
        OF_COMPLETIONS.put("ab_campaign", "A/B campaigns of completions");
    }

    private Unshown() {}

    /** In words, such as {@code ties of preferences}. */
    public static Set<String> of(Submission submission) {
        Map<String, String> fields = switch (submission.kind()) {
            case PREFERENCE -> OF_PREFERENCES;
            case INTERACTION -> OF_COMPLETIONS;
            case METRIC, OUTCOME -> Map.of();
        };
        if (fields.isEmpty()) {
            return Set.of();
        }
        ObjectNode body = Submission.parse(submission.body());
        return fields.entrySet().stream()
                .filter(field -> body.hasNonNull(field.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
