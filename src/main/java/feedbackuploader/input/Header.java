package feedbackuploader.input;

import feedbackuploader.support.Place;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of columns, each of which a user can mean without doubt, and rows that fit under them. */
public final class Header {

    /** Where DOS ended a text, and joined another to it. */
    private static final String END_OF_TEXT = "\u001A";

    private static final Pattern INDEX = Pattern.compile("\\s*[0-9]{1,9}\\s*");

    private static final int MOST_COLUMNS = 10_000;

    /** Columns of results and of rows to fix: a file with one of these rows of names is a report of this program. */
    private static final List<List<ReportColumn>> OURS =
            List.of(List.of(ReportColumn.STATUS), List.of(ReportColumn.ERROR, ReportColumn.ROW, ReportColumn.RUN));

    private final List<String> columns;
    private final boolean ours;
    private final RepeatedNames names;

    private final boolean hasUnnamed;

    private Header(List<String> given, boolean isGuarded) {
        List<String> columns = given.stream().map(ReportColumn::inOurSpelling).toList();
        this.ours = isGuarded
                && OURS.stream()
                        .anyMatch(all -> all.stream().map(ReportColumn::column).allMatch(columns::contains));
        this.columns = unguarded(columns, ours);
        this.names = new RepeatedNames(this.columns);
        this.hasUnnamed = this.columns.stream().anyMatch(Header::isBlank);
    }

    /**
     * @param mayBeGuarded whether, where this is a report of ours, formulas in it stand behind an apostrophe
     * @throws InputException when there are too many columns, or one has a zero in its name
     */
    public static Header of(List<String> columns, String file, long row, long line, boolean mayBeGuarded)
            throws InputException {
        if (columns.size() > MOST_COLUMNS) {
            throw new InputException(
                    new Place(file, row, line),
                    new Problem(
                            String.format(Locale.ROOT, "%,d columns", columns.size()),
                            String.format(Locale.ROOT, "at most %,d", MOST_COLUMNS),
                            null));
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).indexOf('\0') >= 0) {
                throw new InputException(
                        new Place(file, row, line),
                        new Problem(
                                "a zero (U+0000) in the name of column " + (i + 1),
                                "a name without it",
                                "Remove it from the header."));
            }
        }
        return new Header(columns, mayBeGuarded);
    }

    public List<String> columns() {
        return columns;
    }

    /**
     * A row under this header: as many cells as there are columns, formulas freed of their guard, and no cell beyond its
     * limit.
     */
    public Row row(long number, long line, String text, List<String> cells) {
        return row(number, line, text, cells, SpreadsheetErrors.types(cells));
    }

    /** @param types of the cells of a workbook */
    public Row row(long number, long line, String text, List<String> cells, List<CellType> types) {
        if (text.length() > RawRecord.CELL_LIMIT) {
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).length() > RawRecord.CELL_LIMIT) {
                    return new BrokenRow(
                            number,
                            line,
                            text,
                            new Problem(
                                    columns.get(i),
                                    String.format(
                                            Locale.ROOT,
                                            "a cell of %,d characters",
                                            cells.get(i).length()),
                                    String.format(Locale.ROOT, "at most %,d", RawRecord.CELL_LIMIT),
                                    null),
                            List.of());
                }
            }
        }
        List<String> free = unguarded(cells, ours);
        boolean repeats = names.isHeader(free);
        return new CsvRow(number, line, text, free, repeats, !repeats && names.isLikeHeader(free), types);
    }

    /** Cells as they stand in a file under this header: {@link #row} takes the guard away again. */
    List<String> guarded(List<String> cells) {
        return ours ? cells.stream().map(FormulaGuard::guard).toList() : cells;
    }

    /**
     * As many cells as there are columns, or null when that would lose a cell or make one up. A spreadsheet may write
     * empty columns at the right that have no name, in some rows and not in others.
     *
     * @param storesNoBlanks a missing cell is an empty one
     */
    @Nullable
    public List<String> fit(List<String> cells, boolean storesNoBlanks) {
        int expected = columns.size();
        boolean isSame = cells.size() > expected
                ? isBlank(cells.subList(expected, cells.size()))
                : storesNoBlanks || isBlank(columns.subList(cells.size(), expected));
        if (!isSame) {
            return null;
        }
        List<String> fitted = new ArrayList<>(cells.subList(0, Math.min(cells.size(), expected)));
        while (fitted.size() < expected) {
            fitted.add("");
        }
        return fitted;
    }

    /**
     * The first cell that is filled below no name; null when there is none. A first column of whole numbers is the index
     * that programs write before a table.
     */
    @Nullable
    public String unnamed(List<String> cells) {
        if (!hasUnnamed && cells.size() <= columns.size()) {
            return null;
        }
        for (int i = 0; i < cells.size(); i++) {
            boolean isNamed = i < columns.size() && !isBlank(columns.get(i));
            if (!isNamed
                    && !isBlank(cells.get(i))
                    && !(i == 0 && INDEX.matcher(cells.get(i)).matches())) {
                return cells.get(i);
            }
        }
        return null;
    }

    /** Whether cells that do not fit seem to be another header. */
    boolean isLike(List<String> cells) {
        return names.isLikeHeader(cells);
    }

    private static List<String> unguarded(List<String> cells, boolean ours) {
        return ours ? cells.stream().map(FormulaGuard::unguard).toList() : List.copyOf(cells);
    }

    public static String counted(int columns) {
        return columns == 1 ? "1 column" : columns + " columns";
    }

    public static boolean isBlank(List<String> cells) {
        for (String cell : cells) {
            if (!isBlank(cell)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(String cell) {
        return cell.isBlank() || cell.equals(END_OF_TEXT);
    }
}
