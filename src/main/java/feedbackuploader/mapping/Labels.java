package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Problem;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each label of a file means, as its owner said; a label that is not in here means nothing. Spaces around a label
 * and its capitals make no difference, and neither does the way in which a number is written: 1 is 1.0.
 *
 * @param <M> what a label can mean
 */
public final class Labels<M> {

    private static final int LISTED = 10;
    private static final int LONGEST_NUMBER = 30;
    private static final Pattern LEADING_ZEROS = Pattern.compile("^([-+]?)0+(?=[0-9])");
    /** Written out, such a number would fill the memory. */
    private static final Pattern LARGE_EXPONENT = Pattern.compile("e[-+]?[0-9]{3}");

    private final Map<String, M> meanings;
    private final Map<String, M> normal = new HashMap<>();
    private final boolean hasNumber;

    private Labels(Map<String, M> meanings) {
        this.meanings = Collections.unmodifiableMap(meanings);
        meanings.forEach((label, meaning) -> normal.put(normal(label), meaning));
        hasNumber = normal.keySet().stream().anyMatch(NumberText::isNumber);
    }

    public static <M> Labels<M> none() {
        return new Labels<>(Map.of());
    }

    /**
     * @param meanings by label
     * @throws MappingException when two labels are the same and mean something else
     */
    public static <M> Labels<M> of(Map<String, M> meanings) throws MappingException {
        Map<String, String> seen = new HashMap<>();
        for (String label : meanings.keySet()) {
            String twin = seen.put(normal(label), label);
            if (twin != null && !Objects.equals(meanings.get(twin), meanings.get(label))) {
                throw new MappingException("The labels " + Names.quoted(twin) + " and " + Names.quoted(label)
                        + " count as the same: capitals, spaces around them and the format of numbers are"
                        + " ignored. Keep one of them.");
            }
        }
        return new Labels<>(new LinkedHashMap<>(meanings));
    }

    /** These and {@code more}, which win. */
    public Labels<M> and(Labels<M> more) {
        Map<String, M> both = new LinkedHashMap<>();
        meanings.forEach((label, meaning) -> {
            if (!more.normal.containsKey(normal(label))) {
                both.put(label, meaning);
            }
        });
        both.putAll(more.meanings);
        return new Labels<>(both);
    }

    /** In the order in which they were given. */
    public Map<String, M> meanings() {
        return meanings;
    }

    public boolean isEmpty() {
        return meanings.isEmpty();
    }

    /** Whether a label is a number. Then every number is a label, or a typing error would pass for a value. */
    boolean hasNumber() {
        return hasNumber;
    }

    public Optional<M> find(String label) {
        M meaning = meanings.get(label);
        return Optional.ofNullable(meaning != null ? meaning : normal.get(normal(label)));
    }

    /** For "expected …": all labels, or the first of many. */
    String listed() {
        return meanings.keySet().stream().limit(LISTED).map(Problem::quote).collect(Collectors.joining(", "))
                + (meanings.size() > LISTED ? " and " + (meanings.size() - LISTED) + " more" : "");
    }

    /** The label that a cell or a JSON value is; a missing one is empty. Null for a list or an object, which is none. */
    static @Nullable String labelOf(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "";
        }
        if (node.isTextual()) {
            return Texts.bare(node.textValue());
        }
        return node.isValueNode() ? node.asText() : null;
    }

    /** Equal for labels between which capitals, spaces or the way a number is written are all the difference. */
    static String normal(String label) {
        String text = Texts.trim(label).toLowerCase(Locale.ROOT);
        String number = LEADING_ZEROS.matcher(text).replaceFirst("$1");
        if (text.length() > LONGEST_NUMBER || !NumberText.isNumber(number)) {
            return text;
        }
        if (NumberText.isZero(number)) {
            return "0";
        }
        if (LARGE_EXPONENT.matcher(number).find()) {
            return text;
        }
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
