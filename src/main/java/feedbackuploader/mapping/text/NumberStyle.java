package feedbackuploader.mapping.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written in text, beyond what everybody reads alike. Nothing of it is found out from a file: 1,234 is
 * one number in London and another in Lyon.
 *
 * @param decimalComma 0,8 is eight tenths; a point is refused where it may stand between thousands: 1.234
 * @param thousands 1 000, 1'000 and 1,000 (with a decimal comma 1.000) are a thousand
 */
public record NumberStyle(boolean decimalComma, boolean thousands, Percent percent) {

    /** What {@code 80 %} is. */
    public enum Percent {
        /** Nothing: a problem. */
        REFUSED,
        /** 0.8. */
        FRACTION,
        /** 80. */
        NUMBER;

        /** The word for it in options and mapping files. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final NumberStyle PLAIN = new NumberStyle(false, false, Percent.REFUSED);

    /** In characters, of a number that is compared. */
    private static final int LONGEST = 100;

    private static final Pattern GROUPED =
            Pattern.compile("([+-]?)([0-9]{1,3}(?:([,.' \u00A0\u202F\u2009’])[0-9]{3})(?:\\3[0-9]{3})*)([.,][0-9]+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[0-9]+(?:,[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    /** The number before a sign or a word for "of a hundred". */
    public static final Pattern PERCENT = Pattern.compile(
            "([^eE]{0,99}[0-9])[ \u00A0\u202F]*(?:[%％﹪]|pct\\.?|per ?cent|prozent|pour ?cent|por ?cent[oa]|per ?cento|procent)",
            Pattern.CASE_INSENSITIVE);

    /**
     * A decimal point that cannot be a thousands separator, as in the cells of a workbook that are numbers beside those
     * that are text.
     */
    private static final Pattern POINT_ALL_THE_SAME =
            Pattern.compile("[+-]?(?:[1-9][0-9]*\\.(?:[0-9]{1,2}|[0-9]{4,})|0\\.[0-9]+)");

    public boolean isPlain() {
        return !decimalComma && !thousands && percent == Percent.REFUSED;
    }

    /** This style and {@code more}, which wins. */
    public NumberStyle and(NumberStyle more) {
        return new NumberStyle(
                decimalComma || more.decimalComma,
                thousands || more.thousands,
                more.percent == Percent.REFUSED ? percent : more.percent);
    }

    /** {@code text} as everybody writes numbers; null when it is no number in this style. */
    @Nullable
    public String plain(String text) {
        Matcher percentage = PERCENT.matcher(text);
        if (percentage.matches()) {
            if (percent == Percent.REFUSED) {
                return null;
            }
            String number = withoutPercent(percentage.group(1));
            return number == null || percent == Percent.NUMBER
                    ? number
                    : new BigDecimal(number).movePointLeft(2).toString();
        }
        return withoutPercent(text);
    }

    /** {@code label} to compare with others: as everybody writes it where it is a number in this style. */
    public String comparable(String label) {
        String number = isPlain() || label.length() > LONGEST ? null : plain(label);
        return number == null ? label : number;
    }

    private @Nullable String withoutPercent(String text) {
        Matcher grouped = GROUPED.matcher(text);
        char point = decimalComma ? ',' : '.';
        if (thousands && grouped.matches() && grouped.group(3).charAt(0) != point) {
            String fraction = grouped.group(4);
            if (fraction != null && fraction.charAt(0) != point) {
                return null;
            }
            String whole = grouped.group(2).replace(grouped.group(3), "");
            return grouped.group(1) + whole + (fraction == null ? "" : "." + fraction.substring(1));
        }
        if (decimalComma) {
            return WITH_COMMA.matcher(text).matches()
                    ? text.replace(',', '.')
                    : POINT_ALL_THE_SAME.matcher(text).matches() ? text : null;
        }
        return NumberText.isNumber(text) ? text : null;
    }
}
