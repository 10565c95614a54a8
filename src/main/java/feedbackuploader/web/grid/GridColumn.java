package feedbackuploader.web.grid;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * A column, or in JSON a key by its pointer, and what is in it.
 *
 * @param fields what is taken from it, by the words of the fields
 * @param samples the first different texts
 * @param labels all its texts, the most frequent first; empty where there are many
 * @param filled how many cells are not blank
 * @param problems in how many rows something is wrong with it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GridColumn(
        String name,
        List<String> fields,
        List<String> samples,
        List<LabelCount> labels,
        boolean manyLabels,
        long filled,
        long problems) {

    public record LabelCount(String text, long count) {}

    public GridColumn {
        fields = List.copyOf(fields);
        samples = List.copyOf(samples);
        labels = List.copyOf(labels);
    }
}
