package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file that this program wrote says became of a row.
 *
 * @param parts what became of each of a row's pieces of feedback: a JSON list, or text that holds one; null for none
 */
record EarlierUpload(String status, String error, @Nullable JsonNode parts) {

    static final EarlierUpload NONE = new EarlierUpload("", "", null);

    static final String STATUS = "upload_status";
    static final String ERROR = "upload_error";
    static final String PARTS = "upload_parts";

    private static final String RECORDED = "already recorded, as its upload_status says";
    private static final String UNKNOWN =
            "unknown whether recorded, as its upload_status says: sending it here might record it twice";

    /** A piece that must not be sent again, known by the digest of what would be sent. */
    record Settled(String key, String reason) {}

    static EarlierUpload ofCells(String status, String error, String parts) {
        JsonNode list = Texts.isBlank(parts) ? null : TextNode.valueOf(parts);
        return new EarlierUpload(status, error, list);
    }

    static EarlierUpload ofJson(JsonNode status, JsonNode error, JsonNode parts) {
        return new EarlierUpload(status.asText(""), error.asText(""), parts.isArray() ? parts : null);
    }

    /** Why the row as a whole is not sent again, or null. */
    @Nullable
    String reasonToSkip() {
        return parts == null ? reason(status, error) : null;
    }

    private static @Nullable String reason(String status, String error) {
        if (status.isEmpty()) {
            return null;
        }
        return switch (Texts.trim(status).toLowerCase(Locale.ROOT)) {
            case "recorded" -> RECORDED;
            case "unknown" -> UNKNOWN;
            // as an upload of a results file says in its own results
            case "skipped" -> error.startsWith(RECORDED) ? RECORDED : error.startsWith(UNKNOWN) ? UNKNOWN : null;
            default -> null;
        };
    }

    /** Those pieces of the row that are not sent again; may be changed unless it is empty. */
    List<Settled> settled(List<Problem> problems) {
        if (parts == null) {
            return List.of();
        }
        List<Settled> settled = new ArrayList<>();
        JsonNode list = list(parts, problems);
        if (list == null) {
            return settled;
        }
        for (JsonNode part : list) {
            String why =
                    reason(part.path("status").asText(""), part.path("error").asText(""));
            if (why != null && part.path("key").isTextual()) {
                settled.add(new Settled(part.path("key").textValue(), why));
            }
        }
        return settled;
    }

    private static @Nullable JsonNode list(JsonNode parts, List<Problem> problems) {
        if (!parts.isTextual()) {
            return parts;
        }
        try {
            JsonNode list = StrictJson.read(parts.textValue());
            if (list instanceof ArrayNode) {
                return list;
            }
            problems.add(notOurs(StrictJson.describe(list)));
        } catch (StrictJson.Malformed e) {
            problems.add(notOurs(e.found()));
        }
        return null;
    }

    private static Problem notOurs(String found) {
        return new Problem(
                PARTS,
                found,
                "the list that this program wrote",
                "It alone says which pieces of the row are recorded: take it from the original, or remove the row's"
                        + " recorded pieces and the column.");
    }
}
