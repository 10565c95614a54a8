package feedbackuploader.web;

import java.util.List;

/**
 * One column of a file, or one key of its objects.
 *
 * @param fields what is read from it
 * @param samples three different texts of it
 * @param labels its texts, the most frequent first, unless there are many
 * @param filled how many rows have something there
 * @param problems rows in which something is wrong with it
 */
public record ColumnState(
        String name,
        List<String> fields,
        List<String> samples,
        List<Label> labels,
        boolean manyLabels,
        long filled,
        long problems) {

    public ColumnState {
        fields = List.copyOf(fields);
        samples = List.copyOf(samples);
        labels = List.copyOf(labels);
    }

    /** A text that stands in a column, in so many rows. */
    public record Label(String text, long count) {}
}
