package feedbackuploader.mapping;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about completions that the deployment does not hold.
 *
 * @param create whether rows may create them
 * @param zone of dates that name none; null for none
 * @param labels of every completion that a row creates; a label in the row takes precedence
 * @param labelColumns where a label is, as {@link FieldLocators} reads it
 * @param clock what is later than this has not happened yet
 */
public record NewCompletions(
        boolean create,
        Raters raters,
        @Nullable ZoneId zone,
        SortedMap<String, String> labels,
        SortedMap<String, String> labelColumns,
        InstantSource clock) {

    /** How the name of a column begins that holds a label. */
    private static final String PREFIX = "label.";

    static final NewCompletions NONE =
            new NewCompletions(false, Raters.NONE, null, new TreeMap<>(), new TreeMap<>(), InstantSource.system());

    public NewCompletions {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        labelColumns = Collections.unmodifiableSortedMap(new TreeMap<>(labelColumns));
    }

    /** {@code source} of {@code label.source}; null for what is no such name. */
    public static @Nullable String labelIn(String name) {
        String label = name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? Texts.trim(name.substring(PREFIX.length()))
                : "";
        return label.isEmpty() ? null : label;
    }

    public static String nameOf(String label) {
        return PREFIX + label;
    }

    /** These, and what {@code more} says; where both say something, {@code more} wins. */
    NewCompletions and(NewCompletions more) {
        return new NewCompletions(
                create || more.create,
                more.raters == Raters.NONE ? raters : more.raters,
                more.zone == null ? zone : more.zone,
                both(labels, more.labels),
                both(labelColumns, more.labelColumns),
                more.clock);
    }

    private static SortedMap<String, String> both(Map<String, String> first, Map<String, String> more) {
        SortedMap<String, String> both = new TreeMap<>(first);
        both.putAll(more);
        return both;
    }
}
