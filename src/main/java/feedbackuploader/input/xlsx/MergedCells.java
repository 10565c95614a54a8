package feedbackuploader.input.xlsx;

import feedbackuploader.input.CellType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Merged cells of a sheet: the first holds the value, and those that it covers are empty, though everybody sees the value
 * there. They stand behind the rows, so that a sheet that has any is read twice.
 */
final class MergedCells {

    private static final String ELEMENT = "mergeCell";

    /** Far more than people have, and few enough for the memory. */
    private static final int MOST = 200_000;

    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,9}):([A-Z]{1,3})(\\d{1,9})");

    private record Range(int firstRow, int lastRow, int firstColumn, int lastColumn) {

        String reference() {
            return SheetRows.letters(firstColumn) + firstRow + ":" + SheetRows.letters(lastColumn) + lastRow;
        }
    }

    private final List<Range> ranges;
    private final List<Range> reached = new ArrayList<>();
    private int next;

    /** @param ranges from the top down */
    private MergedCells(List<Range> ranges) {
        this.ranges = ranges;
    }

    static MergedCells none() {
        return new MergedCells(List.of());
    }

    /** Far quicker to tell than to parse, and most sheets hold no such word. */
    static boolean mayBeIn(InputStream sheet) throws IOException {
        byte[] block = new byte[1 << 16];
        int kept = 0;
        int count = 0;
        while (count >= 0) {
            int filled = kept + count;
            if (new String(block, 0, filled, StandardCharsets.ISO_8859_1).contains(ELEMENT)) {
                return true;
            }
            kept = Math.min(filled, ELEMENT.length() - 1);
            System.arraycopy(block, filled - kept, block, 0, kept);
            count = sheet.read(block, kept, block.length - kept);
        }
        return false;
    }

    /** @param firstRow below the header: what is covered by one that begins in it, or above it, is no data */
    static MergedCells of(Xml sheet, long firstRow) throws IOException {
        List<Range> ranges = new ArrayList<>();
        while (sheet.next()) {
            Range range = sheet.starts(ELEMENT) ? range(String.valueOf(sheet.attribute("ref"))) : null;
            if (range != null && range.firstRow >= firstRow) {
                if (ranges.size() == MOST) {
                    throw Workbook.strange(String.format(Locale.ROOT, "more than %,d merged cells", MOST));
                }
                ranges.add(range);
            }
        }
        ranges.sort(Comparator.comparingInt(Range::firstRow));
        return new MergedCells(ranges);
    }

    /** @param reference such as {@code D2:D4}; what is no range is no matter here */
    private static @Nullable Range range(String reference) throws IOException {
        Matcher range = RANGE.matcher(reference);
        return range.matches()
                ? new Range(
                        Integer.parseInt(range.group(2)),
                        Integer.parseInt(range.group(4)),
                        SheetRows.column(range.group(1), 0),
                        SheetRows.column(range.group(3), 0))
                : null;
    }

    /**
     * Puts the reference of merged cells into each cell that they cover.
     *
     * @param row of the sheet, no row before one that was asked for
     */
    void mark(long row, List<String> cells, List<CellType> types) {
        while (next < ranges.size() && ranges.get(next).firstRow <= row) {
            reached.add(ranges.get(next++));
        }
        reached.removeIf(range -> range.lastRow < row);
        for (Range range : reached) {
            int first = range.firstColumn + (row == range.firstRow ? 1 : 0);
            for (int column = first; column <= Math.min(range.lastColumn, cells.size() - 1); column++) {
                cells.set(column, range.reference());
                while (types.size() <= column) {
                    types.add(CellType.TEXT);
                }
                types.set(column, CellType.MERGED);
            }
        }
    }
}
