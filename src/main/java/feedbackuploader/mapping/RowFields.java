package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What one row gives for each field. */
final class RowFields {

    private final EnumMap<Field, Given> given;

    private RowFields(EnumMap<Field, Given> given) {
        this.given = given;
    }

    /** What is given where a row says nothing: what an option says, or nothing. */
    static RowFields of(Map<Field, String> constants) {
        EnumMap<Field, Given> given = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String constant = constants.get(field);
            given.put(
                    field,
                    constant == null
                            ? new Given(field.word(), null, Given.Origin.OPTION)
                            : new Given(field.word(), TextNode.valueOf(constant), Given.Origin.OPTION));
        }
        return new RowFields(given);
    }

    RowFields copy() {
        return new RowFields(given.clone());
    }

    Given get(Field field) {
        return Objects.requireNonNull(given.get(field));
    }

    void put(Field field, Given value) {
        given.put(field, value);
    }

    /** A blank cell leaves an option's value in force. */
    void set(Field field, Given value) {
        if (!value.isBlank() || get(field).node() == null) {
            given.put(field, value);
        }
    }

    boolean hasOwn(Field... fields) {
        for (Field field : fields) {
            if (get(field).isOwn()) {
                return true;
            }
        }
        return false;
    }
}
