package feedbackuploader.sandbox;

/** The way out of the checks of a request at the first one that fails. Carries no stack trace: it is an answer. */
final class Refused extends RuntimeException {

    private final int status;
    private final String text;

    private Refused(int status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    /** The body is no JSON object. */
    static Refused malformed(String text) {
        return new Refused(400, text);
    }

    /** The body is a JSON object, but not one that the route takes. */
    static Refused invalid(String text) {
        return new Refused(422, text);
    }

    static Refused notFound(String text) {
        return new Refused(404, text);
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }
}
