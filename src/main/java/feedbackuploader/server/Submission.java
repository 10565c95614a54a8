package feedbackuploader.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Kind;

/**
 * One request as it will leave: its kind decides the route.
 *
 * @param body a JSON object, without lone surrogates, so that it has exactly one form in UTF-8
 */
public record Submission(Kind kind, String body) {

    /** Numbers as they stand: 4.50 is not to become 4.5 on the way. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What {@code body}, that of a submission, holds; numbers keep their digits. */
    public static ObjectNode parse(String body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body of a submission is a JSON object", e);
        }
    }
}
