package feedbackuploader.report.page;

import feedbackuploader.feedback.Status;
import feedbackuploader.input.Row;
import feedbackuploader.ledger.Entry;
import feedbackuploader.ledger.Piece;
import feedbackuploader.report.RowOutcome;
import feedbackuploader.report.RowViewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of rows that are not recorded: grouped by cause, with the first of each. It sees every row of a file
 * and keeps at most {@value #ROWS} of them, and {@value #BYTES} bytes: when there are too many, fewer of each cause.
 */
public final class PageRows implements RowViewer {

    static final int ROWS = 2_000;

    static final int OF_A_CAUSE = 20;

    /** Bytes of the page that rows may take. */
    private static final long BYTES = 1_200_000;

    /** Where every row has a mistake of its own, there is no end of causes. */
    private static final int CAUSES = 500;

    private final PageText texts;
    private final Set<String> used;
    private final Map<Cause, CauseRows> causes = new LinkedHashMap<>();
    private final Map<Status, Long> statuses = new EnumMap<>(Status.class);

    /** Rows that were left out on purpose, by the reason. */
    private final Map<String, Long> leftOut = new HashMap<>();

    private List<String> header = List.of();
    private int mostOfACause = OF_A_CAUSE;
    private long rowsKept;
    private long bytesKept;
    private long others;

    /**
     * @param withTexts whether ids and texts of the file may be kept
     * @param understood how the file was read, to show the columns that matter; null when it is not known
     */
    public PageRows(boolean withTexts, @Nullable FileUnderstood understood) {
        this.texts = new PageText(withTexts);
        this.used = understood == null ? Set.of() : new HashSet<>(understood.usedColumns());
    }

    @Override
    public void begin(List<String> columns) {
        header = List.copyOf(columns);
        causes.clear();
        statuses.clear();
        leftOut.clear();
        mostOfACause = OF_A_CAUSE;
        rowsKept = 0;
        bytesKept = 0;
        others = 0;
    }

    @Override
    public void row(@Nullable Row row, RowOutcome outcome) {
        if (outcome.isOfOtherShards()) {
            return;
        }
        count(outcome.status());
        for (Piece piece : outcome.pieces()) {
            Entry entry = piece.entry();
            Status status = entry.state().status();
            @Nullable String reason = RowOutcome.reasonOf(entry);
            if (reason != null && status == Status.SKIPPED) {
                leftOut(reason);
            } else if (reason != null && status != Status.RECORDED) {
                Cause.in(status, entry.httpStatus(), reason)
                        .forEach(told -> add(told, entry.row(), piece.metric(), row));
            }
        }
    }

    /** A row of a file that is only checked: {@code messages} as a ledger would keep them. */
    public void checked(Row row, Status status, List<String> messages) {
        count(status);
        for (String message : messages) {
            Cause.in(status, null, message).forEach(told -> add(told, row.number(), null, row));
        }
    }

    private void count(Status status) {
        statuses.merge(status, 1L, Long::sum);
    }

    private void leftOut(String reason) {
        String said = texts.reason(reason);
        if (leftOut.size() < CAUSES || leftOut.containsKey(said)) {
            leftOut.merge(said, 1L, Long::sum);
        }
    }

    private void add(Cause.Told whole, long number, @Nullable String metric, @Nullable Row row) {
        Cause.Told told = texts.isShown()
                ? whole
                : PlainWords.told(whole, RowPiece.of(row, header).names());
        @Nullable CauseRows known = causes.get(told.cause());
        if (known == null && causes.size() >= CAUSES) {
            others++;
            return;
        }
        boolean isWorthShowing = known == null || known.samples().size() < mostOfACause;
        String message = isWorthShowing ? PageText.sentence(told.message()) : told.message();
        RowPiece piece = RowPiece.of(isWorthShowing && texts.isShown() ? row : null, header);
        if (known == null) {
            List<String> columns = piece.chosen(Cause.placesOf(told.cause().column(), piece.names()), used);
            known = new CauseRows(
                    told,
                    PageText.sentence(told.expected()),
                    told.found() == null ? null : PageText.sentence(told.found()),
                    columns,
                    piece.names().size() - columns.size());
            causes.put(told.cause(), known);
        }
        if (known.count(number, told.message()) && isWorthShowing) {
            keep(
                    known,
                    sample(known.columns, piece, number, metric == null ? null : texts.metric(metric), message, told));
        }
    }

    private static CauseRows.Sample sample(
            List<String> columns,
            RowPiece piece,
            long number,
            @Nullable String metric,
            String message,
            Cause.Told told) {
        boolean hasCells = !columns.isEmpty() && !piece.names().isEmpty();
        Set<Integer> wrong = hasCells ? Cause.placesOf(told.column(), columns) : new TreeSet<>();
        return new CauseRows.Sample(
                number,
                metric,
                hasCells ? piece.cells(columns) : List.of(),
                wrong,
                hasCells ? null : piece.whole(),
                message);
    }

    private void keep(CauseRows rows, CauseRows.Sample sample) {
        long size = sample.size();
        while (mostOfACause > 1 && (rowsKept >= ROWS || bytesKept + size > BYTES)) {
            mostOfACause /= 2;
            causes.values().forEach(one -> one.keepAtMost(mostOfACause));
            List<CauseRows.Sample> left = causes.values().stream()
                    .flatMap(one -> one.samples().stream())
                    .toList();
            rowsKept = left.size();
            bytesKept = left.stream().mapToLong(CauseRows.Sample::size).sum();
        }
        if (rows.samples().size() < mostOfACause && rowsKept < ROWS && bytesKept + size <= BYTES) {
            rows.keep(sample);
            rowsKept++;
            bytesKept += size;
        }
    }

    /** Rows by status. */
    Map<Status, Long> statuses() {
        return statuses;
    }

    /** The largest first. */
    List<CauseRows> byCount() {
        return causes.values().stream()
                .sorted(Comparator.comparingLong(CauseRows::rows).reversed())
                .toList();
    }

    /** Problems that are of none of those causes, since there were too many. */
    long others() {
        return others;
    }

    long rowsKept() {
        return rowsKept;
    }

    /** Feedback that was left out on purpose, by the reason; the most frequent first. */
    List<Map.Entry<String, Long>> leftOut() {
        List<Map.Entry<String, Long>> all = new ArrayList<>(leftOut.entrySet());
        all.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        return all.stream().limit(20).collect(Collectors.toList());
    }
}
