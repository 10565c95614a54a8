package feedbackuploader.mapping;

import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.text.Listed;
import feedbackuploader.mapping.text.NumberText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Labels and their meanings as people type them: {@code model_a=a, tie (bothbad)=tie-bad}. */
public final class LabelWords {

    /** The word for "no feedback". */
    public static final String SKIP = "skip";

    private LabelWords() {}

    /** @param texts each {@code LABEL=MEANING, LABEL=MEANING, …} with the meanings of {@link WinnerMeaning} */
    public static Labels<WinnerMeaning> winner(List<String> texts) throws MappingException {
        Map<String, WinnerMeaning> meanings = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair :
                pairs("--winner", "MEANING", texts).entrySet()) {
            meanings.put(
                    pair.getKey(),
                    verdict(pair.getValue())
                            .orElseThrow(() -> new MappingException("--winner: " + found(pair, "meaning")
                                    + "; expected " + WinnerMeaning.WORDS + ".")));
        }
        return Labels.of(meanings);
    }

    /** @param texts each {@code LABEL=VALUE, LABEL=VALUE, …} with a number, true, false or skip for a value */
    public static Labels<Optional<Value>> values(List<String> texts) throws MappingException {
        Map<String, Optional<Value>> meanings = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs("--values", "VALUE", texts).entrySet()) {
            meanings.put(
                    pair.getKey(),
                    value(pair.getValue())
                            .orElseThrow(() -> new MappingException("--values: " + found(pair, "value")
                                    + "; expected a number, true, false or skip.")));
        }
        return Labels.of(meanings);
    }

    private static String found(Map.Entry<String, String> pair, String what) {
        return pair.getValue().isEmpty()
                ? "the label " + Names.quoted(pair.getKey()) + " has no " + what
                : "found " + Names.quoted(pair.getKey()) + "=" + pair.getValue();
    }

    public static Optional<WinnerMeaning> verdict(String word) {
        return WinnerMeaning.ofWord(word);
    }

    /** Empty for a word that means nothing; holds an empty one for {@code skip}. */
    public static Optional<Optional<Value>> value(String word) {
        String text = Texts.trim(word).toLowerCase(Locale.ROOT);
        if (text.equals(SKIP)) {
            return Optional.of(Optional.empty());
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Optional.of(new Value.Bool(text.equals("true"))));
        }
        boolean isNumber =
                text.length() <= 30 && NumberText.isNumber(text) && Double.isFinite(Double.parseDouble(text));
        return isNumber ? Optional.of(Optional.of(new Value.Scalar(new BigDecimal(text)))) : Optional.empty();
    }

    /** The last equals sign counts: a label may hold one, and a comma behind a backslash. The same pair twice is one. */
    private static Map<String, String> pairs(String option, String what, List<String> texts) throws MappingException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            for (String pair : Listed.parts(text)) {
                int equals = pair.lastIndexOf('=');
                if (equals < 0) {
                    throw new MappingException(
                            option + ": found " + Names.quoted(Texts.trim(pair)) + "; expected LABEL=" + what
                                    + ", separated by commas. Write a comma inside a label as \\,.");
                }
                String label = Texts.trim(pair.substring(0, equals));
                String meaning = Texts.trim(pair.substring(equals + 1));
                String other = pairs.put(label, meaning);
                if (other != null && !other.equals(meaning)) {
                    throw new MappingException(option + " gives the label " + Names.quoted(label)
                            + " twice, with different " + what.toLowerCase(Locale.ROOT) + "s.");
                }
            }
        }
        return pairs;
    }
}
