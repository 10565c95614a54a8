package feedbackuploader.report;

import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CellType;
import feedbackuploader.input.CorrectedText;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Dialect;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputFile;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.support.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A file with its edits as a file of its own. A text keeps its encoding, its line breaks and every byte of records that no
 * edit is about, and is unpacked; an edited record is written anew, with the same cells or values, perhaps quoted
 * otherwise. A workbook becomes one of the sheet that was read, with values for formulas.
 */
public final class CorrectedCopy {

    private static final String WORD = ".corrected";

    private CorrectedCopy() {}

    /** A name in {@code folder} that is free now: {@code ratings.corrected.csv}, {@code ratings.corrected-2.csv} and so on. */
    public static Path freeName(Path file, Path folder) {
        String name = Objects.toString(file.getFileName()).replaceFirst("(?i)\\.gz$", "");
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        Path free = folder.resolve(name.substring(0, dot) + WORD + name.substring(dot));
        for (int number = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
            free = folder.resolve(name.substring(0, dot) + WORD + "-" + number + name.substring(dot));
        }
        return free;
    }

    /**
     * @param file which is read with edits
     * @throws InputException when there is a file at {@code to}, or an edit cannot be written
     */
    public static void write(InputFile file, Path to) throws InputException, IOException {
        try (AtomicFile copy = new AtomicFile(to)) {
            if (!CorrectedText.write(file, copy.stream())) {
                writeWorkbook(file, copy.stream());
            }
            copy.publishNew();
        } catch (FileAlreadyExistsException e) {
            throw isThere(to);
        }
    }

    private static InputException isThere(Path to) {
        return new InputException(
                to.toString(), new Problem("a file of this name", "a new name", "Choose another one."));
    }

    private static void writeWorkbook(InputFile file, OutputStream out) throws InputException, IOException {
        try (RowSource source = file.open()) {
            Dialect dialect = source.dialect();
            List<List<String>> above = XlsxReport.rowsOf(source.preamble());
            ReportSheet sheet =
                    new ReportSheet(out, Objects.requireNonNullElse(dialect.sheet(), "Sheet1"), above.size());
            long last = 0;
            for (List<String> row : above) {
                texts(sheet, row);
                last++;
            }
            boolean isHeader = true;
            for (Row row = source.next(); row != null; row = source.next()) {
                if (isHeader) {
                    last = header(sheet, source, last);
                    isHeader = false;
                }
                for (last++; last < row.number(); last++) {
                    sheet.endRow();
                }
                write(sheet, row, source);
            }
            if (isHeader) {
                header(sheet, source, last);
            }
            sheet.finish();
        }
    }

    private static long header(ReportSheet sheet, RowSource source, long last) throws IOException {
        List<String> columns = source.columns();
        for (int i = 0; i < columns.size(); i++) {
            sheet.heading(i, columns.get(i));
        }
        sheet.endRow();
        return last + 1;
    }

    private static void write(ReportSheet sheet, Row row, RowSource source) throws IOException {
        if (row instanceof CsvRow csv) {
            for (int i = 0; i < csv.cells().size(); i++) {
                CellType type = csv.type(i);
                sheet.cell(i, csv.cells().get(i), type);
            }
            sheet.endRow();
        } else if (row instanceof BrokenRow broken) {
            texts(sheet, Objects.requireNonNullElse(source.cells(broken.text()), List.of(broken.text())));
        }
    }

    private static void texts(ReportSheet sheet, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            sheet.text(i, cells.get(i));
        }
        sheet.endRow();
    }
}
