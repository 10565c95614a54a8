package feedbackuploader.upload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many invalid rows an upload puts up with before it sends anything.
 *
 * @param amount rows, or percent of the file's rows
 * @param isDefault whether nobody asked for it
 */
public record ErrorLimit(long amount, boolean isPercent, boolean isDefault) {

    /** Above this share of invalid rows, the file is probably not the one that was meant. */
    public static final ErrorLimit STANDARD = new ErrorLimit(50, true, true);

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(%?)");

    /** @throws IllegalArgumentException for anything but {@code N} and {@code P%} with P up to 100 */
    public static ErrorLimit parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            ErrorLimit limit = new ErrorLimit(
                    Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty(), false);
            if (!limit.isPercent || limit.amount <= 100) {
                return limit;
            }
        }
        throw new IllegalArgumentException("expected a number of rows, or a percentage up to 100%");
    }

    public boolean isExceededBy(long invalid, long rows) {
        return isPercent ? invalid * 100 > amount * rows : invalid > amount;
    }

    @Override
    public String toString() {
        return amount + (isPercent ? "%" : "");
    }
}
