package feedbackuploader.adaptive;

import feedbackuploader.server.Allowance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of its limit beside an answer of any kind, in one of the forms that are in use:
 *
 * <ul>
 *   <li>{@code RateLimit: "default";r=50;t=30} (draft-ietf-httpapi-ratelimit-headers from -08 on),
 *   <li>{@code RateLimit: limit=100, remaining=50, reset=30} (-07),
 *   <li>{@code RateLimit-Remaining: 50} and {@code RateLimit-Reset: 30} (up to -06), and
 *   <li>the same with {@code X-} before it, where the reset may also be a moment in seconds since 1970.
 * </ul>
 */
final class RateLimitHeaders {

    private static final Pattern REMAINING = Pattern.compile("(?:^|[;,\\s])(?:r|remaining)\\s*=\\s*(\\d{1,15})(?!\\d)");
    private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])(?:t|reset)\\s*=\\s*(\\d{1,15})(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    /** More seconds than this, some thirty years, are no wait but a moment. */
    private static final long A_MOMENT = 1_000_000_000;

    private RateLimitHeaders() {}

    /** Empty when the server says nothing of it that can be read; the period is at most five minutes. */
    static Optional<Allowance> of(HttpAnswer answer, Clock clock) {
        return answer.header("RateLimit")
                .flatMap(RateLimitHeaders::ofOneField)
                .or(() -> ofTwoFields(answer, "", clock))
                .or(() -> ofTwoFields(answer, "X-", clock));
    }

    /** Of several limits, that which leaves the least. */
    private static Optional<Allowance> ofOneField(String text) {
        String[] limits = text.contains("remaining") ? new String[] {text} : text.split(",", -1);
        return Arrays.stream(limits)
                .map(RateLimitHeaders::ofOneLimit)
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(Allowance::requests));
    }

    private static @Nullable Allowance ofOneLimit(String text) {
        Matcher remaining = REMAINING.matcher(text);
        Matcher reset = RESET.matcher(text);
        return remaining.find() && reset.find()
                ? allowance(Long.parseLong(remaining.group(1)), Long.parseLong(reset.group(1)))
                : null;
    }

    private static Optional<Allowance> ofTwoFields(HttpAnswer answer, String prefix, Clock clock) {
        return number(answer, prefix + "RateLimit-Remaining")
                .flatMap(remaining -> number(answer, prefix + "RateLimit-Reset")
                        .map(reset ->
                                allowance(remaining, reset < A_MOMENT ? reset : secondsUntil(reset, answer, clock))));
    }

    private static Optional<Long> number(HttpAnswer answer, String name) {
        return answer.header(name)
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::valueOf);
    }

    private static long secondsUntil(long moment, HttpAnswer answer, Clock clock) {
        Instant now = answer.date().orElseGet(clock::instant);
        return Math.max(0, moment - now.getEpochSecond());
    }

    private static Allowance allowance(long requests, long seconds) {
        return new Allowance(requests, RetryAfter.clamp(Duration.ofSeconds(seconds)));
    }
}
