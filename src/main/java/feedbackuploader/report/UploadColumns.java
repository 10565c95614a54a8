package feedbackuploader.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.input.FormulaGuard;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Piece;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a report says of a row beside the row itself: columns in a table, one object {@code "upload"} in JSON. */
final class UploadColumns {

    private static final List<String> NAMES = List.of(
            "upload_row",
            "upload_line",
            "upload_status",
            "upload_id",
            "upload_http_status",
            "upload_attempts",
            "upload_error");

    private static final String PARTS = "upload_parts";

    private static final String ERROR = "upload_error";

    /** The key under which a JSON report says it. */
    static final String KEY = "upload";

    private static final String PREFIX = "upload_";
    private static final JsonFactory FACTORY = new JsonFactory();

    private UploadColumns() {}

    /** Whether a column of the input is one of ours, which this report's own take the place of. */
    static boolean isOurs(String column) {
        return column.strip().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** @param withParts whether rows of this file hold several pieces of feedback */
    static List<String> names(boolean withParts) {
        return withParts ? Stream.concat(NAMES.stream(), Stream.of(PARTS)).toList() : NAMES;
    }

    /** Those for the rows to mend, which keep what tells the recorded pieces of a row from the others. */
    static List<String> namesToMend(boolean withParts) {
        return withParts ? List.of(ERROR, PARTS) : List.of(ERROR);
    }

    static List<String> cells(RowOutcome row, boolean withParts) throws IOException {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(row.row()));
        cells.add(Long.toString(row.line()));
        cells.add(row.status());
        cells.add(Objects.requireNonNullElse(row.uploadId(), ""));
        cells.add(row.httpStatus() == null ? "" : row.httpStatus().toString());
        cells.add(Integer.toString(row.attempts()));
        cells.addAll(cellsToMend(row, withParts));
        return cells;
    }

    /** The reason is guarded: a server's words may look like a formula. */
    static List<String> cellsToMend(RowOutcome row, boolean withParts) throws IOException {
        String error = row.reason() == null ? "" : FormulaGuard.guard(row.reason());
        return withParts ? List.of(error, parts(row)) : List.of(error);
    }

    /** A JSON list, which a spreadsheet shows and a program reads. */
    private static String parts(RowOutcome row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writeParts(json, row);
        }
        return text.toString();
    }

    static void write(JsonGenerator json, RowOutcome row, boolean withParts) throws IOException {
        json.writeStartObject();
        json.writeNumberField("row", row.row());
        json.writeNumberField("line", row.line());
        write(json, row.status(), row.uploadId(), row.httpStatus(), row.attempts(), row.reason());
        if (withParts) {
            json.writeFieldName("parts");
            writeParts(json, row);
        }
        json.writeEndObject();
    }

    private static void writeParts(JsonGenerator json, RowOutcome row) throws IOException {
        json.writeStartArray();
        for (Piece piece : row.pieces()) {
            json.writeStartObject();
            if (piece.metric() != null) {
                json.writeStringField("metric", piece.metric());
            }
            Entry entry = piece.entry();
            write(json, entry.state().status(), entry.uploadId(), entry.httpStatus(), entry.attempts(), entry.reason());
            if (piece.key() != null) {
                json.writeStringField("key", piece.key().hex());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(
            JsonGenerator json,
            String status,
            @Nullable String uploadId,
            @Nullable Integer httpStatus,
            int attempts,
            @Nullable String reason)
            throws IOException {
        json.writeStringField("status", status);
        if (uploadId != null) {
            json.writeStringField("id", uploadId);
        }
        if (httpStatus != null) {
            json.writeNumberField("http_status", httpStatus);
        }
        json.writeNumberField("attempts", attempts);
        if (reason != null) {
            json.writeStringField("error", reason);
        }
    }
}
