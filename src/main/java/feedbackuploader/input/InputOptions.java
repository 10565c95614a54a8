package feedbackuploader.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about how a file is to be read; null for what is found out from its bytes.
 *
 * @param skipLines lines above the header, or above the first JSON value; in a workbook, rows
 * @param sheet the name of a sheet, or its number from 1
 */
public record InputOptions(
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        int skipLines,
        @Nullable String sheet) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public InputOptions {
        if (skipLines < 0) {
            throw new IllegalArgumentException("skipLines " + skipLines);
        }
    }

    public static InputOptions none() {
        return new InputOptions(null, null, 0, null);
    }

    /** One line, in which equal options are equal; {@link #parse} reads it. */
    public String toLine() {
        ObjectNode line = JSON.createObjectNode();
        line.put("encoding", encoding == null ? null : encoding.name());
        line.put("delimiter", delimiter == null ? null : delimiter.toString());
        line.put("skip_lines", skipLines);
        line.put("sheet", sheet);
        return line.toString();
    }

    /** @throws IllegalArgumentException when {@code line} does not come from {@link #toLine} */
    public static InputOptions parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            String encoding = node.path("encoding").textValue();
            String delimiter = node.path("delimiter").textValue();
            return new InputOptions(
                    encoding == null ? null : Charset.forName(encoding),
                    delimiter == null ? null : delimiter.charAt(0),
                    node.path("skip_lines").intValue(),
                    node.path("sheet").textValue());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
