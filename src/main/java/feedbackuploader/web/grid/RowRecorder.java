package feedbackuploader.web.grid;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CellType;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonCells;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowChange;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.ProblemGroups;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a row, and what the program makes of it, into what is kept of it. */
final class RowRecorder {

    /** Of one row: a list in it may have a thousand of the same. */
    private static final int PROBLEMS = 20;

    private final String file;
    private final GridColumns columns;
    private final ProblemGroups groups;
    private final RowStore store;

    RowRecorder(String file, GridColumns columns, ProblemGroups groups, RowStore store) {
        this.file = file;
        this.columns = columns;
        this.groups = groups;
        this.store = store;
    }

    StoredRow of(Row row, List<Mapped> pieces, RowChange change) throws IOException {
        List<@Nullable String> whole = new ArrayList<>();
        List<CellType> types = List.of();
        StoredRow.Kind kind;
        boolean isKept;
        if (row instanceof CsvRow csv) {
            kind = StoredRow.Kind.TABLE;
            whole.addAll(csv.cells().subList(0, Math.min(csv.cells().size(), GridColumns.MOST)));
            types = csv.types().subList(0, Math.min(csv.types().size(), GridColumns.MOST));
            isKept = csv.cells().size() > GridColumns.MOST;
        } else if (row instanceof JsonRow json) {
            kind = StoredRow.Kind.JSON;
            JsonCells.each(json.object(), (pointer, text) -> put(whole, columns.ofPointer(pointer), text));
            isKept = true;
        } else {
            List<String> cells = ((BrokenRow) row).cells();
            kind = StoredRow.Kind.BROKEN;
            whole.addAll(cells.subList(0, Math.min(cells.size(), GridColumns.MOST)));
            isKept = true;
        }
        List<Integer> cut = new ArrayList<>(0);
        List<@Nullable String> shown = shown(whole, cut);
        isKept |= !cut.isEmpty();
        long full = isKept ? store.addFull(row instanceof CsvRow csv ? csv.cells() : List.of(row.text())) : -1;
        return new StoredRow(
                kind,
                row.number(),
                row.line(),
                shown,
                cut,
                edited(change),
                problems(row, pieces),
                skipped(pieces),
                full,
                types,
                change.digest());
    }

    private static void put(List<@Nullable String> cells, int column, @Nullable String text) {
        if (column >= 0) {
            while (cells.size() <= column) {
                cells.add(null);
            }
            cells.set(column, text);
        }
    }

    private static List<@Nullable String> shown(List<@Nullable String> whole, List<Integer> cut) {
        int longest = StoredRow.longest(whole.size());
        List<@Nullable String> shown = new ArrayList<>(whole.size());
        for (int i = 0; i < whole.size(); i++) {
            String text = whole.get(i);
            if (text != null && text.length() > longest) {
                cut.add(i);
                shown.add(StoredRow.cut(text, longest));
            } else {
                shown.add(text);
            }
        }
        return shown;
    }

    private List<Integer> edited(RowChange change) {
        if (change.isWhole()) {
            return IntStream.range(0, columns.size()).boxed().toList();
        }
        Set<Integer> edited = new TreeSet<>();
        change.columns().forEach(name -> edited.add(columns.of(name)));
        edited.remove(-1);
        return List.copyOf(edited);
    }

    private List<StoredRow.StoredProblem> problems(Row row, List<Mapped> pieces) {
        Set<Problem> found = new LinkedHashSet<>();
        for (Mapped piece : pieces) {
            if (piece instanceof Mapped.Invalid invalid) {
                found.addAll(invalid.problems());
            }
        }
        List<StoredRow.StoredProblem> problems = new ArrayList<>(found.size());
        for (Problem problem : found) {
            int group = groups.add(new Place(file, row.number(), row.line()), problem);
            if (problems.size() < PROBLEMS) {
                problems.add(new StoredRow.StoredProblem(columns.of(problem.column()), group, problem));
            }
        }
        return problems;
    }

    /** A row is left out if all of its pieces are. */
    private static @Nullable String skipped(List<Mapped> pieces) {
        String reason = null;
        for (Mapped piece : pieces) {
            if (!(piece instanceof Mapped.Skipped skipped)) {
                return null;
            }
            reason = reason == null ? skipped.reason() : reason;
        }
        return reason;
    }
}
