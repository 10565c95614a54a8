package feedbackuploader.mapping;

import java.util.List;

/**
 * Where the rows of a file have a field from. Names and texts are capped and safe to print.
 *
 * @param columns the columns or keys as the file spells them, or JSON pointers as they were given; the first of many
 * @param given what options say where a row has nothing of its own; the first of many
 */
public record FieldSource(Field field, List<String> columns, List<String> given) {

    public FieldSource {
        columns = List.copyOf(columns);
        given = List.copyOf(given);
    }
}
