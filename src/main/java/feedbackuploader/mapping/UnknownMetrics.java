package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Value;
import feedbackuploader.support.Shell;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metrics of rows that the deployment does not have, counted: one cause is told once and not in each row. */
final class UnknownMetrics {

    private static final int KEPT = 1_000;
    private static final int LISTED = 10;
    private static final int LONGEST = 60;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** The column or key that all of them are from; null when there are several, or when no rule could name it. */
    private @Nullable String place;

    private boolean hasPlaces;

    /** Metrics with a value that only a scalar takes. */
    private final Set<String> scalars = new HashSet<>();

    /** Metrics with true or false. */
    private final Set<String> bools = new HashSet<>();

    /** Notes which kind of metric the values of {@code feedback} ask for. */
    void see(Feedback feedback) {
        @Nullable String metric = feedback.metric();
        @Nullable Value value = feedback.value();
        if (metric != null && value != null && scalars.size() + bools.size() < KEPT) {
            (value instanceof Value.Bool ? bools : scalars).add(metric);
        }
    }

    /** {@code metrics} as {@code KEY:KIND}: bool where all values seen are true or false, else scalar. */
    List<String> toCreate(Collection<String> metrics) {
        return metrics.stream()
                .limit(LISTED)
                .map(key -> key + (bools.contains(key) && !scalars.contains(key) ? ":bool" : ":scalar"))
                .toList();
    }

    void note(String metric, RawFields fields) {
        if (metric.length() <= LONGEST && (counts.size() < KEPT || counts.containsKey(metric))) {
            counts.merge(metric, 1L, Long::sum);
        }
        RawValue given = fields.get(Field.METRIC);
        boolean isPlain = (given.origin() == RawValue.Origin.CELL || given.origin() == RawValue.Origin.JSON)
                && fields.get(Field.FEEDBACKS).isBlank()
                && given.column().chars().noneMatch(c -> "=~![".indexOf(c) >= 0);
        String from = isPlain ? given.column() : null;
        place = !hasPlaces || (from != null && from.equals(place)) ? from : null;
        hasPlaces = true;
    }

    /**
     * Metrics that more than one row names and that are probably not typing errors (or at least half of the rows name
     * them).
     */
    Map<String, Long> missing(long checked, Predicate<String> isSlip) {
        return counts.entrySet().stream()
                .filter(count ->
                        count.getValue() > 1 && (!isSlip.test(count.getKey()) || count.getValue() * 2 > checked))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    String described(Map<String, Long> missing) {
        return missing.entrySet().stream()
                        .limit(LISTED)
                        .map(count -> Names.quoted(count.getKey()) + " (" + count.getValue() + ")")
                        .collect(Collectors.joining(", "))
                + (missing.size() > LISTED ? " and " + (missing.size() - LISTED) + " more" : "")
                + (place == null ? "." : ", which " + Names.quoted(place) + " names.");
    }

    String remedy(Map<String, Long> missing, long checked) {
        String create = "Create " + (missing.size() == 1 ? "it" : "them") + " on the deployment first";
        boolean areAll = missing.values().stream().mapToLong(Long::longValue).sum() == checked;
        boolean canBeSkipped = place != null
                && !areAll
                && missing.size() <= LISTED
                && missing.keySet().stream()
                        .allMatch(key -> Shell.isPrintable(key) && key.chars().noneMatch(c -> "=~!".indexOf(c) >= 0));
        return canBeSkipped
                ? create + ", or skip these rows: "
                        + missing.keySet().stream()
                                .map(key -> "--skip-where " + Shell.quoted(place + "=" + key))
                                .collect(Collectors.joining(" "))
                        + "."
                : create + ", or name others in the file.";
    }
}
