package feedbackuploader.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Dates as the API takes them: {@code 2024-02-21T09:51:03Z}, with a zone or an offset, and not in the future. */
final class ApiDates {

    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");

    private ApiDates() {}

    /** In milliseconds; now, where the field is left out. */
    static long millis(Fields fields, String name, Instant now) {
        String text = fields.optionalString(name);
        if (text == null) {
            return now.toEpochMilli();
        }
        Instant date = instant(name, text);
        if (date.isAfter(now)) {
            throw Refused.invalid(name + ": \"" + text + "\" is in the future");
        }
        return date.toEpochMilli();
    }

    private static Instant instant(String name, String text) {
        if (FORM.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw Refused.invalid(name + ": \"" + text + "\" is no date: " + e.getMessage());
            }
        }
        throw Refused.invalid(
                name + ": \"" + text + "\" is not a date with its zone; expected the form 2024-02-21T09:51:03Z");
    }
}
