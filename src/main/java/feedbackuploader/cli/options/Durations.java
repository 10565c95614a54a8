package feedbackuploader.cli.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}. Only {@code 0} needs no unit. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|)");

    private Durations() {}

    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("expected a time such as 250ms, 30s or 5m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m", "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> zero(amount);
        };
    }

    /** Of 20 nobody knows whether it is seconds, or milliseconds as in other programs. */
    private static Duration zero(long amount) {
        if (amount != 0) {
            throw new WithoutUnitException(amount);
        }
        return Duration.ZERO;
    }

    /** A number alone. */
    public static final class WithoutUnitException extends TypeConversionException {
        private static final long serialVersionUID = 1;

        WithoutUnitException(long amount) {
            super("found '" + amount + "', a time without a unit; write " + amount + "ms, " + amount + "s or " + amount
                    + "m");
        }
    }
}
