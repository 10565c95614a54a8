package feedbackuploader.mapping.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a spreadsheet makes of a number that it takes for a date: {@code 1-Feb}, {@code 03.02.2026}. */
public final class Dates {

    private static final Pattern OF_NUMBERS = Pattern.compile("[0-9]{1,4}([-./])[0-9]{1,2}\\1[0-9]{1,4}");

    private static final Pattern WITH_MONTH = Pattern.compile(
            "[0-9]{1,4}[-./ ] ?(\\p{L}{3,10})(?:\\.?[-./ ][0-9]{1,4})?|(\\p{L}{3,10})\\.?[-./ ][0-9]{1,4}");

    /** In the languages of common spreadsheets; any of their beginnings of three letters and more is a month too. */
    private static final List<String> MONTHS =
            List.of(("january february march april may june july august september october november december"
                            + " januar februar märz mrz mai juni juli oktober dezember"
                            + " janvier février fevrier mars avril juin juillet août aout octobre décembre"
                            + " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
                            + " gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
                            + " janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"
                            + " januari februari maart mrt mei augustus maj")
                    .split(" "));

    private Dates() {}

    public static boolean looksLikeOne(String text) {
        if (OF_NUMBERS.matcher(text).matches()) {
            return true;
        }
        Matcher month = WITH_MONTH.matcher(text);
        if (!month.matches()) {
            return false;
        }
        String name = (month.group(1) == null ? month.group(2) : month.group(1)).toLowerCase(Locale.ROOT);
        return MONTHS.stream().anyMatch(whole -> whole.startsWith(name));
    }
}
