package feedbackuploader.upload;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Status;
import feedbackuploader.ledger.Ledger;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.ledger.NotRecorded;
import feedbackuploader.ledger.Piece;
import feedbackuploader.ledger.RowPieces;
import feedbackuploader.report.RowOutcome;
import feedbackuploader.report.page.Cause;
import feedbackuploader.server.UnlinkedMetric;
import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why rows are not recorded, as the ledger knows it.
 *
 * @param lines one for each of the most frequent reasons, with its rows; a last one when there are more
 * @param metricsToLink that rows were refused for, since they are not linked where the rows belong: each as KEY:KIND
 */
public record RowReasons(List<String> lines, List<String> metricsToLink) {

    static final RowReasons NONE = new RowReasons(List.of(), List.of());

    /** More would hide what stands above them on a terminal. */
    private static final int TOLD = 3;

    private static final int ROWS_TOLD = 5;
    private static final int LONGEST = 300;

    /** Where every row has a reason of its own, there is no end of them. */
    private static final int KEPT = 1_000;

    public RowReasons {
        lines = List.copyOf(lines);
        metricsToLink = List.copyOf(metricsToLink);
    }

    private static final class Group {
        private final Cause.Told first;
        private final List<Long> firstRows = new ArrayList<>(ROWS_TOLD);
        private long rows;
        private long lastRow;
        private boolean varies;

        Group(Cause.Told first) {
            this.first = first;
        }

        void add(long row, Cause.Told one) {
            varies |= !one.message().equals(first.message());
            if (rows == 0 || row != lastRow) {
                lastRow = row;
                rows++;
                if (firstRows.size() < ROWS_TOLD) {
                    firstRows.add(row);
                }
            }
        }

        long rows() {
            return rows;
        }

        /** {@code 4 rows rejected (5, 6, 9, 11): The server refused this row (HTTP 404): …} */
        String line() {
            String numbers = firstRows.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return Amount.of(rows, "row") + " " + first.cause().status().label() + " (" + numbers
                    + (rows > ROWS_TOLD ? ", …" : "") + (varies ? "), such as: " : "): ")
                    + Printable.of(first.message(), LONGEST);
        }
    }

    /** Of the rows whose status is one of {@code statuses}. */
    public static RowReasons of(Ledger ledger, Predicate<Status> statuses) throws LedgerException {
        return of(List.of(ledger), statuses);
    }

    /** @param ledgers of the shards of one file */
    static RowReasons of(List<Ledger> ledgers, Predicate<Status> statuses) throws LedgerException {
        boolean hasAny = false;
        for (Ledger ledger : ledgers) {
            hasAny |= Status.in(ledger.counts().byStatus()).stream()
                    .anyMatch(statuses.and(status -> status.compareTo(Status.RECORDED) > 0));
        }
        if (!hasAny) {
            return NONE;
        }
        Map<Cause, Group> groups = new LinkedHashMap<>();
        Set<String> unlinked = new TreeSet<>();
        List<RowPieces> each = new ArrayList<>();
        try {
            for (Ledger ledger : ledgers) {
                each.add(NotRecorded.of(ledger));
            }
            RowsSideBySide rows = new RowsSideBySide(each);
            for (List<RowsSideBySide.View> views = rows.next(); !views.isEmpty(); views = rows.next()) {
                for (RowsSideBySide.View view : views) {
                    for (Piece piece : view.pieces()) {
                        add(groups, unlinked, piece, statuses);
                    }
                }
            }
        } finally {
            for (RowPieces pieces : each) {
                pieces.close();
            }
        }
        return new RowReasons(lines(groups), toLink(unlinked, ledgers));
    }

    private static void add(Map<Cause, Group> groups, Set<String> unlinked, Piece piece, Predicate<Status> statuses) {
        Status status = piece.entry().state().status();
        @Nullable String reason = RowOutcome.reasonOf(piece.entry());
        if (reason == null || !statuses.test(status)) {
            return;
        }
        if (status == Status.REJECTED && piece.metric() != null && UnlinkedMetric.isIn(reason)) {
            unlinked.add(piece.metric());
        }
        Cause.in(status, piece.entry().httpStatus(), reason)
                .forEach(told -> add(groups, piece.entry().row(), told));
    }

    private static void add(Map<Cause, Group> groups, long row, Cause.Told told) {
        @Nullable Group group = groups.get(told.cause());
        if (group == null && groups.size() < KEPT) {
            group = new Group(told);
            groups.put(told.cause(), group);
        }
        if (group != null) {
            group.add(row, told);
        }
    }

    private static List<String> lines(Map<Cause, Group> groups) {
        List<String> lines = groups.values().stream()
                .sorted(Comparator.comparingLong(Group::rows).reversed())
                .limit(TOLD)
                .map(Group::line)
                .collect(Collectors.toCollection(ArrayList::new));
        int more = groups.size() - TOLD;
        if (more > 0) {
            lines.add("… and " + (groups.size() == KEPT ? "many more reasons" : Amount.of(more, "more reason"))
                    + "; upload_error in the report has that of each row.");
        }
        return lines;
    }

    /** Without the kind that the deployment gave it, a metric cannot be named to be linked. */
    private static List<String> toLink(Set<String> unlinked, List<Ledger> ledgers) throws LedgerException {
        if (unlinked.isEmpty()) {
            return List.of();
        }
        Map<String, String> known = new HashMap<>();
        for (Ledger ledger : ledgers) {
            known.putAll(
                    ledger.plan().map(plan -> PlanBasis.metricsIn(plan.basis())).orElse(Map.of()));
        }
        return unlinked.stream()
                .filter(known::containsKey)
                .map(known::get)
                .distinct()
                .toList();
    }
}
