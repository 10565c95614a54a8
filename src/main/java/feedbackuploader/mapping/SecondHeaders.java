package feedbackuploader.mapping;

import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of units, of types or of questions right below the header, as survey tools write them: told with the option that
 * skips them. Such a row is never sent, even where its words could pass for texts.
 */
final class SecondHeaders {

    /** A survey tool writes two. */
    private static final int MOST = 3;

    private static final int LONGEST = 60;

    /** Survey tools write the question's id so. */
    private static final String IMPORT_ID = "ImportId";

    private static final Set<String> TYPES = Set.of(
            "uuid",
            "guid",
            "id",
            "string",
            "str",
            "text",
            "varchar",
            "char",
            "int",
            "int32",
            "int64",
            "integer",
            "bigint",
            "float",
            "float64",
            "double",
            "decimal",
            "number",
            "numeric",
            "bool",
            "boolean",
            "date",
            "datetime",
            "timestamp",
            "object",
            "json",
            "category",
            "enum");

    private final List<String> columns;
    private int rows;
    private boolean isOver;

    SecondHeaders(Layout layout) {
        this.columns = layout instanceof CsvLayout ? List.copyOf(layout.names()) : List.of();
        this.isOver = columns.isEmpty();
    }

    /** Data has begun. */
    void end() {
        isOver = true;
    }

    List<Mapped> explain(Row row, List<Mapped> mapped) {
        if (isOver || mapped.stream().allMatch(Mapped.Skipped.class::isInstance)) {
            return mapped;
        }
        if (++rows > MOST || !(row instanceof CsvRow csv)) {
            isOver = true;
            return mapped;
        }
        int types = columnOfTypes(csv.cells());
        if (types >= 0) {
            return List.of(new Mapped.Invalid(
                    List.of(new Problem(
                            columns.get(types),
                            Problem.quote(csv.cells().get(types)),
                            "feedback, not the types of the columns",
                            hint(types, csv.cells().get(types)))),
                    null));
        }
        isOver = !mapped.stream().allMatch(Mapped.Invalid.class::isInstance);
        return isOver ? mapped : mapped.stream().map(one -> explained(csv, one)).toList();
    }

    /** The first filled column of a row that names nothing but types, or -1. */
    private static int columnOfTypes(List<String> cells) {
        int first = -1;
        int filled = 0;
        for (int i = 0; i < cells.size(); i++) {
            String cell = Texts.bare(cells.get(i));
            if (cell.isEmpty()) {
                continue;
            }
            if (!TYPES.contains(cell.toLowerCase(Locale.ROOT)) && !cell.contains(IMPORT_ID)) {
                return -1;
            }
            filled++;
            first = first < 0 ? i : first;
        }
        return filled > 1 ? first : -1;
    }

    private Mapped explained(CsvRow row, Mapped mapped) {
        if (!(mapped instanceof Mapped.Invalid invalid)) {
            return mapped;
        }
        for (Problem problem : invalid.problems()) {
            int column = problem.expected().equals(Uuids.EXPECTED) && problem.hint() == null
                    ? columns.indexOf(problem.column())
                    : -1;
            String hint = column < 0
                    ? null
                    : isData(row.cells()) ? idElsewhere(column, row.cells()) : hint(column, row.cells());
            if (hint != null) { // what else is wrong with a header is of no interest
                Problem told = problem.withHint(hint);
                return new Mapped.Invalid(List.of(told), invalid.feedback());
            }
        }
        return mapped;
    }

    /** An id or a number is no name of anything. */
    private static boolean isData(List<String> cells) {
        return cells.stream().map(Texts::bare).anyMatch(cell -> Uuids.parse(cell) != null || NumberText.isNumber(cell));
    }

    private @Nullable String idElsewhere(int column, List<String> cells) {
        if (Field.named(columns.get(column)).filter(Field.COMPLETION_ID::equals).isEmpty()) {
            return null;
        }
        for (int i = 0; i < cells.size(); i++) {
            String name = columns.get(i);
            if (Uuids.parse(Texts.bare(cells.get(i))) != null
                    && !Names.isOfPeople(name)
                    && (Field.named(name).isEmpty() || i == column)
                    && Shell.isPrintable(name)) {
                return "There is a UUID in " + Names.quoted(name) + ". If these are completion ids, add --map "
                        + Shell.word(Field.COMPLETION_ID.label() + "=" + name) + ".";
            }
        }
        return null;
    }

    /** A row without an id may still be one of units: all words, and two at least. */
    private @Nullable String hint(int column, List<String> cells) {
        if (!Texts.isBlank(cells.get(column))) {
            return hint(column, cells.get(column));
        }
        int word = -1;
        int filled = 0;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (Texts.isBlank(cell)) {
                continue;
            }
            if (cell.chars().anyMatch(Character::isDigit) || Texts.bare(cell).length() > LONGEST) {
                return null;
            }
            filled++;
            word = word < 0 && hint(i, cell) != null ? i : word;
        }
        return filled > 1 && word >= 0 ? hint(word, cells.get(word)) : null;
    }

    /** @return null when no option can say it */
    private @Nullable String hint(int column, String cell) {
        String name = columns.get(column);
        String text = Texts.bare(cell);
        boolean isImportId = text.contains(IMPORT_ID);
        boolean isWord = !text.isEmpty() && text.length() <= LONGEST && Character.isLetter(text.charAt(0));
        if (name.chars().anyMatch(c -> "=~!".indexOf(c) >= 0) || !(isImportId || isWord)) {
            return null;
        }
        return "Is this a second header? Then add --skip-where "
                + Shell.quoted(name + (isImportId ? "~" + IMPORT_ID : "=" + text)) + ".";
    }
}
