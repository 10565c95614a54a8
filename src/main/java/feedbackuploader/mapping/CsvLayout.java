package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file, matched to fields once. */
final class CsvLayout implements Layout {

    private static final String STATUS = "upload_status";

    private final List<String> columns;
    private final Map<Field, Integer> indexes = new EnumMap<>(Field.class);
    private final Field[] fields;
    private final int[] cells;
    private final RowFields defaults;
    private final int status;

    CsvLayout(List<String> columns, MappingOptions options, Notices notices) throws MappingException {
        this.columns = columns;
        this.defaults = RowFields.of(options.constants());
        Set<Integer> taken = takeMapped(options);
        for (Field field : Field.values()) {
            if (!indexes.containsKey(field)) {
                takeNamed(field, taken);
            }
        }
        fields = indexes.keySet().toArray(Field[]::new);
        cells = indexes.values().stream().mapToInt(Integer::intValue).toArray();
        status = columns.indexOf(STATUS);
        noteTheRest(notices);
    }

    boolean has(Field field) {
        return indexes.containsKey(field);
    }

    @Override
    public RowFields read(Row row, List<Problem> problems) {
        RowFields read = defaults.copy();
        if (row instanceof CsvRow csv) {
            for (int i = 0; i < fields.length; i++) {
                String cell = csv.cells().get(cells[i]);
                read.set(fields[i], new Given(columns.get(cells[i]), TextNode.valueOf(cell), Given.Origin.CELL));
            }
        }
        return read;
    }

    @Override
    public @Nullable String uploadStatus(Row row) {
        return status >= 0 && row instanceof CsvRow csv ? csv.cells().get(status) : null;
    }

    private Set<Integer> takeMapped(MappingOptions options) throws MappingException {
        Set<Integer> taken = new HashSet<>();
        for (Field field : Field.values()) {
            String name = options.columns().get(field);
            if (name != null) {
                int index = columns.indexOf(name);
                if (index < 0) {
                    index = indexOfNormal(ColumnNames.normal(name));
                }
                if (index < 0) {
                    throw noSuchColumn(field, name);
                }
                indexes.put(field, index);
                taken.add(index);
            }
        }
        return taken;
    }

    private MappingException noSuchColumn(Field field, String name) {
        String pointer = name.startsWith("/") ? " A JSON pointer works in JSONL files only." : "";
        return new MappingException("--map " + field.word() + "=" + Names.quoted(name) + " names no column of the file"
                + Nearest.inBrackets(name, columns) + "." + pointer + " Its columns: " + KindRule.listed(columns)
                + ".");
    }

    private void takeNamed(Field field, Set<Integer> taken) throws MappingException {
        List<Integer> synonyms = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (taken.contains(i) || Field.ofNormal(ColumnNames.normal(columns.get(i))) != field) {
                continue;
            }
            if (field.isWord(columns.get(i))) {
                indexes.put(field, i);
                return;
            }
            synonyms.add(i);
        }
        if (synonyms.size() > 1) {
            throw new MappingException("The columns "
                    + KindRule.listed(synonyms.stream().map(columns::get).toList())
                    + " both mean " + field.word() + ". Say which one does: --map " + field.word() + "="
                    + columns.get(synonyms.get(0)) + ".");
        }
        if (!synonyms.isEmpty()) {
            indexes.put(field, synonyms.get(0));
        }
    }

    private int indexOfNormal(String normal) {
        for (int i = 0; i < columns.size(); i++) {
            if (!normal.isEmpty() && ColumnNames.normal(columns.get(i)).equals(normal)) {
                return i;
            }
        }
        return -1;
    }

    private void noteTheRest(Notices notices) {
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (indexes.containsValue(i) || Texts.isBlank(column) || Names.isOurs(column)) {
                continue;
            }
            Field field = Field.ofNormal(ColumnNames.normal(column));
            Integer used = field == null ? null : indexes.get(field);
            if (field != null && used != null) {
                notices.passedOver(column, columns.get(used), field);
            } else {
                notices.unknown(column);
            }
        }
    }
}
