package feedbackuploader.input;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** The words of a decoded text, as far as letters make them. */
final class LetterRuns {

    /** One in this number of words may end in another alphabet: a name with a case ending. */
    private static final int MIXED_ONE_IN = 4;

    /** In characters: such a word shows whether it is read right. */
    private static final int TELLING = 3;

    private static final int LONGEST = 40;

    /** Alphabets that are read into Latin words by the wrong table of characters. */
    private static final Set<UnicodeScript> OTHERS = Set.of(
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
            UnicodeScript.THAI);

    private LetterRuns() {}

    /** Whether Latin letters stand beside those of another alphabet in many of the words beyond ASCII: nobody writes so. */
    static boolean mixAlphabets(String text) {
        long mixed = 0;
        long words = 0;
        for (int from = 0; from < text.length(); from++) {
            boolean isLatin = false;
            boolean isOther = false;
            boolean isBeyondAscii = false;
            for (; from < text.length() && Character.isLetter(text.charAt(from)); from++) {
                char c = text.charAt(from);
                UnicodeScript script = UnicodeScript.of(c);
                isBeyondAscii |= c > '~';
                isLatin |= script == UnicodeScript.LATIN;
                isOther |= OTHERS.contains(script);
            }
            words += isBeyondAscii ? 1 : 0;
            mixed += isLatin && isOther ? 1 : 0;
        }
        return mixed * MIXED_ONE_IN > words;
    }

    /** The first word beyond ASCII that is long enough to tell; else what stands at {@code fallback}. */
    static String example(String text, int fallback) {
        for (int from = 0; from < text.length(); from++) {
            int to = from;
            boolean isBeyondAscii = false;
            for (; to < text.length() && Character.isLetter(text.charAt(to)); to++) {
                isBeyondAscii |= text.charAt(to) > '~';
            }
            if (isBeyondAscii && to - from >= TELLING) {
                return text.substring(from, Math.min(to, from + LONGEST));
            }
            from = to;
        }
        return around(text, fallback);
    }

    /** The character at {@code at}, with the letters and digits around it. */
    static String around(String text, int at) {
        int from = at;
        while (from > 0 && at - from < LONGEST && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = Math.min(text.length(), at + 1);
        while (to < text.length() && to - at < LONGEST && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }
}
