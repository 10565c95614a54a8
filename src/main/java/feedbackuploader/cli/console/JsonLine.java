package feedbackuploader.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --json} prints: an object on one line, in ASCII, since it may be shown on a terminal. */
public final class JsonLine {

    private static final ObjectWriter WRITER = new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private JsonLine() {}

    public static String of(Map<String, ? extends @Nullable Object> object) {
        try {
            return WRITER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new AssertionError("plain values are always JSON", e);
        }
    }

    /** What a command that came to no result says in place of it, by the keys of a summary. */
    public static String ofFailure(String why, int exitCode) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("program", Version.program());
        object.put("stopped", why);
        object.put("exit_code", exitCode);
        return of(object);
    }

    public static boolean isAskedFor(List<String> typed) {
        return typed.contains("--json");
    }
}
