package feedbackuploader.web.grid;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.Field;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.mapping.NewCompletions;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.ProblemGroup;
import feedbackuploader.upload.ProblemGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what is in the rows of a grid, row by row, and again where a row is changed. */
final class GridTally {

    private final GridColumns columns;
    private final ProblemGroups groups;
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final List<Long> rowsOfGroups = new ArrayList<>();
    private long invalid;
    private long skipped;
    private long problems;

    GridTally(GridColumns columns, ProblemGroups groups) {
        this.columns = columns;
        this.groups = groups;
    }

    void profile(Row row, StoredRow stored) {
        List<? extends @Nullable String> cells = row instanceof CsvRow csv ? csv.cells() : stored.cells();
        for (int i = 0; i < stored.cells().size(); i++) {
            String cell = cells.get(i);
            if (cell != null && stored.kind() != StoredRow.Kind.BROKEN) {
                profile(i).add(cell);
            }
        }
    }

    private ColumnProfile profile(int column) {
        while (profiles.size() <= column) {
            profiles.add(new ColumnProfile());
        }
        return profiles.get(column);
    }

    /** @param sign -1 for a row that another one takes the place of */
    void count(StoredRow row, int sign) {
        invalid += row.problems().isEmpty() ? 0 : sign;
        skipped += row.skipped() == null ? 0 : sign;
        problems += (long) sign * row.problems().size();
        for (int group : row.groups()) {
            while (rowsOfGroups.size() <= group) {
                rowsOfGroups.add(0L);
            }
            rowsOfGroups.set(group, rowsOfGroups.get(group) + sign);
        }
        row.problems().stream()
                .map(StoredRow.StoredProblem::column)
                .filter(column -> column >= 0)
                .distinct()
                .forEach(column -> profile(column).addProblems(sign));
    }

    GridCounts counts(long rows) {
        return new GridCounts(rows, invalid, skipped, problems);
    }

    /** @param fields where they come from */
    List<GridColumn> columns(List<FieldSource> fields) {
        List<GridColumn> all = new ArrayList<>();
        List<String> names = columns.names();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            List<String> taken = fields.stream()
                    .filter(field -> field.columns().stream().anyMatch(name -> columns.isOf(column, name)))
                    .map(field -> field.field().label())
                    .toList();
            boolean isLabel = taken.isEmpty() && creates(fields) && NewCompletions.labelIn(columns.shown(i)) != null;
            all.add(profile(i).column(columns.shown(i), isLabel ? List.of(Field.LABELS.label()) : taken));
        }
        return all;
    }

    /** Only a completion that the upload creates has labels. */
    private static boolean creates(List<FieldSource> fields) {
        return fields.stream().anyMatch(field -> field.field() == Field.COMPLETION_TEXT);
    }

    /** What most rows have first. */
    List<GridProblem> problems() {
        List<GridProblem> all = new ArrayList<>();
        List<ProblemGroup> found = groups.inOrder();
        for (int key = 0; key < Math.min(found.size(), rowsOfGroups.size()); key++) {
            if (rowsOfGroups.get(key) > 0) {
                all.add(problem(key, found.get(key)));
            }
        }
        all.sort(Comparator.comparingLong(GridProblem::rows).reversed());
        return all;
    }

    private GridProblem problem(int key, ProblemGroup group) {
        Problem one = group.problem();
        Problem common = group.varies()
                ? new Problem(one.column(), one.found() + " and similar", one.expected(), one.hint())
                : one;
        return new GridProblem(
                key,
                rowsOfGroups.get(key),
                group.firstRows(),
                one.column(),
                one.found(),
                one.expected(),
                one.hint(),
                group.varies(),
                common.message(),
                columns.editable(columns.of(one.column())) != null && isFilled(one));
    }

    /** In JSON, what is missing is no text that could be replaced; in a table, it is an empty one. */
    private boolean isFilled(Problem problem) {
        return !columns.isJson()
                || !(problem.found().equals(Problem.NOTHING) || problem.found().startsWith("no such key"));
    }
}
