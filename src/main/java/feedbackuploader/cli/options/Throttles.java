package feedbackuploader.cli.options;

import feedbackuploader.delivery.Concurrency;
import feedbackuploader.delivery.Rate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** How hard a server may be pressed, as people type it: {@code auto}, {@code auto:128}, {@code 16}; {@code 50/s}. */
public final class Throttles {

    static final int MOST = 1024;

    /** In flight at most when nobody says a number. */
    static final int AUTO_MOST = 256;

    private static final Pattern CONCURRENCY = Pattern.compile("(auto(?::(?=\\d))?)?(\\d{1,9})?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(?:/\\s*(s|sec|min|m|h))?");

    private Throttles() {}

    public static Concurrency concurrency(String text) {
        Matcher matcher = CONCURRENCY.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches() && !text.isBlank()) {
            boolean isAuto = matcher.group(1) != null;
            String number = matcher.group(2);
            int most = number == null ? AUTO_MOST : Integer.parseInt(number);
            if (most >= 1 && most <= MOST && (number == null || !"auto".equals(matcher.group(1)))) {
                return isAuto ? new Concurrency.Auto(most) : new Concurrency.Fixed(most);
            }
        }
        throw new TypeConversionException("expected a number from 1 to " + MOST + ", auto, or auto:N");
    }

    public static Rate rate(String text) {
        Matcher matcher = RATE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new TypeConversionException("expected a rate such as 50/s or 600/min");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double seconds = unit.startsWith("m") ? 60 : unit.equals("h") ? 3600 : 1;
        return new Rate(Double.parseDouble(matcher.group(1)) / seconds);
    }
}
