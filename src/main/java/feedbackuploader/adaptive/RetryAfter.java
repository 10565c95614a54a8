package feedbackuploader.adaptive;

import feedbackuploader.server.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a server asks to be left alone (RFC 9110, 10.2.3). */
final class RetryAfter {

    /** A server that wants to be left alone for longer is asked again after this all the same. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("-?\\d+");

    /** More digits than this are more seconds than {@link #LONGEST}, and might not fit into a number. */
    private static final int DIGITS = 9;

    private RetryAfter() {}

    /**
     * The wait from the moment of the answer: 0 to 5 minutes, or null when the server named none that can be read. A
     * date is measured against the answer's own {@code Date}, so that the server's clock may be wrong. Without the header,
     * a rate limit that is used up counts as one.
     */
    static @Nullable Duration of(HttpAnswer answer, Clock clock) {
        return answer.header("Retry-After")
                .map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches() ? seconds(text) : untilDate(text, answer, clock))
                .map(RetryAfter::clamp)
                .or(() -> RateLimitHeaders.of(answer, clock)
                        .filter(allowance -> allowance.requests() == 0)
                        .map(Allowance::period))
                .orElse(null);
    }

    private static Optional<Duration> seconds(String digits) {
        boolean huge = digits.length() > DIGITS;
        if (huge) {
            return Optional.of(digits.startsWith("-") ? Duration.ZERO : LONGEST);
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Optional<Duration> untilDate(String text, HttpAnswer answer, Clock clock) {
        Instant now = answer.date().orElseGet(clock::instant);
        return DateHeader.parse(text).map(then -> Duration.between(now, then));
    }

    static Duration clamp(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
