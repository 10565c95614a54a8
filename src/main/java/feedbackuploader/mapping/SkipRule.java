package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --skip-where}: rows are skipped where a place holds a value ({@code status=discarded}), holds another one
 * ({@code status!=submitted}), or matches a regular expression ({@code comment~^#}). Values are compared as
 * {@link Labels} are: spaces around them, capitals and the way a number is written make no difference. An empty value
 * stands for an empty or absent cell. A regular expression finds its match anywhere in the text.
 *
 * @param text as it was typed
 * @param mayLack whether a file without the place is as good; else that is a mistake of whoever typed it
 */
public record SkipRule(String text, boolean mayLack) {

    private static final String OPTION = "--skip-where";

    private enum Operator {
        IS("="),
        IS_NOT("!="),
        /** Before {@link #MATCHES}, which it ends with. */
        MATCHES_NOT("!~"),
        MATCHES("~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    /**
     * What a rule asks of the text in its place.
     *
     * @param isNegative whether it matches whatever differs
     * @param found what follows the text in a reason
     */
    record Test(String place, boolean isNegative, Predicate<String> matches, String found) {

        /** The reason why a row is skipped that has {@code label} there. */
        String reason(String label) {
            String value = label.isEmpty() ? " is empty" : " is " + Problem.quote(label);
            return "skipped: " + Names.quoted(place) + value + found;
        }
    }

    /** @throws MappingException when {@code text} is no such rule */
    public static SkipRule of(String text) throws MappingException {
        return of(text, false);
    }

    public static SkipRule of(String text, boolean mayLack) throws MappingException {
        SkipRule rule = new SkipRule(text, mayLack);
        rule.test(name -> false);
        return rule;
    }

    /** {@code --skip-where "status=discarded"}, for messages. */
    String option() {
        return OPTION + " " + Names.quoted(text);
    }

    /** @param isName since a column's name may hold such signs itself; else the first sign counts */
    Test test(Predicate<String> isName) throws MappingException {
        return test(isName, NumberStyle.PLAIN);
    }

    /** @param numbers how numbers are written in the file, and may be in the rule */
    Test test(Predicate<String> isName, NumberStyle numbers) throws MappingException {
        List<Test> possible = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            Operator operator = operatorAt(i);
            if (operator == null) {
                continue;
            }
            String place = Texts.trim(text.substring(0, i));
            if (possible.isEmpty() || isName.test(place)) {
                possible.add(test(place, operator, Texts.trim(text.substring(i + operator.sign.length())), numbers));
            }
            i += operator.sign.length() - 1;
        }
        if (possible.isEmpty()) {
            throw new MappingException(
                    option()
                            + ": expected FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX or FIELD!~REGEX, as in --skip-where 'status=discarded'.");
        }
        return possible.get(possible.size() - 1);
    }

    private @Nullable Operator operatorAt(int i) {
        for (Operator operator : Operator.values()) {
            if (text.startsWith(operator.sign, i)) {
                return operator;
            }
        }
        return null;
    }

    private Test test(String place, Operator operator, String value, NumberStyle numbers) throws MappingException {
        if (place.isEmpty()) {
            throw new MappingException(option() + " names no field before \"" + operator.sign + "\".");
        }
        String normal = normal(value, numbers);
        return switch (operator) {
            case IS -> new Test(place, false, label -> normal(label, numbers).equals(normal), "");
            case IS_NOT ->
                new Test(
                        place,
                        true,
                        label -> !normal(label, numbers).equals(normal),
                        value.isEmpty() ? "" : ", not " + Problem.quote(value));
            case MATCHES -> {
                Regex regex = Regex.test(option(), value);
                yield new Test(place, false, regex::isIn, ", which matches " + Problem.quote(value));
            }
            case MATCHES_NOT -> {
                Regex regex = Regex.test(option(), value);
                yield new Test(
                        place, true, label -> !regex.isIn(label), ", which does not match " + Problem.quote(value));
            }
        };
    }

    private static String normal(String label, NumberStyle numbers) {
        return Labels.normal(numbers.comparable(Texts.trim(label)));
    }

    /**
     * The option that skips rows with a value in a column, to be copied; null where the name or the value would be read
     * as something else.
     */
    static @Nullable String advised(String column, String value) {
        return value.isEmpty() ? null : advised(column, "=" + value, value);
    }

    /** As {@link #advised(String, String)}, where capitals matter; {@code word} has no signs of regular expressions. */
    static @Nullable String advisedExactly(String column, String word) {
        return advised(column, "~^" + word + "$", word);
    }

    /** @param test the sign and what follows it, by which {@code value} must be skipped */
    static @Nullable String advised(String column, String test, String value) {
        String rule = column + test;
        try {
            Test read = of(rule).test(column::equals);
            boolean isMeant = read.place().equals(column) && read.matches().test(value) && Shell.isPrintable(rule);
            return isMeant ? OPTION + " " + Shell.quoted(rule) : null;
        } catch (MappingException e) {
            return null;
        }
    }

    /** The text in a place; a list or an object is its JSON. */
    static String label(@Nullable JsonNode node) {
        String label = Labels.labelOf(node);
        return label != null ? label : String.valueOf(node);
    }
}
