package feedbackuploader.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import feedbackuploader.feedback.Origins;
import feedbackuploader.feedback.RunName;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Piece;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a report says of a row beside the row itself: columns in a table, one object {@code "upload"} in JSON. */
final class UploadColumns {

    private static final JsonFactory FACTORY = new JsonFactory();

    private static final List<ReportColumn> ALL = List.of(ReportColumn.values());

    /** Those for the rows to mend, the reason first. */
    private static final List<ReportColumn> TO_MEND =
            List.of(ReportColumn.ERROR, ReportColumn.ROW, ReportColumn.RUN, ReportColumn.PARTS);

    private final String run;
    private final List<ReportColumn> all;
    private final List<ReportColumn> toMend;

    /** @param withParts whether rows of this file hold several pieces of feedback */
    UploadColumns(RunName run, boolean withParts) {
        this.run = run.toString();
        this.all = withParts ? ALL : withoutParts(ALL);
        this.toMend = withParts ? TO_MEND : withoutParts(TO_MEND);
    }

    private static List<ReportColumn> withoutParts(List<ReportColumn> columns) {
        return columns.stream().filter(column -> column != ReportColumn.PARTS).toList();
    }

    /** The columns of an input that are its own, by index: those of an earlier report give way. */
    static List<Integer> notOurs(List<String> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> !ReportColumn.isOurs(columns.get(i)))
                .boxed()
                .toList();
    }

    List<String> names() {
        return all.stream().map(ReportColumn::column).toList();
    }

    List<String> namesToMend() {
        return toMend.stream().map(ReportColumn::column).toList();
    }

    List<String> cells(RowOutcome row) throws IOException {
        return cells(all, row);
    }

    List<String> cellsToMend(RowOutcome row) throws IOException {
        return cells(toMend, row);
    }

    private List<String> cells(List<ReportColumn> columns, RowOutcome row) throws IOException {
        List<String> cells = new ArrayList<>(columns.size());
        for (ReportColumn column : columns) {
            cells.add(cell(column, row));
        }
        return cells;
    }

    private String cell(ReportColumn column, RowOutcome row) throws IOException {
        return switch (column) {
            case ROW -> Long.toString(row.row());
            case LINE -> Long.toString(row.line());
            case STATUS -> row.status().label();
            case ID -> Objects.requireNonNullElse(row.uploadId(), "");
            case METRIC -> Objects.requireNonNullElse(row.metric(), "");
            case RECORDED_AT -> time(row.recordedAt());
            case HTTP_STATUS -> row.httpStatus() == null ? "" : row.httpStatus().toString();
            case ATTEMPTS -> Integer.toString(row.attempts());
            case ERROR -> Objects.requireNonNullElse(row.reason(), "");
            case RUN -> run(row);
            case PARTS -> parts(row);
        };
    }

    private String run(RowOutcome row) {
        return Origins.behind(run, row.marks());
    }

    /** To the second, which is as exact as a server's clock is known. */
    private static String time(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A JSON list, which a spreadsheet shows and a program reads. */
    private static String parts(RowOutcome row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writeParts(json, row);
        }
        return text.toString();
    }

    void write(JsonGenerator json, RowOutcome row) throws IOException {
        json.writeStartObject();
        json.writeNumberField(ReportColumn.ROW.key(), row.row());
        json.writeNumberField(ReportColumn.LINE.key(), row.line());
        if (row.metric() != null) {
            json.writeStringField(ReportColumn.METRIC.key(), row.metric());
        }
        write(
                json,
                row.status().label(),
                row.uploadId(),
                row.recordedAt(),
                row.httpStatus(),
                row.attempts(),
                row.reason());
        json.writeStringField(ReportColumn.RUN.key(), run(row));
        if (all.contains(ReportColumn.PARTS)) {
            json.writeFieldName(ReportColumn.PARTS.key());
            writeParts(json, row);
        }
        json.writeEndObject();
    }

    private static void writeParts(JsonGenerator json, RowOutcome row) throws IOException {
        json.writeStartArray();
        for (Piece piece : row.pieces()) {
            json.writeStartObject();
            if (piece.metric() != null) {
                json.writeStringField(ReportColumn.METRIC.key(), piece.metric());
            }
            Entry entry = piece.entry();
            write(
                    json,
                    entry.state().status().label(),
                    entry.uploadId(),
                    piece.recordedAt(),
                    entry.httpStatus(),
                    entry.attempts(),
                    entry.reason());
            if (piece.key() != null) {
                json.writeStringField("key", piece.key().hex());
            }
            if (piece.skipCause() != null) {
                json.writeStringField("skipped", piece.skipCause().label());
            }
            if (piece.kind() != null) {
                json.writeStringField("kind", piece.kind());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(
            JsonGenerator json,
            String status,
            @Nullable String uploadId,
            @Nullable Instant recordedAt,
            @Nullable Integer httpStatus,
            int attempts,
            @Nullable String reason)
            throws IOException {
        json.writeStringField(ReportColumn.STATUS.key(), status);
        if (uploadId != null) {
            json.writeStringField(ReportColumn.ID.key(), uploadId);
        }
        if (recordedAt != null) {
            json.writeStringField(ReportColumn.RECORDED_AT.key(), time(recordedAt));
        }
        if (httpStatus != null) {
            json.writeNumberField(ReportColumn.HTTP_STATUS.key(), httpStatus);
        }
        json.writeNumberField(ReportColumn.ATTEMPTS.key(), attempts);
        if (reason != null) {
            json.writeStringField(ReportColumn.ERROR.key(), reason);
        }
    }
}
