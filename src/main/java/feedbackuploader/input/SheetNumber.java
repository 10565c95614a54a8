package feedbackuploader.input;

import feedbackuploader.input.xlsx.CellFormats;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The number that a workbook stores for a cell that reads as {@link CellFormats} shows it. */
public final class SheetNumber {

    /** Before 1 March 1900 the serial numbers are off by one (29 Feb 1900 bug). */
    private static final LocalDate FIRST = LocalDate.of(1900, 3, 1);

    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private static final double SECONDS = 86_400;

    private SheetNumber() {}

    /** Null for what is no number, or would read otherwise: that stays a text. */
    public static @Nullable Number of(String shown, CellType type) {
        try {
            return switch (type) {
                case NUMBER -> plain(shown);
                case PERCENT ->
                    shown.endsWith("%")
                            ? plain(shown.substring(0, shown.length() - 1)).movePointLeft(2)
                            : null;
                case DATE -> date(shown);
                default -> null;
            };
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static BigDecimal plain(String shown) {
        if (shown.length() > StrictJson.LONGEST_NUMBER) {
            throw new NumberFormatException(shown);
        }
        BigDecimal number = new BigDecimal(shown);
        if (Double.isInfinite(number.doubleValue())) {
            throw new NumberFormatException(shown); // a spreadsheet calls a workbook damaged that has such a number
        }
        return number;
    }

    private static @Nullable Number date(String shown) {
        if (shown.length() == 8) {
            return LocalTime.parse(shown).toSecondOfDay() / SECONDS;
        }
        if (shown.length() == 10) {
            return days(LocalDate.parse(shown));
        }
        LocalDateTime moment = LocalDateTime.parse(shown.replace(' ', 'T'));
        Long days = days(moment.toLocalDate());
        return days == null
                ? null
                : days
                        + Duration.between(LocalTime.MIDNIGHT, moment.toLocalTime())
                                        .toSeconds()
                                / SECONDS;
    }

    private static @Nullable Long days(LocalDate date) {
        return date.isBefore(FIRST) ? null : ChronoUnit.DAYS.between(DAY_0, date);
    }
}
