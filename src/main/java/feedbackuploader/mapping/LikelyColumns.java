package feedbackuploader.mapping;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which columns that mean no field hold values in the first rows: a hint for a file that cannot be mapped as it is. */
final class LikelyMetrics {

    private static final int ROWS = 100;
    private static final int LISTED = 10;

    /** Generous, since what is found is only a hint: the decimal comma has one of its own. */
    private static final List<NumberStyle> STYLES = List.of(
            new NumberStyle(false, true, NumberStyle.Percent.NUMBER),
            new NumberStyle(true, true, NumberStyle.Percent.NUMBER));

    private static final Set<String> TRUTH = Set.of("true", "false");

    private LikelyMetrics() {}

    /** Reads the next rows of {@code source}, which is of no use for anything else then. */
    static List<String> in(RowSource source, MappingOptions options) {
        List<String> columns = source.columns();
        boolean[] filled = new boolean[columns.size()];
        boolean[] other = new boolean[columns.size()];
        try {
            Row row = source.next();
            for (int rows = 0; row != null && rows < ROWS; row = source.next(), rows++) {
                for (int i = 0; row instanceof CsvRow csv && i < filled.length; i++) {
                    String cell = Texts.bare(csv.cells().get(i));
                    filled[i] |= !cell.isEmpty();
                    other[i] |= !cell.isEmpty() && !isValue(cell, options);
                }
            }
        } catch (InputException | IOException e) {
            // what was read before it is hint enough, and that the columns do not fit is told in any case
        }
        List<String> likely = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            String column = Texts.trim(columns.get(i));
            if (filled[i] && !other[i] && isFree(column)) {
                likely.add(column);
            }
        }
        return likely;
    }

    /** The option that makes metrics of {@code columns}, as it is typed. */
    static String option(List<String> columns) {
        return "--metrics '"
                + columns.stream()
                        .limit(LISTED)
                        .map(column -> column.matches("[\\w.:-]+") ? column : "KEY=" + column)
                        .collect(Collectors.joining(", "))
                + (columns.size() > LISTED ? ", …'" : "'");
    }

    /** Neither a field nor of our own report, and with no sign that would mean something else in the option. */
    private static boolean isFree(String column) {
        return !column.isEmpty()
                && Field.named(column).isEmpty()
                && !Names.isOurs(column)
                && !Names.isDate(column)
                && Names.quoted(column).equals('"' + column + '"')
                && column.chars().noneMatch(c -> c == ',' || c == '=' || c == '\'');
    }

    private static boolean isValue(String cell, MappingOptions options) {
        return TRUTH.contains(cell.toLowerCase(Locale.ROOT))
                || options.values().find(cell).isPresent()
                || STYLES.stream().anyMatch(style -> style.plain(cell) != null);
    }
}
