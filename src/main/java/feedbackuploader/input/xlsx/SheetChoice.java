package feedbackuploader.input.xlsx;

import feedbackuploader.input.InputException;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which sheet of a workbook is read: the one that the user names, or else the first that its user sees. Tabs are counted
 * as they stand on the screen, so that a number means the same to who looks at it.
 *
 * @param part of the sheet that holds its table
 * @param notice what the user should know of the others, or null
 */
record SheetChoice(
        Workbook.Sheet sheet, String part, @Nullable String notice) {

    private static final int LISTED = 20;

    /** @param isReport on one sheet of another workbook, in which its number may have been another */
    static SheetChoice of(String file, List<Workbook.Sheet> sheets, @Nullable String wanted, boolean isReport)
            throws InputException {
        if (wanted != null) {
            boolean isOnlyOne = isReport && sheets.size() == 1 && CellFormats.number(wanted) > 1;
            return named(file, sheets, isOnlyOne ? "1" : wanted);
        }
        for (Workbook.Sheet sheet : sheets) {
            String part = sheet.part();
            if (part != null && !sheet.hidden()) {
                return new SheetChoice(sheet, part, notice(sheets));
            }
        }
        throw new InputException(
                file,
                new Problem(
                        "hidden sheets only: " + names(sheets, sheet -> sheet.part() != null),
                        "a visible sheet with a table",
                        "To read a hidden sheet, name it with --sheet."));
    }

    private static SheetChoice named(String file, List<Workbook.Sheet> sheets, String wanted) throws InputException {
        List<Workbook.Sheet> shown =
                sheets.stream().filter(sheet -> !sheet.hidden()).toList();
        int number = CellFormats.number(wanted);
        Workbook.Sheet found = sheets.stream()
                .filter(sheet -> sheet.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseGet(() -> number < 1 || number > shown.size() ? null : shown.get(number - 1));
        if (found == null) {
            throw new InputException(
                    file,
                    new Problem(
                            "no sheet " + Printable.quoted(wanted),
                            "one of its sheets, by name or by number",
                            "Its sheets: " + names(sheets, sheet -> true) + "."));
        }
        String part = found.part();
        if (part == null) {
            throw new InputException(
                    file,
                    new Problem(
                            "a chart in the sheet " + Printable.quoted(found.name()),
                            "a sheet with a table",
                            "Sheets with a table: " + names(sheets, sheet -> sheet.part() != null) + "."));
        }
        return new SheetChoice(found, part, null);
    }

    private static @Nullable String notice(List<Workbook.Sheet> sheets) {
        long tables = sheets.stream().filter(sheet -> sheet.part() != null).count();
        if (tables == 1) {
            return null;
        }
        String which = sheets.stream().anyMatch(Workbook.Sheet::hidden) ? "first visible one" : "first one";
        return "The workbook has " + tables + " sheets (" + names(sheets, sheet -> sheet.part() != null) + "); the "
                + which + " was read. To read another one, name it with --sheet.";
    }

    private static String names(List<Workbook.Sheet> sheets, Predicate<Workbook.Sheet> which) {
        return sheets.stream()
                        .filter(which)
                        .limit(LISTED)
                        .map(sheet -> Printable.quoted(sheet.name()) + (sheet.hidden() ? " (hidden)" : ""))
                        .collect(Collectors.joining(", "))
                + (sheets.stream().filter(which).count() > LISTED ? ", …" : "");
    }
}
