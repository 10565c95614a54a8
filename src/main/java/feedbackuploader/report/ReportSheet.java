package feedbackuploader.report;

import feedbackuploader.input.CellType;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.SheetNumber;
import feedbackuploader.input.SheetText;
import feedbackuploader.input.SpreadsheetErrors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook of one sheet, written row by row. Rows leave the memory as they come; the remarks on cells stay in it to the
 * end, so there are only so many.
 */
final class ReportSheet {

    private static final int MOST_ROWS = 1_048_576;
    private static final int LONGEST_CELL = 32_767;
    private static final int MOST_REMARKS = 5_000;
    private static final int LONGEST_REMARK = 1_000;

    /** In characters, with what a cell costs beyond them: some megabytes of memory. */
    private static final int MOST_UNWRITTEN = 1 << 20;

    private static final int COST = 100;
    private static final String RED = "FFC00000";

    private static final String NO_VALUE = "NA()";

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;
    private int remarks;
    private int unwritten;

    /** @param header the row in which the names of the columns stand, from 0: it stays in sight */
    ReportSheet(OutputStream out, String name, int header) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.workbook = new Workbook(this.out, "feedback-uploader", null);
        this.sheet = workbook.newWorksheet(name);
        sheet.freezePane(0, header + 1);
        sheet.range(header, 0, header, 0).setName(ReportColumn.WORKBOOK_MARK);
    }

    void heading(int column, String text) throws BeyondSheetException {
        text(column, text);
        sheet.style(row, column).bold().set();
    }

    void text(int column, String text) throws BeyondSheetException {
        if (text.length() > LONGEST_CELL) {
            throw new BeyondSheetException(String.format(
                    Locale.ROOT,
                    "row %d has a cell of %,d characters, and the maximum of a sheet is %,d",
                    row + 1,
                    text.length(),
                    LONGEST_CELL));
        }
        unwritten += text.length() + COST;
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, SheetText.escaped(text));
        }
    }

    /** @param text as the cell shows it */
    void cell(int column, String text, CellType type) throws BeyondSheetException {
        unwritten += COST;
        Number number = SheetNumber.of(text, type);
        if (type == CellType.TRUTH) {
            sheet.value(row, column, text.equals("TRUE"));
        } else if (type.isTrouble()) {
            sheet.formula(
                    row, column, SpreadsheetErrors.has(text) ? text : NO_VALUE); // never a text that could be sent
        } else if (number != null) {
            sheet.value(row, column, number);
            format(column, text, type);
        } else {
            text(column, text);
        }
    }

    private void format(int column, String text, CellType type) {
        if (type == CellType.PERCENT) {
            sheet.style(row, column)
                    .format(text.indexOf('.') < 0 ? "0%" : "0.00%")
                    .set();
        } else if (type == CellType.DATE) {
            String form = text.length() == 8 ? "hh:mm:ss" : text.length() == 10 ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss";
            sheet.style(row, column).format(form).set();
        }
    }

    void redden(int column) {
        sheet.style(row, column).fontColor(RED).set();
    }

    /** On a cell that has been written. */
    void remark(int column, String text) {
        if (remarks < MOST_REMARKS) {
            remarks++;
            sheet.comment(row, column, text.length() > LONGEST_REMARK ? text.substring(0, LONGEST_REMARK) + "…" : text);
        }
    }

    void endRow() throws IOException {
        row++;
        if (row == MOST_ROWS) {
            throw new BeyondSheetException(
                    String.format(Locale.ROOT, "it has more rows than the maximum of a sheet, %,d", MOST_ROWS));
        }
        if (unwritten > MOST_UNWRITTEN) {
            sheet.flush();
            unwritten = 0;
        }
    }

    void finish() throws IOException {
        sheet.finish();
        workbook.finish();
        out.flush();
    }
}
