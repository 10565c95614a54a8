package feedbackuploader.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. A line that is not one breaks that row alone. */
final class JsonLinesSource extends CutRows {

    JsonLinesSource(Cutter cutter, MessageDigest digest, boolean byteOrderMark) {
        super(cutter, digest, byteOrderMark);
    }

    @Override
    @Nullable
    Row row(Cut cut) {
        if (cut.tooLong()) {
            return BrokenRow.tooLong(cut, null);
        }
        if (cut.text().isBlank()) {
            return null;
        }
        try {
            JsonNode node = StrictJson.read(cut.text());
            if (node instanceof ObjectNode object) {
                return new JsonRow(cut.number(), cut.line(), cut.text(), object);
            }
            return broken(cut, StrictJson.describe(node), "a JSON object", null);
        } catch (StrictJson.Malformed e) {
            return broken(cut, e.found(), e.expected(), e.hint());
        }
    }

    private static BrokenRow broken(Cut cut, String found, String expected, @Nullable String hint) {
        return new BrokenRow(cut.number(), cut.line(), cut.text(), null, found, expected, hint);
    }

    @Override
    public Format format() {
        return Format.JSONL;
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public String header() {
        return "";
    }
}
