package feedbackuploader.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Records, maps and lists of plain values as JSON. */
public final class JsonText {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build()
            .writer();
    private static final ObjectWriter LINE = WRITER.with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final ObjectWriter INDENTED = WRITER.with(SerializationFeature.INDENT_OUTPUT);

    private JsonText() {}

    /** On one line. */
    public static String of(Object value) {
        return write(value, WRITER);
    }

    /** On one line, in ASCII, since it may be shown on a terminal. */
    public static String forTerminal(Object value) {
        return write(value, LINE);
    }

    /** On several lines, for people. */
    public static String indented(Object value) {
        return write(value, INDENTED);
    }

    private static String write(Object value, ObjectWriter form) {
        try {
            return form.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values are always JSON", e);
        }
    }
}
