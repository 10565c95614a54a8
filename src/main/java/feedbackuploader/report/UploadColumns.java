package feedbackuploader.report;

import feedbackuploader.feedback.Origins;
import feedbackuploader.feedback.RunName;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.support.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a report says of a row beside the row itself: columns in a table, one object {@code "upload"} in JSON. */
final class UploadColumns {

    private static final List<ReportColumn> ALL = List.of(ReportColumn.values());

    /** Those of the rows to fix, the reason first. */
    private static final List<ReportColumn> TO_FIX = List.of(
            ReportColumn.ERROR, ReportColumn.ROW, ReportColumn.RUN, ReportColumn.COMPLETION_ID, ReportColumn.PARTS);

    /** What is said of a row's piece as of a row, in this order. */
    private static final List<ReportColumn> OF_PART = List.of(
            ReportColumn.METRIC,
            ReportColumn.STATUS,
            ReportColumn.ID,
            ReportColumn.COMPLETION_ID,
            ReportColumn.RECORDED_AT,
            ReportColumn.HTTP_STATUS,
            ReportColumn.ATTEMPTS,
            ReportColumn.ERROR,
            ReportColumn.VERIFIED,
            ReportColumn.DIFFERENCE);

    /** All of them: what a row has as a piece has it stands together. */
    private static final List<ReportColumn> IN_JSON = Stream.of(
                    List.of(ReportColumn.ROW, ReportColumn.LINE), OF_PART, ALL)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private final RunName run;
    private final String runOfAll;
    private final List<ReportColumn> all;
    private final List<ReportColumn> toFix;
    private final List<ReportColumn> inJson;

    /**
     * @param withParts whether rows of this file hold several pieces of feedback
     * @param withCreations whether some of them create completions
     */
    UploadColumns(RunName run, boolean withParts, boolean withCreations) {
        this(run, withParts, withCreations, false);
    }

    private UploadColumns(RunName run, boolean withParts, boolean withCreations, boolean withVerdicts) {
        this.run = run;
        this.runOfAll = run.toString();
        Predicate<ReportColumn> isShown = column -> switch (column) {
            case PARTS -> withParts;
            case COMPLETION_ID -> withCreations;
            case VERIFIED, DIFFERENCE -> withVerdicts;
            default -> true;
        };
        this.all = ALL.stream().filter(isShown).toList();
        this.toFix = TO_FIX.stream().filter(isShown).toList();
        this.inJson = IN_JSON.stream().filter(isShown).toList();
    }

    /** Those that {@code rows} have something for. */
    static UploadColumns of(RunName run, RowPieces rows) {
        return new UploadColumns(run, rows.hasParts(), rows.hasCreations(), rows.hasVerdicts());
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

    List<String> namesToFix() {
        return toFix.stream().map(ReportColumn::column).toList();
    }

    List<String> cells(RowOutcome row) {
        return cells(all, row);
    }

    List<String> cellsToFix(RowOutcome row) {
        return cells(toFix, row);
    }

    private List<String> cells(List<ReportColumn> columns, RowOutcome row) {
        List<String> cells = new ArrayList<>(columns.size());
        for (ReportColumn column : columns) {
            @Nullable Object value = value(column, row);
            cells.add(value == null ? "" : value instanceof List ? JsonText.of(value) : value.toString());
        }
        return cells;
    }

    /** The object {@code "upload"}. */
    String object(RowOutcome row) {
        return JsonText.of(object(inJson, row));
    }

    private Map<String, Object> object(List<ReportColumn> columns, RowOutcome row) {
        Map<String, Object> object = new LinkedHashMap<>();
        columns.forEach(column -> put(object, column.key(), value(column, row)));
        return object;
    }

    private static void put(Map<String, Object> object, String key, @Nullable Object value) {
        if (value != null) {
            object.put(key, value);
        }
    }

    /** Null where there is nothing to say. */
    private @Nullable Object value(ReportColumn column, RowOutcome row) {
        return switch (column) {
            case ROW -> row.row();
            case LINE -> row.line();
            case STATUS -> row.status().label();
            case ID -> row.uploadId();
            case COMPLETION_ID -> row.completionId();
            case METRIC -> row.metric();
            case RECORDED_AT -> toTheSecond(row.recordedAt());
            case HTTP_STATUS -> row.httpStatus();
            case ATTEMPTS -> row.attempts();
            case ERROR -> row.reason();
            case RUN -> Origins.behind(runOf(row), row.marks());
            case VERIFIED -> row.verified();
            case DIFFERENCE -> row.difference();
            case PARTS -> row.pieces().stream().map(this::part).toList();
        };
    }

    private String runOf(RowOutcome row) {
        return row.ledger().equals(run.ledger())
                ? runOfAll
                : new RunName(run.target(), run.project(), row.ledger()).toString();
    }

    private Map<String, Object> part(Piece piece) {
        Map<String, Object> part = object(OF_PART, RowOutcome.of(List.of(piece), run.ledger()));
        put(part, "key", piece.key() == null ? null : piece.key().hex());
        put(
                part,
                "skipped",
                piece.skipCause() == null ? null : piece.skipCause().label());
        put(part, "kind", piece.kind());
        return part;
    }

    /** No server's clock is known more exactly. */
    private static @Nullable String toTheSecond(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
