package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.feedback.Problem;
import feedbackuploader.feedback.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values from cells and from JSON, by a closed list: what is not plainly a number, true or false is a problem. */
final class Values {

    private static final String NUMBER = "a number";
    private static final String ANY = "a number, true or false";
    private static final int LONGEST = 100;

    private Values() {}

    /** Null when what is given is no value, and then a problem says so. */
    static @Nullable Value read(Given given, List<Problem> problems) {
        JsonNode node = given.node();
        if (node != null && node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        if (node != null && node.isNumber()) {
            return ofNumber(given, node.decimalValue(), problems);
        }
        if (node != null && node.isTextual()) {
            return ofText(given, Texts.trim(node.textValue()), problems);
        }
        problems.add(given.problem(ANY, null));
        return null;
    }

    private static @Nullable Value ofText(Given given, String text, List<Problem> problems) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return new Value.Bool(text.equalsIgnoreCase("true"));
        }
        if (!NumberText.isNumber(text)) {
            boolean wantsNumber = !text.isEmpty() && text.chars().anyMatch(Character::isDigit);
            problems.add(given.problem(wantsNumber ? NUMBER : ANY, ValueHints.of(text)));
            return null;
        }
        if (text.length() > LONGEST) {
            problems.add(given.problem("a number of at most " + LONGEST + " characters", null));
            return null;
        }
        if (NumberText.isZero(text)) {
            return new Value.Scalar(BigDecimal.ZERO);
        }
        double rounded = Double.parseDouble(text);
        // Only a number in range becomes a BigDecimal: an exponent of twelve digits would throw.
        return inRange(given, rounded, false, problems) ? new Value.Scalar(new BigDecimal(text)) : null;
    }

    private static @Nullable Value ofNumber(Given given, BigDecimal number, List<Problem> problems) {
        return inRange(given, number.doubleValue(), number.signum() == 0, problems) ? new Value.Scalar(number) : null;
    }

    /** The server keeps values as doubles: there, 1e400 is infinite and 1e-400 is nothing. */
    private static boolean inRange(Given given, double rounded, boolean isZero, List<Problem> problems) {
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
