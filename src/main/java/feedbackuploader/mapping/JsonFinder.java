package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds values in objects by their keys, or by JSON pointers (RFC 6901).
 *
 * @param found the keys that were asked for are put in here, as {@link ColumnNames#normal} has them
 * @param isAlone whether an object may have no other key of the same name, even where one is written as asked for
 */
record JsonFinder(Set<String> found, boolean isAlone) implements FieldLocators.Finder {

    @Override
    public FieldLocator named(String option, String name) throws MappingException {
        if (name.startsWith("/")) {
            Pointer pointer = Pointer.parse(option, name);
            found.add(ColumnNames.normal(pointer.firstKey()));
            return new At(name, pointer);
        }
        String normal = ColumnNames.normal(name);
        if (normal.isEmpty()) {
            throw new MappingException(option + " names no key.");
        }
        found.add(normal);
        return new Key(name, normal, isAlone);
    }

    @Override
    public boolean isName(String name) {
        return false;
    }

    @Override
    public boolean has(String name) {
        return true;
    }

    private record At(String place, Pointer pointer) implements FieldLocator {
        @Override
        public RawValue in(Row row, List<Problem> problems) {
            return RawValue.json(place, pointer.at(((JsonRow) row).object()));
        }
    }

    private record Key(String name, String normal, boolean isAlone) implements FieldLocator {
        @Override
        public RawValue in(Row row, List<Problem> problems) {
            ObjectNode object = ((JsonRow) row).object();
            JsonNode exact = object.get(name);
            if (exact != null && !isAlone) {
                return RawValue.json(name, exact);
            }
            String found = null;
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                String key = entry.getKey();
                if (ColumnNames.normal(key).equals(normal)) {
                    if (found != null) {
                        problems.add(two(found, key));
                    }
                    found = found == null || key.equals(name) ? key : found;
                }
            }
            return RawValue.json(name, found == null ? null : object.get(found));
        }

        private static Problem two(String one, String other) {
            return new Problem(
                    other,
                    "the key " + Names.quoted(one) + " too",
                    "one key of this name",
                    "Name the one that you mean by its JSON pointer: " + Names.quoted("/" + one) + " or "
                            + Names.quoted("/" + other) + ".");
        }
    }
}
