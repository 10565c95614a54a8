package feedbackuploader.input;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows a header when it stands among the rows, as where several files were joined. */
final class RepeatedNames {

    /** Room for blanks and quotes around a name. */
    private static final int ROOM = 8;

    private final List<String> columns;
    private final Set<String> names = new HashSet<>();
    private final int enough;
    private int longest;

    RepeatedNames(List<String> columns) {
        this.columns = columns;
        for (String column : columns) {
            String normal = ColumnNames.normal(column);
            if (!normal.isEmpty() && !ReportColumn.isOurs(column)) {
                names.add(normal);
                longest = Math.max(longest, column.length() + ROOM);
            }
        }
        enough = Math.max(2, (2 * names.size() + 2) / 3);
    }

    /** Whether every cell is the name of its column; in a report, the columns of its own say what became of such a row. */
    boolean isHeader(List<String> cells) {
        for (int i = 0; i < columns.size(); i++) {
            boolean isSame = ColumnNames.areSame(columns.get(i), cells.get(i))
                    || (cells.get(i).length() <= longest && ColumnNames.haveSameLetters(columns.get(i), cells.get(i)));
            if (!isSame && !(names.size() > 0 && ReportColumn.isOurs(columns.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether most of the names stand among the cells, wherever. A row of labels may hold a few. */
    boolean isLikeHeader(List<String> cells) {
        int possible = 0;
        for (String cell : cells) {
            possible += isPossible(cell) ? 1 : 0;
        }
        if (possible < enough) {
            return false;
        }
        Set<String> found = new HashSet<>();
        for (String cell : cells) {
            String normal = isPossible(cell) ? ColumnNames.normal(cell) : "";
            if (names.contains(normal)) {
                found.add(normal);
            }
        }
        return found.size() >= enough;
    }

    /** Told apart quickly, since it is asked of every cell of every row: numbers, ids and long texts are no names. */
    private boolean isPossible(String cell) {
        if (cell.isEmpty() || cell.length() > longest) {
            return false;
        }
        char first = cell.charAt(0);
        char last = cell.charAt(cell.length() - 1);
        return (first < '0' || first > '9') && (last < '0' || last > '9' || cell.length() < 30);
    }
}
