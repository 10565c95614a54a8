package feedbackuploader.mapping;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.MetricCatalogue.Metric;
import feedbackuploader.feedback.MetricCatalogue.MetricKind;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks metrics against those that the deployment has, when these are known. */
final class MetricKeys {

    /** So that a column of free text mapped to the metric by mistake does not fill memory. */
    private static final int REMEMBERED = 10_000;

    private static final int LONGEST_REMEMBERED = 200;
    private static final int LISTED = 10;

    /** As many of a deployment's metrics as one message names. */
    private static final int MOST = 50;

    private final @Nullable MetricCatalogue catalogue;
    private final Map<String, Optional<Metric>> known = new HashMap<>();

    private record Missing(String metric, RawFields fields) {}

    private final UnknownMetrics unknown = new UnknownMetrics();

    /** Of the row at hand. */
    private final List<Missing> missing = new ArrayList<>();

    private long checked;

    MetricKeys(@Nullable MetricCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The metrics that rows name and the deployment lacks, where no slip of a finger explains it, in sentences. */
    Optional<String> missingInRows() {
        List<String> registered = registered();
        Map<String, Long> lacking =
                unknown.missing(checked, key -> Nearest.to(key, registered).isPresent());
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("The deployment has no metric ").append(unknown.described(lacking));
        near(lacking.keySet(), registered)
                .forEach(near -> text.append(" Did you mean \"").append(near).append("\"?"));
        return Optional.of(
                text + " " + itsMetrics(registered) + " Nothing was sent. " + unknown.remedy(lacking, checked));
    }

    /** The same metrics, each as {@code KEY:KIND}. */
    List<String> toCreate() {
        List<String> registered = registered();
        return unknown.toCreate(
                unknown.missing(checked, key -> Nearest.to(key, registered).isPresent())
                        .keySet());
    }

    /** The metric's key or id as given, without spaces around it; null with a problem when there is none. */
    static @Nullable String read(RawValue given, List<Problem> problems) {
        if (given.isBlank()) {
            problems.add(given.problem(
                    "a metric's key", given.node() == null ? "For one metric in all rows, add --metric KEY." : null));
            return null;
        }
        String text = Texts.read(given, problems);
        return text == null ? null : Texts.trim(text);
    }

    /**
     * Checks the metrics that options name, once and not in each row.
     *
     * @throws MappingException when the deployment is known not to have one of them
     */
    void check(MappingOptions options) throws MappingException {
        if (catalogue == null) {
            return;
        }
        String one = options.constants().get(Field.METRIC);
        if (one != null && find(catalogue, Texts.trim(one)).isEmpty()) {
            List<String> lacking = List.of(Texts.trim(one));
            throw new MappingException(
                    "--metric " + Shell.word(one) + ": " + missing(lacking), unknown.toCreate(lacking));
        }
        List<String> several = options.variants().stream()
                .map(variant -> variant.constants().get(Field.METRIC))
                .filter(key -> key != null && find(catalogue, Texts.trim(key)).isEmpty())
                .map(key -> Texts.trim(String.valueOf(key)))
                .distinct()
                .toList();
        if (!several.isEmpty()) {
            List<RowVariant> others = options.variants().stream()
                    .filter(variant ->
                            !several.contains(Texts.trim(variant.constants().getOrDefault(Field.METRIC, ""))))
                    .toList();
            String left = others.isEmpty() || !options.variants().stream().allMatch(RowVariant::isMetric)
                    ? ""
                    : " Without " + (several.size() == 1 ? "it" : "them") + ": " + RowVariant.optionOf(others) + ".";
            throw new MappingException("--metrics: " + missing(several) + left, unknown.toCreate(several));
        }
    }

    private String missing(List<String> keys) {
        List<String> registered = registered();
        StringBuilder text = new StringBuilder("the deployment has no metric " + KindRule.listed(keys) + ".");
        near(keys, registered)
                .forEach(near -> text.append(" Did you mean \"").append(near).append("\"?"));
        return text + " " + itsMetrics(registered) + " Nothing was sent. Name a metric that it has, or create "
                + (keys.size() == 1 ? "this one" : "these") + " on the deployment first.";
    }

    private static List<String> near(Collection<String> keys, List<String> registered) {
        return keys.stream()
                .limit(LISTED)
                .flatMap(key -> Nearest.to(key, registered).stream())
                .distinct()
                .toList();
    }

    private static String itsMetrics(List<String> registered) {
        return registered.isEmpty() ? "It has no metrics yet." : "Its metrics: " + listed(registered) + ".";
    }

    private List<String> registered() {
        return catalogue == null
                ? List.of()
                : catalogue.metrics().stream().map(Metric::key).toList();
    }

    private static String listed(List<String> keys) {
        return keys.stream().limit(MOST).collect(Collectors.joining(", ")) + (keys.size() > MOST ? ", …" : "");
    }

    /** {@code feedback} under the metric's key as the deployment spells it: a header has other capitals. */
    Feedback named(Feedback feedback) {
        @Nullable String key = feedback.metric();
        if (catalogue == null || key == null) {
            return feedback;
        }
        return find(catalogue, key)
                .filter(metric ->
                        !metric.id().equalsIgnoreCase(key) && !metric.key().equals(key))
                .map(metric -> feedback.withMetric(metric.key()))
                .orElse(feedback);
    }

    /** The metric that {@code name} means: by its key or id, or by a key that differs in capitals, blanks, _ and - alone. */
    static Optional<Metric> metric(MetricCatalogue catalogue, String name) {
        Optional<Metric> exact = catalogue.find(name);
        if (exact.isPresent()) {
            return exact;
        }
        String normal = ColumnNames.normal(name);
        List<Metric> alike = catalogue.metrics().stream()
                .filter(metric -> ColumnNames.normal(metric.key()).equals(normal))
                .limit(2)
                .toList();
        return alike.size() == 1 && !normal.isEmpty() ? Optional.of(alike.get(0)) : Optional.empty();
    }

    /** Counts the metrics that the deployment lacks where nothing else is wrong with what names them, at the end of a row. */
    void conclude(List<Mapped> pieces) {
        for (Missing one : missing) {
            boolean isAllThatIsWrong = pieces.stream()
                    .map(Mapped::feedbackOrNull)
                    .anyMatch(feedback -> feedback != null && one.metric().equals(feedback.metric()));
            if (isAllThatIsWrong) {
                unknown.note(one.metric(), one.fields());
            }
        }
        missing.clear();
    }

    /** What is wrong with otherwise sound feedback, as far as the catalogue knows. */
    List<Problem> problemsOf(Feedback feedback, RawFields fields) {
        @Nullable String key = feedback.metric();
        if (catalogue == null || key == null) {
            return List.of();
        }
        checked++;
        Optional<Metric> metric = find(catalogue, key);
        if (metric.isEmpty()) {
            missing.add(new Missing(key, fields));
            unknown.see(feedback);
            return List.of(fields.get(Field.METRIC).problem("the key of a registered metric", hint(catalogue, key)));
        }
        @Nullable Value value = feedback.value();
        return value == null ? List.of() : problemsOf(value, metric.get(), fields.get(Field.VALUE));
    }

    private static List<Problem> problemsOf(Value value, Metric metric, RawValue given) {
        String name = "The metric " + Names.quoted(metric.key());
        if (metric.kind() == MetricKind.SCALAR && value instanceof Value.Bool) {
            return List.of(given.problem("a number", name + " takes numbers."));
        }
        if (metric.kind() == MetricKind.BOOL && value instanceof Value.Scalar scalar && !isZeroOrOne(scalar.number())) {
            return List.of(given.problem("true, false, 0 or 1", name + " takes true or false only."));
        }
        return List.of();
    }

    private static boolean isZeroOrOne(BigDecimal number) {
        return number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0;
    }

    private Optional<Metric> find(MetricCatalogue metrics, String key) {
        Optional<Metric> metric = known.get(key);
        if (metric == null) {
            metric = metric(metrics, key);
            if (known.size() < REMEMBERED && key.length() <= LONGEST_REMEMBERED) {
                known.put(key, metric);
            }
        }
        return metric;
    }

    private static String hint(MetricCatalogue catalogue, String key) {
        List<String> keys = catalogue.metrics().stream().map(Metric::key).toList();
        if (keys.isEmpty()) {
            return "The deployment has no metrics yet.";
        }
        return Nearest.to(key, keys)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> "Its metrics: "
                        + keys.stream().limit(LISTED).collect(Collectors.joining(", "))
                        + (keys.size() > LISTED ? ", …" : "") + ".");
    }
}
