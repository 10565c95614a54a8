package feedbackuploader.input;

import java.util.List;
import java.util.Set;

/** What a spreadsheet shows where a formula has come to an error: in CSV that it saves, it stands as text. */
public final class SpreadsheetErrors {

    private static final Set<String> ALL = Set.of("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#VALUE!");

    private SpreadsheetErrors() {}

    /** Of cells that are all text, to the last error; empty when there is none. */
    static List<CellType> types(List<String> cells) {
        for (int last = cells.size() - 1; last >= 0; last--) {
            if (has(cells.get(last))) {
                return cells.subList(0, last + 1).stream()
                        .map(cell -> has(cell) ? CellType.ERROR : CellType.TEXT)
                        .toList();
            }
        }
        return List.of();
    }

    public static boolean has(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == '#' && ALL.contains(cell);
    }
}
