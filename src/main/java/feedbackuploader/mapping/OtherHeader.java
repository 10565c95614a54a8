package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row among whose cells most names of the columns stand, and which no rule skips. */
final class OtherHeader {

    private OtherHeader() {}

    static MappingException refused(CsvRow row, List<String> columns) {
        String line = row.line() == row.number() ? "" : String.format(Locale.ROOT, " (line %d)", row.line());
        String advice = advice(row.cells(), columns);
        return new MappingException(
                "row " + row.number() + line + ": found another header; expected rows for the columns"
                        + " of the first header. Does this file hold several files? Upload each one separately."
                        + (advice == null
                                ? ""
                                : " If all rows after it have the same columns, skip it with " + advice
                                        + ". If it is feedback, rename the columns in the header."));
    }

    /** Null where names stand in other columns than their own: the rows below would be read under wrong names. */
    private static @Nullable String advice(List<String> cells, List<String> columns) {
        Set<String> names = columns.stream().map(ColumnNames::normal).collect(Collectors.toSet());
        String advice = null;
        for (int i = 0; i < columns.size(); i++) {
            String cell = ColumnNames.normal(cells.get(i));
            String name = ColumnNames.normal(columns.get(i));
            if (!cell.equals(name) && names.contains(cell)) {
                return null;
            }
            boolean isOwnName = !name.isEmpty() && cell.equals(name); // any other cell may stand in rows of feedback
            if (advice == null && isOwnName) {
                advice = SkipRule.advised(columns.get(i), Texts.trim(cells.get(i)));
            }
        }
        return advice;
    }
}
