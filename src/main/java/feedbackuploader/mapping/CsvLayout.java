package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file, matched to fields once. */
final class CsvLayout implements Layout {

    /** No field has a longer name. Most cells are longer, or differ early. */
    private static final int LONGEST_NAME = 35;

    private final List<String> columns;
    private final boolean creates;
    private final Map<String, FieldLocator> labels = new TreeMap<>();
    private final Map<String, FieldLocator> sought;
    private final Twins twins;
    private final Map<Field, String> places;
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> lookedAt = new TreeSet<>();
    private final Map<Field, Integer> indexes = new EnumMap<>(Field.class);
    private final List<Overlay> overlays;
    private final SkipTests skips;
    private final Field[] fields;
    private final FieldLocator[] locators;
    private final RawFields defaults;
    private final Map<ReportColumn, Integer> ours = new EnumMap<>(ReportColumn.class);

    CsvLayout(List<String> columns, MappingOptions options, Notices notices) throws MappingException {
        this.columns = columns;
        this.creates = options.completions().create();
        this.twins = new Twins(columns);
        this.places = options.columns();
        this.defaults = RawFields.of(options.constants());
        Map<Field, FieldLocator> found = new EnumMap<>(Field.class);
        CsvFinder finder = new CsvFinder(columns, twins, taken);
        for (Map.Entry<Field, String> entry : options.columns().entrySet()) {
            found.put(entry.getKey(), FieldLocators.of(entry.getKey(), entry.getValue(), finder));
            indexes.put(entry.getKey(), finder.indexOf(entry.getValue()));
        }
        findLabels(options.completions(), finder);
        sought = FieldLocators.ofLookup(options.lookup(), finder);
        FieldLocators.Finder looking = new CsvFinder(columns, twins, lookedAt);
        skips = SkipTests.of(options.skipWhere(), options.numbers(), looking);
        overlays = Overlay.allOf(options, finder, looking);
        for (int column : lookedAt) {
            twins.refuseUnlessAll(column, lookedAt, "--skip-where");
        }
        for (Field field : Field.values()) {
            int index = indexes.containsKey(field) || isIdle(field, options) ? -1 : indexNamed(field);
            if (index >= 0) {
                twins.refuse(index, "", field.label());
                indexes.put(field, index);
                found.put(field, new CsvFinder.Cell(columns.get(index), index));
            }
        }
        if (options.lookup() != null && indexes.containsKey(Field.COMPLETION_ID)) {
            throw new MappingException("The file has the column "
                    + Names.quoted(columns.get(indexes.get(Field.COMPLETION_ID)))
                    + ", which says itself which completion a row rates. Remove "
                    + options.lookup().option()
                    + ", or rename the column if it holds something else.");
        }
        fields = found.keySet().toArray(Field[]::new);
        locators = found.values().toArray(FieldLocator[]::new);
        for (ReportColumn column : ReportColumn.values()) {
            int index = columns.indexOf(column.column());
            if (index >= 0) {
                twins.refuse(index, "", column.column());
                ours.put(column, index);
            }
        }
        notices.only(fieldsOfRows());
        if (has(Field.DETAILS)) {
            notices.hasDetails();
        }
        noteTheRest(notices);
    }

    /** A session is of use to a new completion, or by itself: beside completions that are there it is a column like any other. */
    private boolean isIdle(Field field, MappingOptions options) {
        return field == Field.SESSION_ID
                && !creates
                && options.kind() != Kind.OUTCOME
                && (indexes.containsKey(Field.COMPLETION_ID)
                        || SideFields.anyOfPreferredAndOther(indexes::containsKey)
                        || SideFields.anyOfAAndB(indexes::containsKey));
    }

    private void findLabels(NewCompletions completions, FieldLocators.Finder finder) throws MappingException {
        labels.putAll(FieldLocators.ofLabels(completions, finder));
        for (int i = 0; creates && i < columns.size(); i++) {
            String label = NewCompletions.labelIn(columns.get(i));
            if (label != null && !labels.containsKey(label)) {
                twins.refuse(i, "", columns.get(i));
                taken.add(i);
                labels.put(label, new CsvFinder.Cell(columns.get(i), i));
            }
        }
    }

    private Set<Field> fieldsOfRows() {
        Set<Field> all = EnumSet.noneOf(Field.class);
        all.addAll(indexes.keySet());
        overlays.forEach(overlay -> all.addAll(overlay.locators().keySet()));
        return all;
    }

    @Override
    public boolean has(Field field) {
        return indexes.containsKey(field) || overlays.stream().anyMatch(overlay -> overlay.has(field));
    }

    @Override
    public boolean isOfField(String name) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).equals(name))
                .anyMatch(i -> taken.contains(i) || indexes.containsValue(i));
    }

    @Override
    public List<Overlay> overlays() {
        return overlays;
    }

    @Override
    public SkipTests skips() {
        return skips;
    }

    @Override
    public Collection<String> names() {
        return columns;
    }

    @Override
    public RawFields read(Row row, List<Problem> problems) {
        RawFields read = defaults.copyFor(() -> columns);
        if (row instanceof CsvRow) {
            for (int i = 0; i < fields.length; i++) {
                read.set(fields[i], locators[i].in(row, problems));
            }
            labels.forEach((label, locator) -> read.labels().put(label, locator.in(row, problems)));
            sought.forEach((name, locator) -> read.seek(name, locator.in(row, problems)));
        }
        return read;
    }

    @Override
    public Set<Field> fieldsOf(Row row) {
        return indexes.keySet();
    }

    @Override
    public @Nullable RawValue at(Row row, Field field) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == field) {
                return locators[i].in(row, new ArrayList<>());
            }
        }
        return null;
    }

    @Override
    public EarlierUpload earlier(Row row) {
        if (ours.isEmpty() || !(row instanceof CsvRow csv)) {
            return EarlierUpload.NONE;
        }
        return EarlierUpload.ofCells(
                column -> {
                    Integer index = ours.get(column);
                    return index == null ? "" : csv.cells().get(index);
                },
                ours::containsKey);
    }

    /** The column that goes by the field's name, or -1. */
    private int indexNamed(Field field) throws MappingException {
        List<Integer> synonyms = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (taken.contains(i) || Field.ofNormal(ColumnNames.normal(columns.get(i)), creates) != field) {
                continue;
            }
            if (field.isWord(columns.get(i))) {
                return i;
            }
            synonyms.add(i);
        }
        for (int i : synonyms) {
            twins.refuse(i, "", field.label());
        }
        if (synonyms.size() > 1) {
            throw new MappingException("The columns "
                    + KindRule.listed(synonyms.stream().map(columns::get).toList())
                    + " both mean " + field.label() + ". Choose one: --map "
                    + Shell.word(field.label() + "=" + columns.get(synonyms.get(0))) + ".");
        }
        return synonyms.isEmpty() ? -1 : synonyms.get(0);
    }

    /** Whether a row names the fields that it should hold, in these words or in others. */
    @Override
    public boolean isHeader(Row row) {
        if (!(row instanceof CsvRow csv)) {
            return false;
        }
        if (csv.repeatsHeader()) {
            return true;
        }
        int named = 0;
        for (Map.Entry<Field, Integer> entry : indexes.entrySet()) {
            if (entry.getValue() < 0) {
                continue;
            }
            String cell = csv.cells().get(entry.getValue());
            if (cell.length() > LONGEST_NAME || Field.ofNormal(ColumnNames.normal(cell), creates) != entry.getKey()) {
                return false;
            }
            named++;
        }
        return named > 1;
    }

    private void noteTheRest(Notices notices) {
        Set<Integer> used = new HashSet<>(indexes.values());
        used.addAll(taken);
        lookedAt.stream().filter(i -> !used.contains(i)).map(columns::get).forEach(notices::onlyLookedAt);
        used.addAll(lookedAt);
        twins.described(used).forEach(notices::twins);
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (used.contains(i) || Texts.isBlank(column) || ReportColumn.isOurs(column)) {
                continue;
            }
            Field field = Field.ofNormal(ColumnNames.normal(column), creates);
            Integer index = field == null ? null : indexes.get(field);
            if (field != null && index != null) {
                String place = index >= 0 ? columns.get(index) : places.getOrDefault(field, field.label());
                notices.passedOver(column, place, field);
            } else {
                notices.unknown(column);
            }
        }
    }
}
