package feedbackuploader.mapping;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression from a command line or a mapping file. RE2 takes time in proportion to the text and no stack
 * (swtch.com/~rsc/regexp/regexp1.html), where {@code java.util.regex} may take for ever or overflow. Its size is limited
 * too, since time also goes with that: the longest cell there can be takes some seconds at the worst.
 */
final class Regex {

    /** In characters, once all counts are written out. RE2 makes no more instructions of it. */
    private static final int LARGEST = 1_000;

    private static final String COUNT_END = "}";

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * One with a group, which holds the part that counts.
     *
     * @param option says in a message who asked for it
     */
    static Regex of(String option, String text) throws MappingException {
        Regex regex = test(option, text);
        if (regex.pattern.matcher("").groupCount() == 0) {
            throw new MappingException(
                    option + ": the regular expression has no group: put parentheses around the part to" + " use.");
        }
        return regex;
    }

    /** One that a text matches or does not. */
    static Regex test(String option, String text) throws MappingException {
        if (size(text) > LARGEST) {
            throw tooLarge(option);
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new MappingException(option + ": this regular expression is not supported: " + e.getDescription()
                    + ": " + e.getPattern() + ". The syntax is RE2 (https://github.com/google/re2/wiki/Syntax): no"
                    + " look-ahead, look-behind, back-references or possessive repetition.");
        }
        return new Regex(pattern);
    }

    private static MappingException tooLarge(String option) {
        return new MappingException(String.format(
                Locale.ROOT,
                "%s: the regular expression is too large. The maximum is %,d characters with all counts written out:"
                        + " (ab){3} is ababab. Use + or * in place of large counts.",
                option,
                LARGEST));
    }

    /** What the first group finds in a text, or null. */
    @Nullable
    String firstGroupIn(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Whether it matches anywhere in {@code text}. */
    boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /** Roughly, and without building it: {@code ((a{1000}){1000}){1000}} would fill any memory. */
    private static long size(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long here = 0;
        long last = 0;
        for (int i = 0; i < regex.length() && here <= LARGEST; i++) {
            char c = regex.charAt(i);
            if (c == '(') {
                outer.push(here);
                here = 0;
                last = 0;
                continue;
            } else if (c == ')' && !outer.isEmpty()) {
                last = here + 2;
                here = outer.pop() + last;
                continue;
            } else if (c == '{') {
                int end = Math.max(i, regex.indexOf(COUNT_END, i));
                here += last * Math.max(0, count(regex.substring(i + 1, Math.max(i + 1, end))) - 1);
                i = end;
                continue;
            } else if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = classEnd(regex, i);
            }
            last = 1;
            here++;
        }
        return here + outer.stream().mapToLong(Long::longValue).sum();
    }

    /** The larger number of {@code 2,5}; 0 for what is no count. */
    private static long count(String between) {
        long largest = 0;
        for (String number : between.split(",", 3)) {
            if (number.isEmpty() || number.length() > 9 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                continue;
            }
            largest = Math.max(largest, Long.parseLong(number));
        }
        return largest;
    }

    /** Where a class of characters ends that begins at {@code start}; its first character may be a bracket itself. */
    private static int classEnd(String regex, int start) {
        int i = start + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < regex.length(); i++) {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.charAt(i) == ']' && i > first) {
                return i;
            }
        }
        return i;
    }
}
