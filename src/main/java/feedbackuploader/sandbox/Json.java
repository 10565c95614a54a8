package feedbackuploader.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON, read strictly. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Reads a request's body.
     *
     * @throws Refused when it is not one JSON object in UTF-8 with distinct keys
     */
    static Fields object(byte[] body) {
        String text = decode(body);
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        Map<String, String> numbers = new LinkedHashMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refused.malformed("the body must be a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isNumeric()) {
                    numbers.put(name, parser.getText());
                }
                nodes.put(name, MAPPER.readTree(parser));
            }
            if (parser.nextToken() != null) {
                throw Refused.malformed("the body must be one JSON object, but more follows after it");
            }
        } catch (JsonProcessingException e) {
            throw Refused.malformed("malformed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseLoneSurrogates(text, nodes);
        return new Fields(nodes, numbers);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw Refused.malformed("the body is not valid UTF-8");
        }
    }

    /** Half a surrogate pair can be written in JSON (as an escape) but not in UTF-8, so it could not be listed. */
    private static void refuseLoneSurrogates(String text, Map<String, JsonNode> nodes) {
        if ((text.contains("\\ud") || text.contains("\\uD"))
                && !UTF_8.newEncoder().canEncode(nodes.toString())) {
            throw Refused.malformed("malformed JSON: lone surrogate in a \\u escape");
        }
    }
}
