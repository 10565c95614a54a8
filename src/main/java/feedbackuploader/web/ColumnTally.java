package feedbackuploader.web;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import feedbackuploader.mapping.FieldSource;
import feedbackuploader.mapping.Mapped;
import feedbackuploader.support.Problem;
import feedbackuploader.upload.FileReading;
import feedbackuploader.upload.ProblemGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the columns of a file as it is read: what stands in them, and how often. What is kept is bounded. */
final class ColumnTally implements FileReading.Sink {

    private static final int COLUMNS = 500;
    private static final int SAMPLES = 3;
    private static final int LABELS = 200;
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_SAMPLE = 200;

    private static final class Tally {
        final Set<String> samples = new LinkedHashSet<>();
        final Map<String, Long> labels = new LinkedHashMap<>();
        boolean isFree;
        long filled;

        void add(String text) {
            if (text.isBlank()) {
                return;
            }
            filled++;
            if (samples.size() < SAMPLES) {
                samples.add(cut(text));
            }
            if (isFree) {
                return;
            }
            if (text.length() > LONGEST_LABEL || (labels.size() >= LABELS && !labels.containsKey(text))) {
                isFree = true;
                labels.clear();
            } else {
                labels.merge(text, 1L, Long::sum);
            }
        }

        private static String cut(String text) {
            return text.length() <= LONGEST_SAMPLE ? text : text.substring(0, LONGEST_SAMPLE) + '…';
        }
    }

    private final List<String> header;
    private final Map<String, Tally> byKey = new LinkedHashMap<>();
    private final List<Tally> inOrder = new ArrayList<>();

    /** @param header the names of the columns; of objects, their keys are found out */
    ColumnTally(List<String> header) {
        this.header = header.stream().limit(COLUMNS).toList();
        this.header.forEach(name -> inOrder.add(new Tally()));
    }

    @Override
    public void row(Row row, List<String> origins, List<Mapped> pieces) {
        if (row instanceof CsvRow csv) {
            for (int i = 0; i < inOrder.size() && i < csv.cells().size(); i++) {
                inOrder.get(i).add(csv.cells().get(i));
            }
        } else if (row instanceof JsonRow json) {
            json.object().properties().forEach(field -> {
                Tally tally = byKey.get(field.getKey());
                if (tally == null && byKey.size() < COLUMNS) {
                    tally = new Tally();
                    byKey.put(field.getKey(), tally);
                }
                if (tally != null && !field.getValue().isNull()) {
                    tally.add(
                            field.getValue().isTextual()
                                    ? field.getValue().textValue()
                                    : field.getValue().toString());
                }
            });
        }
    }

    /**
     * @param sources where the rows have their fields from
     * @param problems of the file
     */
    List<ColumnState> columns(List<FieldSource> sources, List<ProblemGroup> problems) {
        List<ColumnState> columns = new ArrayList<>();
        for (int i = 0; i < header.size() && byKey.isEmpty(); i++) {
            columns.add(column(header.get(i), inOrder.get(i), sources, problems));
        }
        byKey.forEach((key, tally) -> columns.add(column(key, tally, sources, problems)));
        return columns;
    }

    private static ColumnState column(
            String name, Tally tally, List<FieldSource> sources, List<ProblemGroup> problems) {
        return new ColumnState(
                name,
                sources.stream()
                        .filter(source -> source.columns().stream().anyMatch(column -> isIn(name, column)))
                        .map(source -> source.field().label().toLowerCase(Locale.ROOT))
                        .toList(),
                List.copyOf(tally.samples),
                tally.labels.entrySet().stream()
                        .map(label -> new ColumnState.Label(label.getKey(), label.getValue()))
                        .sorted(Comparator.comparingLong(ColumnState.Label::count)
                                .reversed())
                        .toList(),
                tally.isFree,
                tally.filled,
                problems.stream()
                        .filter(group -> isIn(name, group.problem().column()))
                        .mapToLong(ProblemGroup::rows)
                        .sum());
    }

    /** Whether {@code place}, a column, a key or a JSON pointer, is {@code name} or in it. */
    private static boolean isIn(String name, @Nullable String place) {
        return place != null
                && (place.equals(name)
                        || place.equals('/' + name)
                        || place.startsWith('/' + name + '/')
                        || place.startsWith(name + '[')
                        || place.startsWith(name + '.'));
    }

    @Override
    public void valid(Row row, int part, Feedback feedback) {
        // what a row came to is counted elsewhere
    }

    @Override
    public void invalid(Row row, int part, List<Problem> problems, @Nullable Feedback feedback) {
        // what a row came to is counted elsewhere
    }

    @Override
    public void skipped(Row row, int part, Mapped.Skipped skipped) {
        // what a row came to is counted elsewhere
    }
}
