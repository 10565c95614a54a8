package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Dates;
import feedbackuploader.mapping.text.Listed;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Shell;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses what someone meant by a text that is no value. Only ever a hint: a guess is never uploaded. */
final class ValueHints {

    private static final Pattern GROUPS_OF_THREE = Pattern.compile("[+-]?[0-9]{1,3}(?:,[0-9]{3})+");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]{3})*,[0-9]+");
    private static final Pattern GROUPED =
            Pattern.compile("[+-]?[0-9]{1,3}(?:[,' \u00A0\u202F\u2009’_][0-9]{3})+(?:[.,][0-9]+)?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]+)?");
    private static final Pattern BARE_POINT = Pattern.compile("[+-]?(?:\\.[0-9]+|[0-9]+\\.|0+[0-9]+(?:\\.[0-9]+)?)");

    private ValueHints() {}

    static @Nullable String of(String text, NumberStyle style) {
        if (text.length() > 40) {
            return null;
        }
        if (style.decimalComma()
                && (NumberText.isNumber(text) || GROUPED.matcher(text).matches())) {
            return "With --decimal-comma, write decimals with a comma and no thousands separators, or add"
                    + " --thousands.";
        }
        if (GROUPS_OF_THREE.matcher(text).matches()) {
            String groups = text.replace(",", "");
            return text.indexOf(',') == text.lastIndexOf(',')
                    ? "A thousands separator or a decimal comma? Write " + groups + " or "
                            + plain(text.replace(',', '.')) + ", or use --thousands or --decimal-comma."
                    : "Thousands separators? Write " + groups + ", or use --thousands.";
        }
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return "A decimal comma? Write " + plain(text.replace(".", "").replace(',', '.'))
                    + ", or use --decimal-comma" + (text.indexOf('.') >= 0 ? " and --thousands." : ".");
        }
        if (GROUPED.matcher(text).matches()) {
            return "A thousands separator? Write " + withoutGroups(text) + ", or use --thousands.";
        }
        Matcher percent = NumberStyle.PERCENT.matcher(text);
        if (percent.matches() && DECIMAL.matcher(percent.group(1)).matches()) {
            BigDecimal number = new BigDecimal(percent.group(1).replace(',', '.'));
            return "A percentage? Write " + number.toPlainString() + " or "
                    + number.movePointLeft(2).stripTrailingZeros().toPlainString()
                    + ", as the metric expects, or use --percent number or --percent fraction.";
        }
        if (BARE_POINT.matcher(text).matches()) {
            return "Write " + plain(text) + ".";
        }
        if (Dates.looksLikeOne(text)) {
            return "Did a spreadsheet turn a number into a date?";
        }
        String meaning = text.isEmpty() ? null : KnownWords.meaning(text);
        if (meaning != null && Shell.isPrintable(text)) {
            return ofWord(text, meaning);
        }
        if (text.chars().anyMatch(c -> c > '9' && Character.isDigit(c))) {
            return "Write the digits as 0 to 9.";
        }
        return null;
    }

    private static String withoutGroups(String text) {
        int point = Math.max(
                text.lastIndexOf('.'), text.length() - text.lastIndexOf(',') == 4 ? -1 : text.lastIndexOf(','));
        String whole = (point < 0 ? text : text.substring(0, point)).replaceAll("[^0-9+-]", "");
        return whole + (point < 0 ? "" : "." + text.substring(point + 1));
    }

    /** The only number that {@code text} can be, as everybody writes it; null where there are two, or it is none. */
    static @Nullable String onlyNumber(String text) {
        if (text.length() > 40) {
            return null;
        }
        if (GROUPS_OF_THREE.matcher(text).matches()) {
            return text.indexOf(',') == text.lastIndexOf(',') ? null : text.replace(",", "");
        } else if (DECIMAL_COMMA.matcher(text).matches()) {
            return plain(text.replace(".", "").replace(',', '.'));
        } else if (GROUPED.matcher(text).matches()) {
            return withoutGroups(text);
        } else if (BARE_POINT.matcher(text).matches()) {
            return plain(text);
        }
        String digits = text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return !digits.equals(text) && NumberText.isNumber(digits) ? digits : null;
    }

    /** Whether {@code text} is a number of which only the signs are not those that everybody reads alike. */
    static boolean isNumberWrittenOtherwise(String text) {
        return text.length() <= 40
                && (NumberStyle.PERCENT.matcher(text).matches()
                        || DECIMAL_COMMA.matcher(text).matches()
                        || GROUPED.matcher(text).matches()
                        || BARE_POINT.matcher(text).matches()
                        || NumberText.isNumber(text));
    }

    private static String ofWord(String text, String meaning) {
        String pair = KnownWords.pair(text);
        if (pair != null) {
            return "Write true or false, or add --values " + Shell.quoted(pair) + ".";
        }
        String option = " --values " + Shell.quoted(Listed.escaped(text) + "=" + meaning) + ".";
        if (meaning.equals(LabelWords.SKIP)) {
            return "If it means that there is no rating, add" + option;
        }
        String most = KnownWords.most(text); // a label with another one is of another scale
        return most != null
                ? "If the metric counts up to " + most + ", write " + meaning + ", or add" + option
                : "If it means " + meaning + ", write that number, or add" + option;
    }

    private static String plain(String number) {
        return new BigDecimal(number).toPlainString();
    }
}
