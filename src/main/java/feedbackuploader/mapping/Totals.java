package feedbackuploader.mapping;

import feedbackuploader.feedback.Shell;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of sums and averages, which spreadsheets have below a table: invalid, and named with the option that skips them. */
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

    /** The rows that a rule would skip, the first of many. */
    private static final class Found {
        private final List<Long> rows = new ArrayList<>();
        private long count;
    }

    private final List<String> columns;
    private final Map<String, Found> found = new LinkedHashMap<>();

    /** Rules that would skip a row that is feedback. */
    private final Set<String> wrong = new HashSet<>();

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

    /** @param pieces what became of {@code row} */
    void look(Row row, List<Mapped> pieces) {
        String rule = row instanceof CsvRow csv ? rule(columns, csv.cells()) : null;
        if (rule != null) {
            note(rule, row.number(), pieces);
        }
    }

    private void note(String rule, long row, List<Mapped> pieces) {
        if (pieces.stream().anyMatch(Mapped.Valid.class::isInstance)) {
            if (wrong.size() < MOST_RULES * MOST_RULES) {
                wrong.add(Labels.normal(rule));
            }
        } else if (pieces.stream().allMatch(Mapped.Invalid.class::isInstance)
                && (found.size() < MOST_RULES || found.containsKey(rule))) {
            Found rows = found.computeIfAbsent(rule, name -> new Found());
            rows.count++;
            if (rows.rows.size() < LISTED) {
                rows.rows.add(row);
            }
        }
    }

    /** Complete once every row has been mapped. */
    List<String> sentences() {
        return found.entrySet().stream()
                .filter(entry -> !wrong.contains(Labels.normal(entry.getKey())) && isPrintable(entry.getKey(), columns))
                .map(entry -> sentence(entry.getKey(), entry.getValue()))
                .toList();
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

    private static String sentence(String rule, Found found) {
        String numbers = found.rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (found.count == 1
                        ? "Row " + numbers + " looks like a total, not feedback: skip it"
                        : found.count + " rows (" + numbers + (found.count > LISTED ? ", …" : "")
                                + ") look like totals, not feedback: skip them")
                + " with --skip-where " + Shell.quoted(rule) + ".";
    }
}
