package feedbackuploader.report;

import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.input.FormulaGuard;
import feedbackuploader.ledger.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a report says of a row beside the row itself: columns in a table, one object {@code "upload"} in JSON. */
final class UploadColumns {

    static final List<String> NAMES = List.of(
            "upload_row",
            "upload_line",
            "upload_status",
            "upload_id",
            "upload_http_status",
            "upload_attempts",
            "upload_error");

    static final String ERROR = "upload_error";

    /** The key under which a JSON report says it. */
    static final String KEY = "upload";

    private static final String PREFIX = "upload_";

    private UploadColumns() {}

    /** Whether a column of the input is one of ours, which this report's own take the place of. */
    static boolean isOurs(String column) {
        return column.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    static List<String> cells(Entry entry) {
        return List.of(
                Long.toString(entry.row()),
                Long.toString(entry.line()),
                entry.state().status(),
                Objects.requireNonNullElse(entry.uploadId(), ""),
                entry.httpStatus() == null ? "" : entry.httpStatus().toString(),
                Integer.toString(entry.attempts()),
                error(entry));
    }

    /** The reason, guarded: a server's words may look like a formula. */
    static String error(Entry entry) {
        return entry.reason() == null ? "" : FormulaGuard.guard(entry.reason());
    }

    static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("row", entry.row());
        json.writeNumberField("line", entry.line());
        json.writeStringField("status", entry.state().status());
        if (entry.uploadId() != null) {
            json.writeStringField("id", entry.uploadId());
        }
        if (entry.httpStatus() != null) {
            json.writeNumberField("http_status", entry.httpStatus());
        }
        json.writeNumberField("attempts", entry.attempts());
        if (entry.reason() != null) {
            json.writeStringField("error", entry.reason());
        }
        json.writeEndObject();
    }
}
