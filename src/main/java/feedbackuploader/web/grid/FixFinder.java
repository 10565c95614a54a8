package feedbackuploader.web.grid;

import feedbackuploader.input.InputException;
import feedbackuploader.input.Row;
import feedbackuploader.input.edits.Edit;
import feedbackuploader.input.edits.Edits;
import feedbackuploader.ledger.LedgerException;
import feedbackuploader.mapping.Corrections;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.mapping.MappingException;
import feedbackuploader.mapping.MappingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is in the cells that have one thing wrong with them, and what the program would take instead. */
final class FixFinder {

    /** Different texts: more are no work for one step. */
    private static final int VALUES = 500;

    /** In characters: a longer text is no value, id or label. */
    private static final int LONGEST = 1_000;

    private final RowGrid grid;
    private final CellChanger changer;
    private final Rechecker rechecker;
    private final MappingOptions options;

    /** In how many rows a text is wrong, and the first of them. */
    private static final class Found {
        final long index;
        long count;

        Found(long index) {
            this.index = index;
        }
    }

    /** What is told of each cell that has one thing wrong with it. */
    @FunctionalInterface
    private interface WrongCell {
        void at(StoredRow row, long index, int column, String text) throws IOException;
    }

    FixFinder(RowGrid grid, CellChanger changer, Rechecker rechecker, MappingOptions options) {
        this.grid = grid;
        this.changer = changer;
        this.rechecker = rechecker;
        this.options = options;
    }

    /** @return null where the problem is of no column */
    @Nullable
    FixPreview of(int key) throws InputException, MappingException, IOException, LedgerException {
        Map<String, Found> values = new LinkedHashMap<>();
        long[] others = {0};
        int column = each(key, (row, index, wrong, text) -> {
            if (text.length() > LONGEST || (values.size() == VALUES && !values.containsKey(text))) {
                others[0]++;
            } else {
                values.computeIfAbsent(text, any -> new Found(index)).count++;
            }
        });
        return column < 0 ? null : preview(column, values, others[0]);
    }

    /**
     * The step that replaces texts where they are wrong in this way, and nowhere else: what is wrong in one row may be
     * right in another.
     *
     * @param column that the problem is of
     */
    Edit.OfColumn step(int key, int column, String name, List<Edit.Replacement> replace) throws IOException {
        Set<String> texts = replace.stream().map(Edit.Replacement::from).collect(Collectors.toSet());
        long[] otherCells = {0};
        grid.store().each(column, text -> otherCells[0] += text != null && texts.contains(text) ? 1 : 0);
        List<String> digests = new ArrayList<>();
        each(key, (row, index, wrong, text) -> {
            if (wrong == column && texts.contains(text)) {
                otherCells[0]--;
                if (digests.size() <= Edits.MOST_CELLS) { // one more is refused
                    digests.add(grid.digest(row));
                }
            }
        });
        return new Edit.OfColumn(name, replace, otherCells[0] == 0 ? null : digests);
    }

    /** @return the column of the problem; -1 where it is of none */
    private int each(int key, WrongCell cell) throws IOException {
        int column = -1;
        GridFilter group = GridFilter.group(key);
        long size = grid.size(group);
        for (long from = 0; from < size; from += RowGrid.MOST_ROWS) {
            for (long index : grid.lists().rows(group.list(), from, RowGrid.MOST_ROWS)) {
                StoredRow row = grid.store().row(index);
                int wrong = column(row, key);
                column = column < 0 ? wrong : column;
                String text = wrong < 0 || wrong != column ? null : text(row, column);
                if (text != null) {
                    cell.at(row, index, column, text);
                }
            }
        }
        return column;
    }

    private static int column(StoredRow row, int key) {
        return row.problems().stream()
                .filter(problem -> problem.group() == key)
                .mapToInt(StoredRow.StoredProblem::column)
                .findFirst()
                .orElse(-1);
    }

    /** Null where a row has no such cell, and where it is too long. */
    private static @Nullable String text(StoredRow row, int column) {
        return row.kind() == StoredRow.Kind.BROKEN
                        || column >= row.cells().size()
                        || row.cut().contains(column)
                ? null
                : row.cells().get(column);
    }

    private FixPreview preview(int column, Map<String, Found> values, long others)
            throws InputException, MappingException, IOException, LedgerException {
        List<FixPreview.FixValue> all = new ArrayList<>();
        for (Map.Entry<String, Found> value : values.entrySet()) {
            String to = proposal(value.getKey(), value.getValue().index, column);
            all.add(new FixPreview.FixValue(value.getKey(), to, value.getValue().count));
        }
        all.sort(Comparator.comparingLong(FixPreview.FixValue::count).reversed());
        long cells = all.stream()
                .filter(value -> value.to() != null)
                .mapToLong(FixPreview.FixValue::count)
                .sum();
        return new FixPreview(column, all, cells, others);
    }

    /** The first way to write the text with which nothing is wrong any more. */
    private @Nullable String proposal(String text, long index, int column)
            throws InputException, MappingException, IOException, LedgerException {
        Row row = grid.whole(index);
        for (String to : Corrections.of(text, options)) {
            Row mended = changer.with(row, column, to);
            if (mended != null && isFreeOfProblems(rechecker.map(index, mended), column)) {
                return to;
            }
        }
        return null;
    }

    private boolean isFreeOfProblems(List<Mapped> pieces, int column) {
        return pieces.stream()
                .filter(Mapped.Invalid.class::isInstance)
                .flatMap(piece -> ((Mapped.Invalid) piece).problems().stream())
                .noneMatch(problem -> grid.names().of(problem.column()) == column);
    }
}
