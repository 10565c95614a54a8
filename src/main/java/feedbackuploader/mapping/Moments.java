package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Dates;
import feedbackuploader.support.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when something happened: ISO 8601, or seconds or milliseconds since 1970. */
record Moments(NewCompletions options, CreationNotices notices) {

    /** Before the first language model that people rated; what is earlier is a slip. */
    private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");

    /** Milliseconds from here on (in March 1973), seconds below (until the year 5138). */
    private static final BigDecimal MILLISECONDS = new BigDecimal("1e11");

    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})"
            + "(?:[Tt ](\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?");

    private static final Pattern EPOCH = Pattern.compile("\\d{9,13}(?:\\.\\d{1,9})?");

    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:[.,]\\d+)?");

    private static final String EXPECTED = "a date such as 2024-02-21T09:51:03Z";

    /** Null for nothing, and for what is no date: then a problem says so. */
    @Nullable
    Instant read(RawValue given, List<Problem> problems) {
        if (given.isBlank() && !given.lacksResult()) {
            return null;
        }
        String text = given.node() != null && given.node().isValueNode() && !given.isTrouble()
                ? Texts.trim(given.node().asText())
                : "";
        try {
            Instant moment = EPOCH.matcher(text).matches()
                    ? sinceEpoch(new BigDecimal(text), text, given)
                    : iso(text, given, problems);
            return moment == null ? null : checked(moment, given, problems);
        } catch (DateTimeException e) {
            problems.add(given.problem(EXPECTED, "There is no such date or time."));
            return null;
        }
    }

    private Instant sinceEpoch(BigDecimal number, String text, RawValue given) {
        boolean isMilliseconds = number.compareTo(MILLISECONDS) >= 0;
        BigDecimal nanoseconds = number.movePointRight(isMilliseconds ? 6 : 9);
        BigDecimal[] seconds = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        Instant moment = Instant.ofEpochSecond(seconds[0].longValue(), seconds[1].longValue());
        notices.sinceEpoch(given.column(), isMilliseconds, text, moment);
        return moment;
    }

    /** Whether {@code text} is a date that needs {@code --timezone}. */
    static boolean lacksZone(String text) {
        Matcher iso = ISO.matcher(text);
        return iso.matches() && iso.group(3) == null;
    }

    private @Nullable Instant iso(String text, RawValue given, List<Problem> problems) {
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            problems.add(given.problem(EXPECTED, hint(text)));
            return null;
        }
        LocalDateTime local = LocalDate.parse(iso.group(1))
                .atTime(
                        iso.group(2) == null
                                ? LocalTime.MIDNIGHT
                                : LocalTime.parse(iso.group(2).replace(',', '.')));
        ZoneId zone = iso.group(3) == null ? options.zone() : offset(iso.group(3));
        if (zone == null) {
            problems.add(given.problem(
                    EXPECTED + ", with its time zone",
                    "Say of which zone such dates are, as in --timezone UTC or --timezone Europe/Paris."));
            return null;
        }
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            problems.add(given.problem(
                    "a time that there was in " + zone,
                    "The clocks were put forward then; write the time with its offset."));
            return null;
        }
        return local.atZone(zone).toInstant();
    }

    private static ZoneOffset offset(String text) {
        return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
    }

    private static @Nullable String hint(String text) {
        if (SERIAL.matcher(text).matches()) {
            return "A spreadsheet's number of a date? Give the cells the format of a date.";
        }
        return Dates.looksLikeOne(text.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                ? "Write year, month and day in this order, so that none can be taken for another."
                : null;
    }

    private @Nullable Instant checked(Instant moment, RawValue given, List<Problem> problems) {
        if (moment.isBefore(FIRST)) {
            problems.add(given.problem("a date from 2015 on", "If the date is not known, leave it blank."));
            return null;
        }
        if (moment.isAfter(options.clock().instant())) {
            problems.add(
                    given.problem("a date that is not in the future", "If the date is not known, leave it blank."));
            return null;
        }
        return moment;
    }
}
