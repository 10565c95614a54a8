package feedbackuploader.mapping;

import feedbackuploader.support.Printable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches where the rows have their fields from. What is kept does not grow with the file. */
final class FieldSources {

    /** Of one field: a file may spell a key in many ways. */
    private static final int NAMES = 100;

    private static final int LONGEST = 200;

    private static final Field[] FIELDS = Field.values();

    private final Map<Field, Seen> seen = new EnumMap<>(Field.class);
    private final Set<String> idle = new LinkedHashSet<>();

    FieldSources() {
        for (Field field : FIELDS) {
            seen.put(field, new Seen());
        }
    }

    /** @param without what is left out of the row's feedback */
    void note(RawFields row, Set<Field> without) {
        for (Field field : FIELDS) {
            RawValue given = row.get(field);
            if (given.node() == null) {
                continue;
            }
            if (!without.contains(field)) {
                seenOf(field).note(given);
            } else if (given.isOwn()) {
                add(idle, given.column());
            }
        }
    }

    /** The fields that rows have, in the order of {@link Field}. */
    List<FieldSource> found() {
        List<FieldSource> found = new ArrayList<>();
        for (Field field : FIELDS) {
            Seen one = seenOf(field);
            if (!one.columns.isEmpty() || !one.given.isEmpty()) {
                found.add(new FieldSource(field, List.copyOf(one.columns), List.copyOf(one.given)));
            }
        }
        return found;
    }

    /** Columns and keys that mean a field which is left out of all rows that have it. */
    List<String> idle() {
        Set<String> used = new HashSet<>();
        for (Seen one : seen.values()) {
            used.addAll(one.columns);
        }
        return idle.stream().filter(name -> !used.contains(name)).toList();
    }

    private Seen seenOf(Field field) {
        return Objects.requireNonNull(seen.get(field));
    }

    private static void add(Set<String> names, String name) {
        if (names.size() < NAMES) {
            names.add(Printable.of(name, LONGEST));
        }
    }

    /** What one field was taken from; most rows take it from where the row before did. */
    private static final class Seen {
        final Set<String> columns = new LinkedHashSet<>();
        final Set<String> given = new LinkedHashSet<>();

        @Nullable
        String lastColumn;

        @Nullable
        String lastGiven;

        void note(RawValue value) {
            if (value.origin() != RawValue.Origin.OPTION) {
                if (!value.column().equals(lastColumn)) {
                    lastColumn = value.column();
                    add(columns, lastColumn);
                }
            } else if (value.node() != null && !value.node().asText().equals(lastGiven)) {
                lastGiven = value.node().asText();
                add(given, lastGiven);
            }
        }
    }
}
