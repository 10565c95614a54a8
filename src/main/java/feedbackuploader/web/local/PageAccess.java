package feedbackuploader.web.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has the link may open the page, in one browser: the token in the link is good once, and leaves a cookie there. So
 * a link that stands in a history, a log or a list of processes opens nothing any more. The cookie belongs to a path that
 * nobody else can know, since a browser sends the cookies of a path to every port of the computer.
 */
final class PageAccess {

    private static final int SECRET_BYTES = 32;

    private final Supplier<String> secrets;
    private final String cookieName;
    private final String cookie;
    private final String folder;

    /** The one that is not used yet. */
    private @Nullable String token;

    /** @param port one browser may have the pages of several servers open */
    PageAccess(Supplier<String> secrets, int port) {
        this.secrets = secrets;
        this.cookieName = "feedback-uploader-" + port;
        this.cookie = secrets.get();
        this.folder = secrets.get();
    }

    /** 256 bits each, of letters, digits, {@code -} and {@code _}. */
    static Supplier<String> secrets(SecureRandom random) {
        return () -> {
            byte[] bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /** The token before, if nobody used it, is void. */
    synchronized String newToken() {
        token = secrets.get();
        return token;
    }

    /** @return whether {@code given} is the token; then it is used up */
    synchronized boolean use(@Nullable String given) {
        boolean isRight = given != null && token != null && isEqual(given, token);
        if (isRight) {
            token = null;
        }
        return isRight;
    }

    /** The path of the page, below which all that belongs to it is; with a slash at each end. It is told to nobody else. */
    String home() {
        return "/" + folder + "/";
    }

    /** @return the rest of the path {@code asked}, from its slash on; {@code null} if it is not below {@link #home} */
    @Nullable
    String below(String asked) {
        int end = asked.indexOf('/', 1);
        return end > 0 && isEqual(asked.substring(1, end), folder) ? asked.substring(end) : null;
    }

    /** The value of {@code Set-Cookie}: no script reads it, and no page of another site or port has it sent. */
    String setCookie() {
        return cookieName + "=" + cookie + "; Path=" + home() + "; HttpOnly; SameSite=Strict";
    }

    /** @param cookies all headers {@code Cookie} of a request */
    boolean isOpenIn(@Nullable List<String> cookies) {
        if (cookies == null) {
            return false;
        }
        boolean found = false;
        for (String header : cookies) {
            for (String pair : header.split(";", -1)) {
                String[] named = pair.strip().split("=", 2);
                found |= named.length == 2 && named[0].equals(cookieName) && isEqual(named[1], cookie);
            }
        }
        return found;
    }

    /** Takes as long whether the first character differs or the last. */
    private static boolean isEqual(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
