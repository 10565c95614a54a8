package feedbackuploader.mapping;

import feedbackuploader.feedback.CompletionRef;
import feedbackuploader.feedback.PreferenceFeedback;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of sums and averages, and lines of words, which spreadsheets and programs have below a table: invalid, and named with
 * the option that skips them.
 */
final class Totals {

    private static final Set<String> WORDS = Set.of(
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sum",
            "average",
            "mean",
            "count",
            "summe",
            "gesamt",
            "gesamtergebnis",
            "mittelwert",
            "durchschnitt",
            "anzahl",
            "total général",
            "somme",
            "moyenne",
            "suma",
            "promedio",
            "totale",
            "media");

    private static final int LONGEST = 20;
    private static final int MOST_RULES = 10;
    private static final int LISTED = 5;
    private static final int LONGEST_NOTE = 100;

    /** With more than this, they are rows with missing cells, not notes. */
    private static final int MOST_NOTES = 3;

    /** The rows that a rule would skip, the first of many. */
    private static final class Found {
        private final String option;
        private final boolean isTotal;
        private final List<Long> rows = new ArrayList<>();
        private long count;

        Found(String option, boolean isTotal) {
            this.option = option;
            this.isTotal = isTotal;
        }
    }

    private final List<String> columns;
    private final Map<String, Found> found = new LinkedHashMap<>();

    /** Rules that would skip a row that is feedback. */
    private final Set<String> wrong = new HashSet<>();

    /** Different texts, each alone in its row. */
    private int notes;

    private long lastFeedback;

    Totals(List<String> columns) {
        this.columns = columns;
    }

    /** Whether {@code text} is what stands beside a sum. */
    static boolean isWord(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        String word = text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
        return WORDS.contains(Texts.trim(word).toLowerCase(Locale.ROOT));
    }

    /** The rules, not given yet, that skip those of {@code rows} which are totals and hold no id. */
    static List<String> rules(List<String> columns, List<List<String>> rows, MappingOptions options) {
        return rows.stream()
                .filter(row -> row.stream().allMatch(cell -> Uuids.parse(Texts.bare(cell)) == null))
                .map(row -> rule(columns, row))
                .filter(rule -> rule != null && isPrintable(rule, columns) && !isGiven(rule, options))
                .distinct()
                .limit(MOST_RULES)
                .toList();
    }

    private static @Nullable String rule(List<String> columns, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = Texts.trim(cells.get(i));
            if (isWord(cell) && !Texts.isBlank(columns.get(i))) {
                return Texts.trim(columns.get(i)) + "=" + cell;
            }
        }
        return null;
    }

    private static boolean isGiven(String rule, MappingOptions options) {
        try {
            return options.skipWhere().contains(SkipRule.of(rule));
        } catch (MappingException e) {
            return false;
        }
    }

    /** Whether the rule is read as it is meant, whatever signs the column's name has. */
    private static boolean isPrintable(String rule, List<String> columns) {
        try {
            String place = SkipRule.of(rule).test(columns::contains).place();
            return Shell.isPrintable(rule)
                    && rule.startsWith(place + "=")
                    && isWord(rule.substring(place.length() + 1));
        } catch (MappingException e) {
            return false;
        }
    }

    /** A preference between two numbers next to a word like 'total' is a totals row. */
    List<Mapped> explain(Row row, List<Mapped> pieces) {
        if (row instanceof CsvRow csv && Mapped.all(pieces, Totals::comparesTexts)) {
            int frame = TableFrame.in(csv.cells());
            if (frame >= 0) {
                String found = csv.cells().get(frame);
                String option = isAlone(columns.get(frame))
                        ? SkipRule.advised(Texts.trim(columns.get(frame)), Texts.trim(found))
                        : null;
                return List.of(new Mapped.Invalid(
                        List.of(new Problem(
                                columns.get(frame),
                                Problem.quote(found),
                                "feedback, not a line that a program writes around a table",
                                option == null ? null : "To skip it, add " + option + ".")),
                        null));
            }
        }
        if (!(row instanceof CsvRow csv) || !Mapped.all(pieces, Totals::comparesNumbers)) {
            return pieces;
        }
        int first = firstFilled(csv.cells());
        String cell = first < 0 ? "" : Texts.trim(csv.cells().get(first));
        return isWord(cell)
                ? List.of(new Mapped.Invalid(
                        List.of(new Problem(columns.get(first), Problem.quote(cell), "feedback, not a total", null)),
                        null))
                : pieces;
    }

    private static boolean comparesTexts(Mapped piece) {
        return piece instanceof Mapped.Valid valid
                && valid.feedback() instanceof PreferenceFeedback compared
                && compared.preferred() instanceof CompletionRef.ByText;
    }

    private static boolean comparesNumbers(Mapped piece) {
        return piece instanceof Mapped.Valid valid
                && valid.feedback() instanceof PreferenceFeedback compared
                && isNumberOrBlank(compared.preferred())
                && isNumberOrBlank(compared.other());
    }

    private static boolean isNumberOrBlank(CompletionRef completion) {
        return completion instanceof CompletionRef.ByText text
                && (Texts.isBlank(text.text()) || NumberText.isNumber(Texts.trim(text.text())));
    }

    private static int firstFilled(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (!Texts.isBlank(cells.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** @param pieces what became of {@code row} */
    void look(Row row, List<Mapped> pieces) {
        if (Mapped.any(pieces, Mapped.Valid.class::isInstance)) {
            lastFeedback = row.number();
        }
        List<String> cells =
                row instanceof CsvRow csv ? csv.cells() : row instanceof BrokenRow broken ? broken.cells() : List.of();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            String cell = Texts.trim(cells.get(i));
            if (isWord(cell) && !Texts.isBlank(columns.get(i))) {
                note(i, cell, true, row.number(), pieces);
                return;
            }
        }
        int only = firstFilled(cells);
        if (only >= 0
                && only < columns.size()
                && firstFilled(cells.subList(only + 1, cells.size())) < 0
                && isNote(Texts.trim(cells.get(only)))) {
            note(only, Texts.trim(cells.get(only)), false, row.number(), pieces);
        }
    }

    /** Words alone in their row, as a program writes them below what it exports; no id and no number. */
    private static boolean isNote(String cell) {
        return cell.length() <= LONGEST_NOTE
                && (cell.indexOf(' ') > 0 || Texts.bare(cell).isEmpty() || !Character.isLetterOrDigit(cell.charAt(0)));
    }

    private void note(int column, String cell, boolean isTotal, long row, List<Mapped> pieces) {
        String rule = Texts.trim(columns.get(column)) + "=" + cell;
        String option = isAlone(columns.get(column)) ? SkipRule.advised(Texts.trim(columns.get(column)), cell) : null;
        if (option == null) {
            return;
        }
        if (Mapped.any(pieces, Mapped.Valid.class::isInstance)) {
            if (isTotal && wrong.size() < MOST_RULES * MOST_RULES) {
                wrong.add(Labels.normal(rule));
            }
        } else if (Mapped.all(pieces, Mapped.Invalid.class::isInstance)
                && (found.size() < MOST_RULES || found.containsKey(rule))) {
            notes += isTotal || found.containsKey(rule) ? 0 : 1;
            Found rows = found.computeIfAbsent(rule, name -> new Found(option, isTotal));
            rows.count++;
            if (rows.rows.size() < LISTED) {
                rows.rows.add(row);
            }
        }
    }

    private boolean isAlone(String column) {
        String normal = ColumnNames.normal(column);
        return columns.stream()
                        .filter(name -> ColumnNames.normal(name).equals(normal))
                        .count()
                == 1;
    }

    /** Complete once every row has been mapped. */
    List<String> sentences() {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().isTotal || isBelowTheTable(entry.getValue()))
                .filter(entry -> !wrong.contains(Labels.normal(entry.getKey())))
                .map(entry -> sentence(entry.getValue()))
                .toList();
    }

    /** Above feedback, it may be the rest of a text that goes over several lines without quotes. */
    private boolean isBelowTheTable(Found found) {
        return notes <= MOST_NOTES && found.rows.get(0) > lastFeedback;
    }

    private static String sentence(Found found) {
        String numbers = found.rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
        boolean isOne = found.count == 1;
        return (isOne
                        ? "Row " + numbers + " looks like " + (found.isTotal ? "a total" : "a note")
                        : found.count + " rows (" + numbers + (found.count > LISTED ? ", …" : "") + ") look like "
                                + (found.isTotal ? "totals" : "notes"))
                + ", not feedback: skip " + (isOne ? "it" : "them") + " with " + found.option + ".";
    }
}
