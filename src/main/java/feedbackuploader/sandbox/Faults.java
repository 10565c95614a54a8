package feedbackuploader.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How often the recording routes misbehave, and the list of completions.
 *
 * @param rates the share of requests that meet each fault, each from 0 to 1 and together at most 1; a request meets one
 *     fault at most
 * @param retryAfter what a 429 asks for, in whole seconds
 * @param stall how much later than usual a {@link Kind#TIMEOUT} is answered
 * @param unlisted the share of the answers of the list of completions that leave out all that exist, from 0 to 1
 */
public record Faults(Map<Kind, Double> rates, Duration retryAfter, Duration stall, double unlisted) {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration DEFAULT_STALL = Duration.ofSeconds(5);
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)%");
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,6})s");
    private static final String RETRY_AFTER = "retry-after";
    private static final String STALL = "stall";
    static final String UNLISTED = "unlisted";

    /** What can go wrong. */
    public enum Kind {
        TOO_MANY_REQUESTS("429"),
        UNAVAILABLE("503"),
        ERROR("500"),
        /** Recorded, and answered with a 500 all the same. */
        ERROR_AFTER("500-after"),
        /** Not recorded, and the connection closed without an answer. */
        DROP_BEFORE("drop-before"),
        /** Recorded, and the connection closed without an answer. */
        DROP_AFTER("drop-after"),
        /** Recorded, and answered only after the stall. */
        TIMEOUT("timeout");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it on the command line and in the statistics. */
        public String label() {
            return word;
        }

        static @Nullable Kind named(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    public Faults {
        EnumMap<Kind, Double> copy = new EnumMap<>(Kind.class);
        copy.putAll(rates);
        double sum = 0;
        for (double rate : copy.values()) {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("a fault's rate must be from 0% to 100%");
            }
            sum += rate;
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("the faults add up to more than 100%; a request gets one fault at most");
        }
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException(RETRY_AFTER + " cannot be negative");
        }
        if (stall.isNegative()) {
            throw new IllegalArgumentException(STALL + " cannot be negative");
        }
        if (!(unlisted >= 0 && unlisted <= 1)) {
            throw new IllegalArgumentException(UNLISTED + " must be from 0% to 100%");
        }
        rates = Collections.unmodifiableMap(copy);
    }

    public static Faults none() {
        return new Faults(Map.of(), DEFAULT_RETRY_AFTER, DEFAULT_STALL, 0);
    }

    /**
     * Reads text such as {@code 429=5%,timeout=1%,retry-after=2s,stall=9s}; {@code none} stands for no faults.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Faults parse(String text) {
        if (text.strip().equals("none")) {
            return none();
        }
        EnumMap<Kind, Double> rates = new EnumMap<>(Kind.class);
        Map<String, Duration> times = new HashMap<>();
        Map<String, Double> unlisted = new HashMap<>();
        for (String item : text.split(",", -1)) {
            int equals = item.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("fault \"" + item.strip() + "\" has no rate; expected one of "
                        + words() + ", each as in 429=5%, separated by commas");
            }
            String name = item.substring(0, equals).strip();
            String amount = item.substring(equals + 1).strip();
            boolean again;
            if (name.equals(RETRY_AFTER) || name.equals(STALL)) {
                again = times.put(name, seconds(name, amount)) != null;
            } else if (name.equals(UNLISTED)) {
                again = unlisted.put(name, rate(name, amount)) != null;
            } else {
                again = rates.put(kind(name), rate(name, amount)) != null;
            }
            if (again) {
                throw new IllegalArgumentException("fault \"" + name + "\" is given twice");
            }
        }
        return new Faults(
                rates,
                times.getOrDefault(RETRY_AFTER, DEFAULT_RETRY_AFTER),
                times.getOrDefault(STALL, DEFAULT_STALL),
                unlisted.getOrDefault(UNLISTED, 0.0));
    }

    private static Kind kind(String name) {
        Kind kind = Kind.named(name);
        if (kind == null) {
            throw new IllegalArgumentException("unknown fault \"" + name + "\"; expected one of " + words() + ", "
                    + UNLISTED + ", " + RETRY_AFTER + " or " + STALL);
        }
        return kind;
    }

    private static double rate(String name, String amount) {
        var percentage = PERCENTAGE.matcher(amount);
        double rate = percentage.matches() ? Double.parseDouble(percentage.group(1)) / 100 : -1;
        if (rate < 0 || rate > 1) {
            throw new IllegalArgumentException("fault \"" + name + "\": found \"" + amount
                    + "\"; expected a percentage from 0% to 100%, as in 5%");
        }
        return rate;
    }

    private static Duration seconds(String name, String amount) {
        var seconds = SECONDS.matcher(amount);
        if (!seconds.matches()) {
            throw new IllegalArgumentException(name + ": found \"" + amount + "\"; expected whole seconds, as in 2s");
        }
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "));
    }
}
