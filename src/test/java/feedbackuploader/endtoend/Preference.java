package feedbackuploader.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A row of preference feedback as it stands in a JSONL file: tied or not, with one turn or several. */
record Preference(ObjectNode row) {

    /** What all of them belong to. */
    static final String USE_CASE = "chat";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** By id and by text in turn; the same ones each time for the same {@code series}. */
    static Preference numbered(String series, int i) {
        return i % 2 == 0 ? byId(series, i) : byText(series, i);
    }

    static Preference byId(String series, int i) {
        ObjectNode row = JSON.createObjectNode()
                .put("metric", "acceptance")
                .put("preferred_completion", Rating.uuid(series + " better " + i))
                .put("other_completion", Rating.uuid(series + " worse " + i));
        putTie(row, i);
        putUser(row, i);
        return new Preference(row);
    }

    static Preference byText(String series, int i) {
        ObjectNode row = JSON.createObjectNode().put("metric", "acceptance");
        row.putObject("preferred_completion")
                .put("text", "Answer " + i + " of " + series + " –\n„gut“ 👍")
                .put("model", "model-a");
        row.putObject("other_completion").put("text", i % 4 == 1 ? "" : "No.").put("model", "model-b");
        putTie(row, i);
        ArrayNode messages = row.putArray("messages");
        if (i % 3 == 0) {
            messages.addObject().put("role", "system").put("content", "Be brief.");
        }
        messages.addObject().put("role", "user").put("content", "Question " + i + "?");
        putUser(row, i);
        return new Preference(row);
    }

    private static void putTie(ObjectNode row, int i) {
        if (i % 5 == 0) {
            row.put("tied", i % 10 == 0 ? "good" : "bad");
        }
    }

    private static void putUser(ObjectNode row, int i) {
        if (i % 7 == 0) {
            row.put("user", Rating.uuid("user" + i));
        }
    }

    /** Its sides mean nothing, and only another tie shows how a server shows one. */
    boolean isTied() {
        return row.has("tied");
    }

    /** As the sandbox lists it, ids and times aside. */
    String listed() {
        ObjectNode line = JSON.createObjectNode().put("kind", "preference");
        ObjectNode withoutUser = row.deepCopy();
        withoutUser.remove("user");
        line.setAll(withoutUser);
        line.put("use_case", USE_CASE);
        if (row.has("user")) {
            line.set("user_id", row.get("user"));
        }
        return line.toString();
    }
}
