package feedbackuploader.feedback;

/**
 * What a preference is filed under. Deployments up to v0.12 call it a use case, later ones a project: the name that the
 * user chose is the name of the field.
 *
 * @param key the key or the id of the use case or project
 */
public record Project(Naming naming, String key) {

    /** Which of the two words a deployment understands. */
    public enum Naming {
        USE_CASE("use_case"),
        PROJECT("project");

        private final String field;

        Naming(String field) {
            this.field = field;
        }

        /** The field's name in a request. */
        public String field() {
            return field;
        }

        private String label() {
            return field.replace('_', ' ');
        }
    }

    /** {@code use case support}. */
    public String inWords() {
        return naming.label() + " " + key;
    }

    public Project {
        if (key.isBlank()) {
            throw new IllegalArgumentException("The key of the " + naming.label() + " is empty.");
        }
    }
}
