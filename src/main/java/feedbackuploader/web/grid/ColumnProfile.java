package feedbackuploader.web.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in one column, counted row by row. What is kept does not grow with the file. */
final class ColumnProfile {

    private static final int SAMPLES = 3;
    private static final int LABELS = 50;

    /** In characters: a longer text is no label. */
    private static final int LONGEST_LABEL = 100;

    private final List<String> samples = new ArrayList<>(SAMPLES);
    private final Map<String, long[]> labels = new LinkedHashMap<>();
    private boolean areMany;
    private long filled;
    private long problems;

    void add(String cell) {
        if (cell.isBlank()) {
            return;
        }
        filled++;
        if (samples.size() < SAMPLES) {
            String sample = StoredRow.cut(cell, LONGEST_LABEL);
            if (!samples.contains(sample)) {
                samples.add(sample);
            }
        }
        if (!areMany) {
            count(cell);
        }
    }

    private void count(String cell) {
        long[] count = labels.get(cell);
        if (count != null) {
            count[0]++;
        } else if (labels.size() < LABELS && cell.length() <= LONGEST_LABEL) {
            labels.put(cell, new long[] {1});
        } else {
            areMany = true;
            labels.clear();
        }
    }

    void addProblems(long more) {
        problems += more;
    }

    GridColumn column(String name, List<String> fields) {
        List<GridColumn.LabelCount> counts = labels.entrySet().stream()
                .map(label -> new GridColumn.LabelCount(label.getKey(), label.getValue()[0]))
                .sorted(Comparator.comparingLong(GridColumn.LabelCount::count).reversed())
                .toList();
        return new GridColumn(name, fields, samples, counts, areMany, filled, problems);
    }
}
