package feedbackuploader.upload;

import feedbackuploader.feedback.Value;
import feedbackuploader.report.page.FileUnderstood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a file was understood by all its shards together: what each found in its own rows, as if one had read them all. */
final class MergedUnderstanding {

    private static final int BODIES = 3;

    /** A metric's key and the kind of its feedback. */
    private record Name(String metric, String kind) {}

    private final List<FileUnderstood> shards;

    private MergedUnderstanding(List<FileUnderstood> shards) {
        this.shards = shards;
    }

    /** @param shards of one file that was read in the same way, at least one */
    static FileUnderstood of(List<FileUnderstood> shards) {
        return new MergedUnderstanding(shards).merged();
    }

    private FileUnderstood merged() {
        List<FileUnderstood.FieldFrom> fields = fields();
        Set<String> notUploaded = each(FileUnderstood::notUploaded);
        fields.forEach(field -> field.columns().forEach(notUploaded::remove));
        List<FileUnderstood.MetricValues> metrics = metrics();
        return new FileUnderstood(
                shards.get(0).description(),
                fields,
                List.copyOf(notUploaded),
                Math.max(
                        notUploaded.size(),
                        shards.stream().mapToLong(FileUnderstood::columns).max().orElse(0)),
                metrics,
                feedback()
                        - metrics.stream()
                                .mapToLong(FileUnderstood.MetricValues::count)
                                .sum(),
                shards.stream()
                        .flatMap(shard -> shard.first().stream())
                        .sorted(Comparator.comparingLong(FileUnderstood.Body::row))
                        .limit(BODIES)
                        .toList(),
                shards.get(0).notices().stream()
                        .filter(notice -> shards.stream()
                                .allMatch(shard -> shard.notices().contains(notice)))
                        .toList());
    }

    private Set<String> each(Function<FileUnderstood, Collection<String>> of) {
        Set<String> all = new LinkedHashSet<>();
        shards.forEach(shard -> all.addAll(of.apply(shard)));
        return all;
    }

    private List<FileUnderstood.FieldFrom> fields() {
        Map<String, FileUnderstood.FieldFrom> fields = new LinkedHashMap<>();
        for (FileUnderstood shard : shards) {
            for (FileUnderstood.FieldFrom field : shard.fields()) {
                fields.merge(
                        field.field(),
                        field,
                        (one, other) -> new FileUnderstood.FieldFrom(
                                one.field(), union(one.columns(), other.columns()), union(one.given(), other.given())));
            }
        }
        return List.copyOf(fields.values());
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    /** All valid feedback that has a metric. */
    private long feedback() {
        return shards.stream()
                .mapToLong(shard -> shard.otherMetrics()
                        + shard.metrics().stream()
                                .mapToLong(FileUnderstood.MetricValues::count)
                                .sum())
                .sum();
    }

    /** A metric that some shard may have counted among its other ones has no true count. */
    private List<FileUnderstood.MetricValues> metrics() {
        Map<Name, List<FileUnderstood.MetricValues>> byName = new LinkedHashMap<>();
        for (FileUnderstood shard : shards) {
            for (FileUnderstood.MetricValues metric : shard.metrics()) {
                byName.computeIfAbsent(new Name(metric.metric(), metric.kind()), name -> new ArrayList<>())
                        .add(metric);
            }
        }
        return byName.entrySet().stream()
                .filter(metric -> isWholeIn(metric.getKey()))
                .map(metric -> sum(metric.getValue()))
                .sorted(Comparator.comparingLong(FileUnderstood.MetricValues::count)
                        .reversed())
                .toList();
    }

    private boolean isWholeIn(Name name) {
        return shards.stream()
                .allMatch(shard -> shard.otherMetrics() == 0
                        || shard.metrics().stream()
                                .anyMatch(metric -> new Name(metric.metric(), metric.kind()).equals(name)));
    }

    private static FileUnderstood.MetricValues sum(List<FileUnderstood.MetricValues> parts) {
        return new FileUnderstood.MetricValues(
                parts.get(0).metric(),
                parts.get(0).kind(),
                parts.stream().mapToLong(FileUnderstood.MetricValues::count).sum(),
                extreme(parts, FileUnderstood.MetricValues::min, Comparator.naturalOrder()),
                extreme(parts, FileUnderstood.MetricValues::max, Comparator.reverseOrder()),
                values(parts));
    }

    private static @Nullable String extreme(
            List<FileUnderstood.MetricValues> parts,
            Function<FileUnderstood.MetricValues, @Nullable String> number,
            Comparator<BigDecimal> first) {
        @Nullable String most = null;
        for (FileUnderstood.MetricValues part : parts) {
            @Nullable String one = number.apply(part);
            if (one != null && (most == null || first.compare(new BigDecimal(one), new BigDecimal(most)) < 0)) {
                most = one;
            }
        }
        return most;
    }

    private static List<FileUnderstood.ValueCount> values(List<FileUnderstood.MetricValues> parts) {
        Map<String, Long> words = new TreeMap<>(Comparator.comparing(MetricTally.WORDS::indexOf));
        TreeMap<BigDecimal, Long> numbers = new TreeMap<>();
        List<MetricSurvey.Range> ranges = new ArrayList<>();
        parts.stream().flatMap(part -> part.values().stream()).forEach(value -> {
            if (MetricTally.WORDS.contains(value.value())) {
                words.merge(value.value(), value.count(), Long::sum);
            } else {
                PageFacts.rangeIn(value)
                        .ifPresentOrElse(
                                ranges::add,
                                () -> numbers.merge(new BigDecimal(value.value()), value.count(), Long::sum));
            }
        });
        List<FileUnderstood.ValueCount> values = new ArrayList<>();
        words.forEach((word, count) -> values.add(new FileUnderstood.ValueCount(word, count)));
        if (!ranges.isEmpty()) {
            MergedRanges.of(ranges, numbers).forEach(range -> values.add(PageFacts.inWords(range)));
        } else if (numbers.size() > MetricTally.NUMBERS) {
            new NumberRanges(numbers).list().forEach(range -> values.add(PageFacts.inWords(range)));
        } else {
            numbers.forEach((number, count) ->
                    values.add(new FileUnderstood.ValueCount(new Value.Scalar(number).toString(), count)));
        }
        return values;
    }
}
