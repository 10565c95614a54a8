package feedbackuploader.web.local;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/** The JSON between page and server. */
final class PageJson {

    private static final System.Logger LOG = System.getLogger("feedbackuploader.web");

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private PageJson() {}

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records, maps and lists of plain values are always JSON", e);
        }
    }

    static <T> T read(InputStream body, Class<T> form) throws IOException {
        try {
            T value = MAPPER.readValue(body, form);
            if (value == null) {
                throw new BadCallException(400, "The request's body is null.");
            }
            return value;
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.DEBUG, "a request's body", e);
            throw new BadCallException(400, "The request's body is not the JSON that was expected here.");
        }
    }
}
