package feedbackuploader.adaptive.connection;

import java.util.regex.Pattern;

/**
 * The secret that a deployment knows its user by. Nothing that this class says contains it: no message, no
 * {@code toString}.
 */
public final class ApiKey {

    private static final int SHORTEST_UNMISTAKABLE = 16;

    /** {@code wrong}, {@code test}, {@code sandbox}: no deployment gives such a key, and sentences hold such words. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,7}");

    private final String secret;

    private ApiKey(String secret) {
        this.secret = secret;
    }

    /**
     * The key in {@code text}, without the blanks and line ends around it that a file or a shell adds.
     *
     * @throws IllegalArgumentException with a message for the user, if it is empty or holds anything but visible ASCII.
     *     HttpClient would show such a key whole in its own exception, so it must never get that far.
     */
    public static ApiKey parse(String text) {
        String secret = bare(text);
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("The API key is empty.");
        }
        int stranger = Ascii.firstInvisible(secret);
        if (stranger >= 0) {
            throw new IllegalArgumentException("Character " + (stranger + 1) + " of the API key is "
                    + (Character.isWhitespace(secret.charAt(stranger)) ? "a blank" : "not visible ASCII")
                    + ": give the key alone, on one line, without \"Bearer\" or a comment.");
        }
        return new ApiKey(secret);
    }

    /** A shell that reads a file into a variable keeps its byte order mark. */
    public static String bare(String text) {
        String stripped = text.strip();
        return stripped.startsWith("\uFEFF") ? stripped.substring(1).strip() : stripped;
    }

    /** The key itself, for the request's header and for finding it in what a server says. */
    public String secret() {
        return secret;
    }

    /** Whether {@code text} gives it away; a key so short that it may be a word never does. */
    public boolean standsIn(String text) {
        return secret.length() >= SHORTEST_UNMISTAKABLE && text.contains(secret);
    }

    /** Whether hiding it would hide words of any sentence, and no secret. */
    public boolean isAWord() {
        return WORD.matcher(secret).matches();
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
