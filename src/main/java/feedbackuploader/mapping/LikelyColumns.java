package feedbackuploader.mapping;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the first rows hold in the columns that mean no field: a hint for a file that cannot be mapped as it is.
 *
 * @param ids columns of UUIDs
 * @param values columns of numbers, true and false
 * @param withDecimalComma whether a number is written with one, and {@code --decimal-comma} is not given
 */
record LikelyColumns(List<String> ids, List<String> values, boolean withDecimalComma) {

    private static final int ROWS = 100;
    private static final int LISTED = 10;

    /** Of ten filled cells: a row of totals or a remark here and there does not make it another column. */
    private static final int ENOUGH = 8;

    private static final NumberStyle POINT = new NumberStyle(false, true, NumberStyle.Percent.NUMBER);
    private static final NumberStyle COMMA = new NumberStyle(true, true, NumberStyle.Percent.NUMBER);

    private static final Set<String> TRUTH = Set.of("true", "false");

    /** Reads the next rows of {@code source}, which is of no use for anything else then. */
    static LikelyColumns in(RowSource source, MappingOptions options) {
        List<List<String>> rows = rows(source);
        List<String> ids = new ArrayList<>();
        List<String> values = new ArrayList<>();
        boolean comma = false;
        Twins twins = new Twins(source.columns());
        for (int i = 0; i < source.columns().size(); i++) {
            String column = Texts.trim(source.columns().get(i));
            int index = i;
            List<String> cells = rows.stream()
                    .map(row -> Texts.bare(row.get(index)))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            if (twins.has(i) || !isFree(column)) {
                continue;
            }
            if (isMostly(cells, cell -> Uuids.parse(cell) != null)) {
                ids.add(column);
            } else if (isMostly(cells, cell -> isValue(cell, options))) {
                values.add(column);
                comma |= cells.stream().anyMatch(cell -> cell.indexOf(',') > 0 && POINT.plain(cell) == null);
            }
        }
        return new LikelyColumns(ids, values, comma && !options.numbers().decimalComma());
    }

    private static List<List<String>> rows(RowSource source) {
        List<List<String>> rows = new ArrayList<>();
        try {
            for (Row row = source.next(); row != null && rows.size() < ROWS; row = source.next()) {
                if (row instanceof CsvRow csv) {
                    rows.add(csv.cells());
                }
            }
        } catch (InputException | IOException e) {
            return rows; // hint enough, and that the columns do not fit is told in any case
        }
        return rows;
    }

    private static boolean isMostly(List<String> cells, Predicate<String> such) {
        long count = cells.stream().filter(such).count();
        return count > 0 && count * 10 >= cells.size() * (long) ENOUGH;
    }

    /** Neither a field nor of our own report, and with no sign that would mean something else in an option. */
    private static boolean isFree(String column) {
        return !column.isEmpty()
                && Field.named(column).isEmpty()
                && !ReportColumn.isOurs(column)
                && !Names.isDate(column)
                && Names.quoted(column).equals('"' + column + '"')
                && column.chars().noneMatch(c -> ",='\"#~$`\\".indexOf(c) >= 0);
    }

    private static boolean isValue(String cell, MappingOptions options) {
        return TRUTH.contains(cell.toLowerCase(Locale.ROOT))
                || options.values().find(cell).isPresent()
                || POINT.plain(cell) != null
                || COMMA.plain(cell) != null;
    }

    /** Sentences with the options that make something of these columns, each after a space; or nothing. */
    String advice(boolean lacksId, boolean lacksMetric, boolean lacksValue) {
        StringBuilder text = new StringBuilder();
        if (lacksId && !ids.isEmpty()) {
            text.append(" There are UUIDs in ")
                    .append(KindRule.listed(ids))
                    .append(
                            ids.size() == 1
                                    ? ". If these are the ids of completions, add "
                                    : ". For those that are ids of completions, add ")
                    .append(map(Field.COMPLETION_ID, ids))
                    .append('.');
        }
        if (lacksValue && !values.isEmpty()) {
            text.append(" There are values in ").append(KindRule.listed(values));
            text.append(
                    lacksMetric
                            ? (values.size() == 1 ? ". If that is a metric, add " : ". If these are metrics, add ")
                                    + metrics()
                            : ". If one of these is the value, add " + map(Field.VALUE, values));
            text.append(withDecimalComma ? " --decimal-comma" : "")
                    .append(
                            lacksMetric && !values.stream().allMatch(LikelyColumns::isKey)
                                    ? ", with the metric's key for KEY."
                                    : ".");
        } else if (lacksMetric && lacksValue && !lacksId) {
            text.append(" If metrics have a column each, name these: --metrics 'COLUMN, COLUMN'.");
        }
        return text.toString();
    }

    /** Whether a metric may well have the column's name for its key. */
    private static boolean isKey(String column) {
        return column.matches("[\\w.:-]+");
    }

    private static String map(Field field, List<String> columns) {
        return "--map " + field.word() + "=" + Names.quoted(columns.get(0));
    }

    private String metrics() {
        return "--metrics '"
                + values.stream()
                        .limit(LISTED)
                        .map(column -> isKey(column) ? column : "KEY=" + column)
                        .collect(Collectors.joining(", "))
                + (values.size() > LISTED ? ", …'" : "'");
    }
}
