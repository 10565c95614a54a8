package feedbackuploader.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it, and stricter where leniency would lose something: no key twice, nothing after the value, no
 * lone surrogate, and numbers with every digit.
 */
public final class StrictJson {

    /** Deeper than this is no feedback, and recursion over it would be a risk. */
    static final int DEEPEST = 100;

    public static final int LONGEST_NUMBER = 100;

    static final int LONGEST_KEY = 10_000;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(RawRecord.CELL_LIMIT)
                            .maxNameLength(LONGEST_KEY)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /** A text is no such JSON. The problem is safe to print. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Malformed(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** @param text not blank */
    public static JsonNode read(String text) throws Malformed {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException | ArithmeticException | NumberFormatException e) {
            throw JsonDiagnosis.of(text);
        }
        if (text.contains("\\ud") || text.contains("\\uD")) {
            refuseLoneSurrogates(node);
        }
        return node;
    }

    /** A phrase that names a value in a message: text in quotes, other values by what they are. */
    public static String describe(@Nullable JsonNode node) {
        if (node == null) {
            return "nothing";
        }
        return switch (node.getNodeType()) {
            case STRING -> node.textValue().isBlank() ? "an empty text" : Printable.quoted(node.textValue());
            case NUMBER -> "the number " + Printable.shown(node.asText(), LONGEST_NUMBER);
            case BOOLEAN -> node.asText();
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    private static void refuseLoneSurrogates(JsonNode node) throws Malformed {
        if (node.isTextual()) {
            refuseLoneSurrogates(node.textValue());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            refuseLoneSurrogates(field.getKey());
        }
        for (JsonNode child : node) {
            refuseLoneSurrogates(child);
        }
    }

    private static void refuseLoneSurrogates(String text) throws Malformed {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new Malformed(new Problem(
                        String.format(Locale.ROOT, "half a character (\\u%04x)", (int) c),
                        "whole characters",
                        "An emoji takes a pair of escapes; one of the two is missing."));
            }
        }
    }
}
