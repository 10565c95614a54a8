package feedbackuploader.mapping;

import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.InputException;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.mapping.text.NumberStyle;
import feedbackuploader.support.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the first rows hold in the columns that mean no field: a hint for a file that cannot be mapped as it is.
 *
 * @param ids columns of UUIDs, the likeliest of completions first
 * @param values columns of numbers, true and false, and of labels that stand for them
 * @param users columns of who rated
 * @param remarks columns of what people wrote beside a rating, where no other holds the details
 * @param areUsersNamed whether the users are no UUIDs, and no option says who they are
 * @param labels among the values
 * @param totals the rules that skip rows of totals
 * @param comparison columns of two answers and a verdict
 * @param texts columns of questions and answers
 * @param withDecimalComma whether a number is written with one, and {@code --decimal-comma} is not given
 * @param isEmpty whether there are no rows to tell anything
 */
record LikelyColumns(
        List<String> ids,
        List<String> values,
        List<String> users,
        List<String> remarks,
        boolean areUsersNamed,
        UnreadLabels labels,
        List<String> totals,
        Optional<Comparison> comparison,
        LikelyTexts texts,
        boolean withDecimalComma,
        boolean isEmpty) {

    /** Of no rows at all. */
    static final LikelyColumns NONE = in(List.of(), List.of(), MappingOptions.none());

    private static final int ROWS = 100;
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

    /** Reads the next rows of {@code source}, which is of no use for anything else then. */
    static LikelyColumns in(RowSource source, MappingOptions options) {
        return in(source.columns(), rows(source), options);
    }

    /** @param rows the first ones, with a cell for each of {@code columns} */
    static LikelyColumns in(List<String> columns, List<List<String>> rows, MappingOptions options) {
        List<String> ids = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> users = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        UnreadLabels labels = UnreadLabels.missingFrom("--values", "a number, true or false", KnownWords::meaning);
        boolean comma = false;
        boolean areUsersNamed = false;
        Twins twins = new Twins(columns);
        Set<String> taken = taken(options);
        for (int i = 0; i < columns.size(); i++) {
            String column = Texts.trim(columns.get(i));
            int index = i;
            List<String> cells = rows.stream()
                    .map(row -> Texts.bare(row.get(index)))
                    .filter(cell -> !KnownWords.isNone(cell))
                    .toList();
            if (isField(Field.USER, column, options)) {
                areUsersNamed |= areNames(cells, options);
            }
            if (twins.has(i) || !isFree(column, taken)) {
                continue;
            }
            if (isMostly(cells, ENOUGH, cell -> Uuids.parse(cell) != null)) {
                (Names.isOfPeople(column) ? users : ids).add(column);
            } else if (Names.isRater(column) || isMostly(cells, ENOUGH, Users::isEMail)) {
                users.add(column);
                areUsersNamed |= users.size() == 1 && areNames(cells, options);
            } else if (isMostly(cells, ENOUGH_VALUES, cell -> isValue(cell, options))) {
                values.add(column);
                comma |= cells.stream()
                        .anyMatch(cell ->
                                cell.indexOf(',') > 0 && POINT.plain(cell) == null && COMMA.plain(cell) != null);
                rows.stream()
                        .map(row -> Texts.bare(row.get(index)))
                        .filter(cell -> !cell.isEmpty() && !isPlain(cell, options))
                        .forEach(cell -> labels.add(column, cell));
            } else if (Names.isRemark(column)) {
                remarks.add(column);
            }
        }
        ids.sort(Comparator.comparing(LikelyColumns::rank));
        return new LikelyColumns(
                ids,
                values,
                has(Field.USER, columns, options) ? List.of() : users,
                has(Field.DETAILS, columns, options) ? List.of() : remarks,
                areUsersNamed,
                labels,
                Totals.rules(columns, rows, options),
                Comparison.in(columns, rows),
                LikelyTexts.in(
                        columns,
                        rows,
                        index -> !twins.has(index) && isFree(Texts.trim(columns.get(index)), taken),
                        field -> has(field, columns, options),
                        options.completions().zone() == null),
                comma && !options.numbers().decimalComma(),
                rows.isEmpty());
    }

    /** The columns that options take for a field already, as {@link ColumnNames#normal} has them. */
    private static Set<String> taken(MappingOptions options) {
        return Stream.concat(
                        options.columns().values().stream(),
                        options.variants().stream().flatMap(variant -> variant.columns().values().stream()))
                .map(ColumnNames::normal)
                .collect(Collectors.toSet());
    }

    private static boolean isField(Field field, String column, MappingOptions options) {
        String place = options.columns().get(field);
        return place == null
                ? field
                        == Field.ofNormal(
                                ColumnNames.normal(column),
                                options.completions().create())
                : ColumnNames.normal(place).equals(ColumnNames.normal(column));
    }

    private static boolean has(Field field, List<String> columns, MappingOptions options) {
        return options.columns().containsKey(field)
                || columns.stream().anyMatch(column -> isField(field, column, options));
    }

    /** Whether some of the users cannot be told to the server as they stand. */
    private static boolean areNames(List<String> cells, MappingOptions options) {
        return options.users().equals(Users.NONE)
                && cells.stream().anyMatch(cell -> !Totals.isWord(cell) && Uuids.parse(cell) == null);
    }

    private static int rank(String column) {
        return OF_COMPLETIONS.matcher(column.toLowerCase(Locale.ROOT)).find() ? 0 : Names.isOfOthers(column) ? 2 : 1;
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
    private static boolean isFree(String column, Set<String> taken) {
        return !column.isEmpty()
                && !taken.contains(ColumnNames.normal(column))
                && Field.named(column).isEmpty()
                && (!ReportColumn.isOurs(column)
                        || ReportColumn.COMPLETION_ID.column().equals(column))
                && !Names.isDate(column)
                && !Names.isNumberOfRow(column)
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
}
