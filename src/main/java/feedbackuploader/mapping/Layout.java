package feedbackuploader.mapping;

import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a row each field is: columns are found once, JSON keys anew in every object. */
interface Layout {

    /** The pieces that every row holds, where they differ from what {@link #read} gives; none for one piece a row. */
    List<Overlay> overlays();

    /** Which rows are no feedback. */
    SkipTests skips();

    /** The names of the file's columns or keys. */
    Collection<String> names();

    /** Whether a row may have the field by its own word: of JSON, whether any has had it so far. */
    boolean has(Field field);

    /** Whether a field, not only a rule, is taken from the column or key. */
    boolean isOfField(String name);

    /** Whether a row is the header once more, as where files were joined. */
    boolean isHeader(Row row);

    /** A key that is given twice in other words is a problem; a broken row gives nothing. */
    RawFields read(Row row, List<Problem> problems);

    /** The fields that the row has a place for, whatever stands there; none where two places are for one. */
    Set<Field> fieldsOf(Row row);

    /** What stands in that place; null without one. */
    @Nullable
    RawValue at(Row row, Field field);

    /** What our own files say became of the row. */
    EarlierUpload earlier(Row row);
}
