package feedbackuploader.adaptive;

import feedbackuploader.feedback.Kind;

/** The routes that record feedback. */
enum Route {
    FEEDBACK("/api/v1/feedback", "feedback_id"),
    COMPARISON("/api/v1/comparison", "comparison_id"),
    INTERACTIONS("/api/v1/interactions", "completion_id"),
    OUTCOME("/api/v1/outcome", "outcome_id");

    private final String path;
    private final String idField;

    Route(String path, String idField) {
        this.path = path;
        this.idField = idField;
    }

    static Route of(Kind kind) {
        return switch (kind) {
            case METRIC -> FEEDBACK;
            case PREFERENCE -> COMPARISON;
            case INTERACTION -> INTERACTIONS;
            case OUTCOME -> OUTCOME;
        };
    }

    String path() {
        return path;
    }

    /** Where the answer names what it recorded. */
    String idField() {
        return idField;
    }
}
