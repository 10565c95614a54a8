package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that are alike and mean different things: {@code response_a} and {@code response_b}, {@code chosen} and {@code rejected}. */
final class Counterparts {

    /** A run of letters or of digits, cut before a capital: {@code textA} is two words. */
    private static final Pattern WORD = Pattern.compile("\\p{Lu}?\\p{Ll}+|\\p{Lu}+(?!\\p{Ll})|\\p{L}+|[0-9]+");

    private static final Set<String> SIDES = Set.of(
            "left",
            "right",
            "first",
            "second",
            "third",
            "one",
            "two",
            "chosen",
            "rejected",
            "preferred",
            "other",
            "winner",
            "loser",
            "winning",
            "losing",
            "better",
            "worse",
            "best",
            "worst",
            "good",
            "bad",
            "positive",
            "negative",
            "pos",
            "neg",
            "accepted",
            "accept",
            "reject",
            "min",
            "max",
            "start",
            "end",
            "before",
            "after",
            "old",
            "new",
            "user",
            "assistant",
            "prompt",
            "response");

    private Counterparts() {}

    /** Whether one of two names cannot be meant by the other, however few letters are between them. */
    static boolean areApart(String name, String other) {
        if (ColumnNames.normal(name).equals(ColumnNames.normal(other))) {
            return false;
        }
        Set<String> ofName = marks(name);
        Set<String> ofOther = marks(other);
        if (ofName.equals(ofOther)) {
            return false;
        }
        boolean isOneShort = ofName.stream().anyMatch(mark -> isShort(mark) && !ofOther.contains(mark))
                || ofOther.stream().anyMatch(mark -> isShort(mark) && !ofName.contains(mark));
        return isOneShort || (!ofOther.containsAll(ofName) && !ofName.containsAll(ofOther));
    }

    /** A letter or a number: {@code response} is no more {@code response_a} than it is {@code response_b}. */
    private static boolean isShort(String mark) {
        return mark.length() == 1 || Character.isDigit(mark.charAt(0));
    }

    private static Set<String> marks(String name) {
        Set<String> marks = new TreeSet<>();
        Matcher words = WORD.matcher(name);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            if (isShort(word) || SIDES.contains(word)) {
                marks.add(word);
            }
        }
        return marks;
    }
}
