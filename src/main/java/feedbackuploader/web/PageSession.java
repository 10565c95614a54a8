package feedbackuploader.web;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every file of the page has in common.
 *
 * @param version name and version of the program
 * @param url of the deployment that the environment names; null for none
 * @param folder the working directory, which paths are relative to
 * @param fields what a column can hold
 */
public record PageSession(String version, Key key, @Nullable String url, String folder, List<FieldUse> fields) {

    public PageSession {
        fields = List.copyOf(fields);
    }

    /** A field, and the kinds of feedback that have a place for it, or none for all. */
    public record FieldUse(String name, List<String> kinds) {

        static FieldUse of(Field field) {
            return new FieldUse(
                    field.label(),
                    field.kinds().stream().map(Kind::label).sorted().toList());
        }
    }

    /** All of them. */
    public static List<FieldUse> allFields() {
        return Arrays.stream(Field.values()).map(FieldUse::of).toList();
    }

    /**
     * The API key, of which nothing else is told.
     *
     * @param from {@code environment} or {@code page}; null without one
     */
    public record Key(boolean given, @Nullable String from) {}
}
