package feedbackuploader.mapping;

import feedbackuploader.feedback.Shell;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the first rows hold in the columns that mean no field: a hint for a file that cannot be mapped as it is.
 *
 * @param ids columns of UUIDs, the likeliest of completions first
 * @param values columns of numbers, true and false, and of labels that stand for them
 * @param users columns of who rated
 * @param labels the option that gives the labels among the values a meaning, or nothing
 * @param withDecimalComma whether a number is written with one, and {@code --decimal-comma} is not given
 * @param isEmpty whether there are no rows to tell anything
 */
record LikelyColumns(
        List<String> ids,
        List<String> values,
        List<String> users,
        String labels,
        boolean withDecimalComma,
        boolean isEmpty) {

    private static final int ROWS = 100;
    private static final int LISTED = 10;
    private static final int LONGEST = 60;

    /** Of ten filled cells, for values: a label here and there is not known. */
    private static final int ENOUGH_VALUES = 6;

    /** Of ten filled cells: a row of totals or a remark here and there does not make it another column. */
    private static final int ENOUGH = 8;

    private static final NumberStyle POINT = new NumberStyle(false, true, NumberStyle.Percent.NUMBER);
    private static final NumberStyle COMMA = new NumberStyle(true, true, NumberStyle.Percent.NUMBER);

    private static final Set<String> TRUTH = Set.of("true", "false");

    private static final Pattern OF_COMPLETIONS =
            Pattern.compile("completion|answer|response|reply|message|output|generation|antwort|réponse|respuesta");
    private static final Pattern OF_OTHERS =
            Pattern.compile("user|rater|annotator|reviewer|session|conversation|account|project|workspace|prompt");

    /** Reads the next rows of {@code source}, which is of no use for anything else then. */
    static LikelyColumns in(RowSource source, MappingOptions options) {
        List<List<String>> rows = rows(source);
        List<String> ids = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> users = new ArrayList<>();
        UnreadLabels labels = UnreadLabels.missingFrom("--values", "", KnownWords::meaning);
        boolean comma = false;
        Twins twins = new Twins(source.columns());
        for (int i = 0; i < source.columns().size(); i++) {
            String column = Texts.trim(source.columns().get(i));
            int index = i;
            List<String> cells = rows.stream()
                    .map(row -> Texts.bare(row.get(index)))
                    .filter(cell -> !KnownWords.isNone(cell))
                    .toList();
            if (twins.has(i) || !isFree(column)) {
                continue;
            }
            if (isMostly(cells, ENOUGH, cell -> Uuids.parse(cell) != null)) {
                ids.add(column);
            } else if (Names.isRater(column) || isMostly(cells, ENOUGH, Users::isEMail)) {
                users.add(column);
            } else if (isMostly(cells, ENOUGH_VALUES, cell -> isValue(cell, options))) {
                values.add(column);
                comma |= cells.stream()
                        .anyMatch(cell ->
                                cell.indexOf(',') > 0 && POINT.plain(cell) == null && COMMA.plain(cell) != null);
                rows.stream()
                        .map(row -> Texts.bare(row.get(index)))
                        .filter(cell -> !cell.isEmpty() && !isPlain(cell, options))
                        .forEach(cell -> labels.add(column, cell));
            }
        }
        ids.sort(Comparator.comparing(LikelyColumns::rank));
        boolean hasUser = options.columns().containsKey(Field.USER)
                || source.columns().stream()
                        .anyMatch(column ->
                                Field.named(column).filter(Field.USER::equals).isPresent());
        return new LikelyColumns(
                ids,
                values,
                hasUser ? List.of() : users,
                labels.known(),
                comma && !options.numbers().decimalComma(),
                rows.isEmpty());
    }

    private static int rank(String column) {
        String lower = column.toLowerCase(Locale.ROOT);
        return OF_COMPLETIONS.matcher(lower).find()
                ? 0
                : OF_OTHERS.matcher(lower).find() ? 2 : 1;
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

    private static boolean isMostly(List<String> cells, int enough, Predicate<String> such) {
        long count = cells.stream().filter(such).count();
        return count > 0 && count * 10 >= cells.size() * (long) enough;
    }

    /** Neither a field nor of our own report, and a name that can be typed. */
    private static boolean isFree(String column) {
        return !column.isEmpty()
                && Field.named(column).isEmpty()
                && !ReportColumn.isOurs(column)
                && !Names.isDate(column)
                && column.codePointCount(0, column.length()) <= LONGEST
                && Shell.isPrintable(column);
    }

    private static boolean isValue(String cell, MappingOptions options) {
        return isPlain(cell, options) || (cell.length() <= LONGEST && KnownWords.meaning(cell) != null);
    }

    private static boolean isPlain(String cell, MappingOptions options) {
        return TRUTH.contains(cell.toLowerCase(Locale.ROOT))
                || options.values().find(cell).isPresent()
                || POINT.plain(cell) != null
                || COMMA.plain(cell) != null;
    }

    /** Sentences with the options that make something of these columns, each after a space; or nothing. */
    String advice(boolean lacksId, boolean lacksMetric, boolean lacksValue) {
        StringBuilder text = new StringBuilder();
        if (lacksId && ids.isEmpty()) {
            return isEmpty
                    ? ""
                    : " No column holds UUIDs. A rating cannot be uploaded without the id of its completion: add a column with"
                            + " these ids.";
        }
        if (lacksId) {
            text.append(" There are UUIDs in ")
                    .append(KindRule.listed(ids))
                    .append(
                            ids.size() == 1
                                    ? ". If these are completion ids, add "
                                    : ". For the column with the completion ids, add ")
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
                    .append(labels.isEmpty() ? "" : " " + labels)
                    .append(
                            lacksMetric && !values.stream().allMatch(LikelyColumns::isKey)
                                    ? ", with the key of the metric before each equals sign."
                                    : ".");
        } else if (lacksMetric && lacksValue) {
            text.append(" If each metric has its own column, add --metrics 'COLUMN, COLUMN'.");
        }
        if (!users.isEmpty() && text.length() > 0) {
            text.append(" If ")
                    .append(Names.quoted(users.get(0)))
                    .append(" holds the user, add ")
                    .append(map(Field.USER, users))
                    .append('.');
        }
        return text.toString();
    }

    /** Whether a metric may well have the column's name for its key. */
    private static boolean isKey(String column) {
        return column.matches("[\\w.:-]+");
    }

    /** A column's name as a key is mostly written: {@code Was it helpful? (y/n)} is {@code was_it_helpful}. */
    private static String keyOf(String column) {
        String without = column.replaceAll("\\([^)]*\\)", "").isBlank() ? column : column.replaceAll("\\([^)]*\\)", "");
        String key = without.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
        return key.isEmpty() ? "metric" : key;
    }

    static String map(Field field, List<String> columns) {
        return "--map " + Shell.word(field.word() + "=" + columns.get(0));
    }

    private String metrics() {
        return "--metrics "
                + Shell.quoted(values.stream()
                        .limit(LISTED)
                        .map(column -> isKey(column) ? column : keyOf(column) + "=" + Listed.escaped(column))
                        .collect(Collectors.joining(", ")));
    }
}
