package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.text.Listed;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values from cells and from JSON, by a closed list: what is no label of the user's and not plainly a number, true or
 * false is a problem.
 *
 * @param labels words that stand for values; empty ones mean that there is no feedback
 */
record Values(Labels<Optional<Value>> labels, NumberStyle numbers) {

    private static final String NUMBER = "a number";
    private static final String ANY = "a number, true or false";
    private static final int LONGEST = 100;
    private static final int LONGEST_LABEL = 60;

    /** The label that says that this is no feedback, or null. */
    @Nullable
    String skipped(RawValue given) {
        if (labels.isEmpty()) {
            return null;
        }
        String label = Labels.labelOf(given.node());
        return label != null && find(label).filter(Optional::isEmpty).isPresent() ? label : null;
    }

    /** Null when what is given is no value, and then a problem says so. */
    @Nullable
    Value read(RawValue given, List<Problem> problems, Notices notices) {
        if (given.lacksResult()) {
            problems.add(given.problem(ANY, null));
            return null;
        }
        String label = Labels.labelOf(given.node());
        Value meant = label == null || labels.isEmpty()
                ? null
                : find(label).flatMap(value -> value).orElse(null);
        if (meant != null) {
            return meant;
        }
        if (labels.hasNumber() && label != null && NumberText.isNumber(numbers.comparable(label))) {
            problems.add(given.problem("one of the labels " + labels.listed(), giveItAMeaning(label)));
            notices.noValue(given.column(), label);
            return null;
        }
        int before = problems.size();
        Value value = closed(given, problems);
        if (value == null && !isNumber(given.node())) {
            if (label != null && ValueHints.isNumberWrittenOtherwise(label)) {
                notices.noPlainNumber(given.column(), label);
            } else if (label == null || !label.startsWith("=")) { // a formula that has no result
                notices.noValue(given.column(), label);
            }
            if (!labels.isEmpty()) {
                String hint = problems.get(problems.size() - 1).hint();
                problems.subList(before, problems.size()).clear();
                problems.add(given.problem(
                        "one of the labels " + labels.listed() + ", or a value",
                        hint != null || label == null || !KnownWords.isWord(label) ? hint : giveItAMeaning(label)));
            }
        }
        return value;
    }

    private Optional<Optional<Value>> find(String label) {
        Optional<Optional<Value>> meaning = labels.find(label);
        return meaning.isPresent() ? meaning : labels.find(numbers.comparable(label));
    }

    private static String giveItAMeaning(String label) {
        return "To skip it, add --values "
                + Shell.quoted(Listed.escaped(Printable.of(label, LONGEST_LABEL)) + "=" + LabelWords.SKIP)
                + "; if it has a meaning, write a number, true or false in place of skip.";
    }

    /** Also one of too many digits or beyond all bounds. */
    private boolean isNumber(@Nullable JsonNode node) {
        return node != null && (node.isNumber() || (node.isTextual() && number(Texts.bare(node.textValue())) != null));
    }

    /** {@code text} as a plain number; null when it is none. */
    private @Nullable String number(String text) {
        String number = numbers.isPlain() ? text : numbers.plain(text);
        return number != null && NumberText.isNumber(number) ? number : null;
    }

    private @Nullable Value closed(RawValue given, List<Problem> problems) {
        JsonNode node = given.node();
        if (node != null && node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        if (node != null && node.isNumber()) {
            return ofNumber(given, node.decimalValue(), problems);
        }
        if (node != null && node.isTextual()) {
            return ofText(given, Texts.bare(node.textValue()), problems);
        }
        problems.add(given.problem(ANY, null));
        return null;
    }

    private @Nullable Value ofText(RawValue given, String text, List<Problem> problems) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return new Value.Bool(text.equalsIgnoreCase("true"));
        }
        String number = number(text);
        if (number == null) {
            boolean wantsNumber = !text.isEmpty() && text.chars().anyMatch(Character::isDigit);
            problems.add(given.problem(wantsNumber ? NUMBER : ANY, ValueHints.of(text, numbers)));
            return null;
        }
        if (number.length() > LONGEST) {
            problems.add(given.problem("a number of at most " + LONGEST + " characters", null));
            return null;
        }
        if (NumberText.isZero(number)) {
            return new Value.Scalar(BigDecimal.ZERO);
        }
        double rounded = Double.parseDouble(number);
        // Only a number in range becomes a BigDecimal: an exponent of twelve digits would throw.
        return inRange(given, rounded, false, problems) ? new Value.Scalar(new BigDecimal(number)) : null;
    }

    private static @Nullable Value ofNumber(RawValue given, BigDecimal number, List<Problem> problems) {
        return inRange(given, number.doubleValue(), number.signum() == 0, problems) ? new Value.Scalar(number) : null;
    }

    /** The server keeps values as doubles: there, 1e400 is infinite and 1e-400 is nothing. */
    private static boolean inRange(RawValue given, double rounded, boolean isZero, List<Problem> problems) {
        if (Double.isInfinite(rounded)) {
            problems.add(given.problem("a number below 1.8e308 in size", "The server keeps numbers as doubles."));
            return false;
        }
        if (rounded == 0 && !isZero) {
            problems.add(
                    given.problem("zero, or a number above 4.9e-324 in size", "The server keeps numbers as doubles."));
            return false;
        }
        return true;
    }
}
