package feedbackuploader.input.xlsx;

import feedbackuploader.input.CellType;
import feedbackuploader.input.Header;
import feedbackuploader.input.RawRecord;
import feedbackuploader.input.SheetText;
import feedbackuploader.input.SpreadsheetErrors;
import feedbackuploader.support.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet as their cells read on the screen; those that the sheet does not store are blank. */
final class SheetRows implements Closeable {

    /** As many as a spreadsheet has, XFD being the last. */
    private static final int MOST_COLUMNS = 16_384;

    /** A message shows no more of it. */
    private static final int LONGEST_FORMULA = 200;

    /**
     * @param cells to the last that is not empty
     * @param types of the cells, to the last that is not text
     */
    record SheetRow(
            long number,
            List<String> cells,
            List<CellType> types,
            @Nullable Problem fault) {}

    private final Xml sheet;
    private final SharedStrings strings;
    private final CellFormats formats;
    private final boolean calculatesOnLoad;
    private long number;
    private long hiddenRows;
    private final BitSet hiddenColumns = new BitSet();

    /** What the cell read last holds. */
    private CellType type = CellType.TEXT;

    /** @param calculatesOnLoad whether results of 0 may stand in place of results */
    SheetRows(Xml sheet, SharedStrings strings, CellFormats formats, boolean calculatesOnLoad) {
        this.sheet = sheet;
        this.strings = strings;
        this.formats = formats;
        this.calculatesOnLoad = calculatesOnLoad;
    }

    /** The number of the last row that was read. */
    long number() {
        return number;
    }

    /** How many of the rows that were read and hold something are not shown. */
    long hiddenRows() {
        return hiddenRows;
    }

    /** Known when a row has been read. */
    boolean isHidden(int column) {
        return hiddenColumns.get(column);
    }

    /** The next row that the sheet stores, or null at the end. */
    @Nullable
    SheetRow next() throws IOException {
        while (sheet.next()) {
            if (sheet.starts("col") && isHidden()) { // above the rows
                int first = CellFormats.number(sheet.attribute("min")) - 1;
                int last = Math.min(MOST_COLUMNS, CellFormats.number(sheet.attribute("max")));
                if (first >= 0 && first < last) {
                    hiddenColumns.set(first, last);
                }
            }
            if (sheet.starts("row")) {
                int given = CellFormats.number(sheet.attribute("r"));
                if (given >= 0 && given <= number) {
                    throw Workbook.damaged();
                }
                number = given < 0 ? number + 1 : given;
                boolean isHidden = isHidden();
                SheetRow row = row();
                if (isHidden && !Header.isBlank(row.cells)) {
                    hiddenRows++;
                }
                return row;
            }
        }
        return null;
    }

    private boolean isHidden() {
        String hidden = sheet.attribute("hidden");
        return "1".equals(hidden) || "true".equals(hidden);
    }

    private SheetRow row() throws IOException {
        List<String> cells = new ArrayList<>();
        List<CellType> types = new ArrayList<>();
        Problem fault = null;
        int column = 0;
        long length = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (!sheet.starts("c")) {
                continue;
            }
            column = column(sheet.attribute("r"), column);
            String cell = cell();
            length += cell.length();
            if (cell.length() > RawRecord.CELL_LIMIT) {
                fault = longCell(cells.size());
            } else if (length > RawRecord.LIMIT) {
                fault = RawRecord.TOO_LONG;
            } else if (!cell.isEmpty()) {
                while (cells.size() < column) {
                    cells.add("");
                }
                cells.add(cell);
                if (type != CellType.TEXT) {
                    while (types.size() < column) {
                        types.add(CellType.TEXT);
                    }
                    types.add(type);
                }
            }
            column++;
        }
        return new SheetRow(number, cells, types, fault);
    }

    private static Problem longCell(int column) {
        return new Problem(
                String.format(Locale.ROOT, "a cell of more than %,d characters", RawRecord.CELL_LIMIT),
                String.format(Locale.ROOT, "at most %,d", RawRecord.CELL_LIMIT),
                "It is cell " + (column + 1) + " of the row.");
    }

    /** {@code BC12} is column 54, counted from 0; a cell that does not say stands after the one before. */
    static int column(@Nullable String reference, int next) throws IOException {
        int column = 0;
        for (int i = 0; reference != null && i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
            if (column > MOST_COLUMNS) {
                throw Workbook.damaged();
            }
        }
        int found = column == 0 ? next : column - 1;
        if (found < next || found >= MOST_COLUMNS) {
            throw Workbook.damaged();
        }
        return found;
    }

    /** Column 54, counted from 0, is {@code BC}. */
    static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }

    private String cell() throws IOException {
        String kind = sheet.attribute("t");
        int style = CellFormats.number(sheet.attribute("s"));
        StringBuilder value = new StringBuilder();
        StringBuilder formula = new StringBuilder();
        boolean isFormula = false;
        String inline = "";
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts("v")) {
                sheet.text(value, RawRecord.CELL_LIMIT);
            } else if (sheet.starts("f")) {
                isFormula = true;
                sheet.text(formula, LONGEST_FORMULA);
            } else if (sheet.starts("is")) {
                inline = SharedStrings.item(sheet, "is");
            }
        }
        type = CellType.TEXT;
        if (isFormula && lacksResult(kind, value)) {
            boolean isError = SpreadsheetErrors.has(formula.toString()); // as a copy writes one
            type = isError ? CellType.ERROR : CellType.NO_RESULT;
            return isError ? formula.toString() : "=" + formula;
        }
        return switch (kind == null ? "n" : kind) {
            case "s" -> shared(value);
            case "inlineStr" -> inline;
            case "b" -> truth(value);
            case "n" -> number(value.toString(), style);
            case "e" -> error(value);
            default -> SheetText.unescaped(value);
        };
    }

    /** A text of no characters is a result; whatever writes numbers and cannot calculate leaves nothing, or a 0. */
    private boolean lacksResult(@Nullable String kind, StringBuilder value) {
        return value.isEmpty()
                ? !"str".equals(kind)
                : calculatesOnLoad && value.toString().equals("0");
    }

    private String truth(StringBuilder value) {
        if (value.isEmpty()) {
            return "";
        }
        type = CellType.TRUTH;
        return value.charAt(0) == '1' ? "TRUE" : "FALSE";
    }

    private String number(String value, int style) {
        if (value.isEmpty()) {
            return "";
        }
        type = formats.type(style);
        return formats.shown(value, style);
    }

    private String error(StringBuilder value) {
        type = CellType.ERROR;
        return value.toString();
    }

    private String shared(StringBuilder index) throws IOException {
        String text = index.isEmpty() ? "" : strings.get(CellFormats.number(index.toString()) & 0xFFFFFFFFL);
        if (text == null) {
            throw Workbook.damaged();
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        try (sheet) {
            strings.close();
        }
    }
}
