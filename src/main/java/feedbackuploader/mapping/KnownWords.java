package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Dates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people write into sheets of ratings where a number, true or false should stand. Only ever a suggestion: nothing is
 * uploaded because of it until its user has said so.
 */
final class KnownWords {

    private static final Map<String, String> FALSE_BESIDE = new HashMap<>();
    private static final Map<String, String> TRUE_BESIDE = new HashMap<>();
    private static final Set<String> NONE = new HashSet<>(Set.of(""));

    static {
        for (String line : lines()) {
            String[] pair = line.split(" \\| ", 2);
            if (pair[0].equals("none")) {
                NONE.add(pair[1]);
            } else if (pair.length == 2) {
                FALSE_BESIDE.putIfAbsent(pair[0], pair[1]);
                TRUE_BESIDE.putIfAbsent(pair[1], pair[0]);
            }
        }
    }

    private static final String NUMBER = "([0-9]{1,6}(?:[.,][0-9]{1,6})?)";
    private static final String UNIT =
            "(?:stars?|sterne?|étoiles?|etoiles?|estrellas?|stell[ae]|estrelas?|sterren|ster|gwiazd\\p{L}*|зв[её]зд\\p{L}*"
                    + "|points?|pts?\\.?|punkte?n?|pkt\\.?|punt[io]|pontos?|puntos?|つ?星|[点點分점]|[★⭐🌟])";

    /** {@code 4 - satisfied}, {@code 4: good}, {@code 4) good}, {@code (4) good}, {@code 4 (good)}, {@code 5 stars}. */
    private static final List<Pattern> WITH_WORDS = List.of(
            Pattern.compile(NUMBER + " ?(?:[-–—:=|)]|\\. ) ?\\p{L}.*"),
            Pattern.compile("[(\\[]" + NUMBER + "[)\\]] ?\\p{L}.*"),
            Pattern.compile(NUMBER + " ?[(\\[]\\p{L}.*[)\\]]"),
            Pattern.compile("\\p{L}.* ?[(\\[]" + NUMBER + "[)\\]]"),
            Pattern.compile("\\p{L}[^:=]*(?: [-–—]| ?[:=]) " + NUMBER),
            Pattern.compile(NUMBER + " ?" + UNIT));

    /** {@code 4/5}, {@code 4 of 5}, {@code 4 out of 5}. */
    private static final Pattern OF_MOST =
            Pattern.compile(NUMBER + " ?(?:/|out of|of|von|sur|de|su|van|av|из) ?" + NUMBER + "(?: ?" + UNIT + ")?");

    private static final Pattern STARS = Pattern.compile("([★⭐🌟✭✮]{1,20}|\\*{2,10})?(½)?([☆✩✰]{0,20})");

    /** How an emoji is drawn, which does not change what it says: variation selectors and tones of skin. */
    private static final Pattern LOOKS = Pattern.compile("[\uFE0E\uFE0F]|[\\x{1F3FB}-\\x{1F3FF}]");

    private KnownWords() {}

    /** A number, {@code true}, {@code false} or {@code skip}; null for a word that is not known. */
    static @Nullable String meaning(String label) {
        String word = normal(label);
        if (isNone(label)) {
            return LabelWords.SKIP;
        }
        if (FALSE_BESIDE.containsKey(word)) {
            return "true";
        }
        return TRUE_BESIDE.containsKey(word) ? "false" : number(word);
    }

    /** Whether it says that there is no answer. */
    static boolean isNone(String label) {
        return NONE.contains(normal(label));
    }

    /** {@code Yes=true, No=false} for either of the two, in the capitals of {@code label}; null for other words. */
    static @Nullable String pair(String label) {
        String word = normal(label);
        String no = FALSE_BESIDE.get(word);
        String yes = TRUE_BESIDE.get(word);
        String written = Texts.trim(label);
        if (no != null) {
            return written + "=true, " + likewise(no, written) + "=false";
        }
        return yes == null ? null : likewise(yes, written) + "=true, " + written + "=false";
    }

    /** Whether it may be a label at all: neither a number that is written strangely, nor a date or a formula. */
    static boolean isWord(String text) {
        return text.chars().noneMatch(Character::isDigit)
                || (text.chars().anyMatch(Character::isLetter)
                        && !Character.isDigit(text.charAt(0))
                        && text.charAt(0) != '='
                        && !Dates.looksLikeOne(text));
    }

    /** Of how many at most a label such as {@code 4/5} is; null for other labels. */
    static @Nullable String most(String label) {
        Matcher ofMost = OF_MOST.matcher(normal(label));
        return ofMost.matches() ? ofMost.group(2) : null;
    }

    private static @Nullable String number(String word) {
        Matcher ofMost = OF_MOST.matcher(word);
        if (ofMost.matches()) {
            BigDecimal number = decimal(ofMost.group(1));
            return number.compareTo(decimal(ofMost.group(2))) <= 0 ? number.toPlainString() : null;
        }
        Matcher stars = STARS.matcher(word);
        if (!word.isEmpty() && stars.matches()) {
            String filled = stars.group(1);
            int whole = filled == null ? 0 : filled.codePointCount(0, filled.length());
            return whole + (stars.group(2) == null ? "" : ".5");
        }
        if (Dates.looksLikeOne(word)) {
            return null;
        }
        for (Pattern pattern : WITH_WORDS) {
            Matcher matcher = pattern.matcher(word);
            if (matcher.matches()) {
                return decimal(matcher.group(1)).toPlainString();
            }
        }
        return null;
    }

    private static BigDecimal decimal(String number) {
        return new BigDecimal(number.replace(',', '.'));
    }

    private static String normal(String label) {
        return LOOKS.matcher(Texts.trim(label).toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replaceAll("[\\s\u00A0\u202F]+", " ");
    }

    /** {@code word} in the capitals of {@code example}. */
    private static String likewise(String word, String example) {
        String lower = example.toLowerCase(Locale.ROOT);
        if (example.equals(lower)) {
            return word;
        }
        boolean areAll = example.length() > 1 && example.equals(example.toUpperCase(Locale.ROOT));
        return areAll || word.length() == 1
                ? word.toUpperCase(Locale.ROOT)
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static List<String> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownWords.class.getResourceAsStream("known-words.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the program cannot be read", e);
        }
    }
}
