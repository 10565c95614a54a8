package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.MetricCatalogue;
import feedbackuploader.feedback.Value;
import feedbackuploader.input.InputOptions;
import feedbackuploader.mapping.text.NumberStyle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A file, what its user says of it and what the deployment knows: all made from one number. */
final class FuzzInput {

    private static final List<NumberStyle.Percent> PERCENTS = List.of(NumberStyle.Percent.values());
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|', 'a');
    private static final MetricCatalogue CATALOGUE = new MetricCatalogue(List.of(
            new MetricCatalogue.Metric("1", "m", MetricCatalogue.MetricKind.SCALAR),
            new MetricCatalogue.Metric("2", "CSAT", MetricCatalogue.MetricKind.BOOL),
            new MetricCatalogue.Metric("3", "helpful", null)));
    private static final Labels<WinnerMeaning> WINNER;
    private static final Labels<Optional<Value>> VALUES;

    static {
        try {
            WINNER = LabelWords.winner(List.of("a=a, b=b, tie=tie-bad, 1=a, =skip"));
            VALUES = LabelWords.values(List.of("a=1, n/a=skip, b=true"));
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    final long seed;
    final byte[] file;
    final InputOptions reading;
    final MappingOptions mapping;
    final @Nullable MetricCatalogue catalogue;

    private FuzzInput(
            long seed, byte[] file, InputOptions reading, MappingOptions mapping, @Nullable MetricCatalogue catalogue) {
        this.seed = seed;
        this.file = file;
        this.reading = reading;
        this.mapping = mapping;
        this.catalogue = catalogue;
    }

    static FuzzInput of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        InputOptions reading = random.nextInt(8) > 0 ? InputOptions.none() : reading(random);
        MetricCatalogue catalogue = random.nextInt(3) == 0 ? CATALOGUE : null;
        if (random.nextInt(3) == 0) {
            String columns = FuzzTable.COLUMNS.get(random.nextInt(FuzzTable.COLUMNS.size()));
            boolean asJson = random.nextBoolean();
            byte[] file = FuzzTable.of(random, columns.split(","), asJson, random.nextInt(1, 20))
                    .getBytes(StandardCharsets.UTF_8);
            byte[] damaged = random.nextInt(3) == 0 ? FuzzDamage.of(file, file, random) : file;
            return new FuzzInput(seed, damaged, reading, options(random, columns, asJson), catalogue);
        }
        FuzzCorpus.Entry entry = entry(random);
        byte[] damaged = FuzzDamage.of(entry.file, entry(random).file, random);
        MappingOptions options = random.nextInt(4) > 0 ? entry.options : entry.options.and(numbers(random));
        return new FuzzInput(seed, damaged, reading, options, catalogue);
    }

    /** What a person needs to look at it. */
    @Override
    public String toString() {
        return "seed " + seed + " (alone: -Dseed=" + seed + " -Dinputs=1), " + reading + ", " + mapping + ", file "
                + HexFormat.of().formatHex(file);
    }

    private static FuzzCorpus.Entry entry(SplittableRandom random) {
        return FuzzCorpus.ENTRIES.get(random.nextInt(FuzzCorpus.ENTRIES.size()));
    }

    private static InputOptions reading(SplittableRandom random) {
        return new InputOptions(
                random.nextBoolean() ? null : StandardCharsets.ISO_8859_1,
                random.nextBoolean() ? null : DELIMITERS.get(random.nextInt(DELIMITERS.size())),
                random.nextInt(3),
                random.nextInt(4) > 0 ? null : "1");
    }

    private static MappingOptions numbers(SplittableRandom random) {
        return new MappingOptions(
                random.nextBoolean() ? null : random.nextBoolean() ? Kind.METRIC : Kind.PREFERENCE,
                Map.of(Field.METRIC, "m"),
                Map.of(),
                List.of(),
                Labels.none(),
                Labels.none(),
                style(random),
                Users.NONE);
    }

    private static NumberStyle style(SplittableRandom random) {
        return new NumberStyle(random.nextBoolean(), random.nextBoolean(), PERCENTS.get(random.nextInt(3)));
    }

    private static MappingOptions options(SplittableRandom random, String columns, boolean asJson) {
        Map<Field, String> map = !columns.contains("cell")
                ? Map.of()
                : switch (random.nextInt(4)) {
                    case 0 -> Map.of(Field.VALUE, "cell#");
                    case 1 -> Map.of(Field.DETAILS, "cell + value");
                    case 2 -> Map.of(Field.DETAILS, "cell ~ ^(.)_");
                    default -> asJson ? Map.of(Field.VALUE, "/cell/*") : Map.of(Field.VALUE, "cell#/0");
                };
        List<RowVariant> variants = columns.contains("CSAT") || (random.nextInt(10) == 0 && columns.contains("details"))
                ? List.of(RowVariant.ofMetric("CSAT", "details"), RowVariant.ofMetric("d", "details"))
                : List.of();
        return new MappingOptions(
                null,
                random.nextBoolean() ? Map.of(Field.METRIC, "m") : Map.of(),
                map,
                variants,
                random.nextBoolean() ? WINNER : Labels.none(),
                random.nextBoolean() ? VALUES : Labels.none(),
                style(random),
                new Users(Map.of(), random.nextBoolean()));
    }
}
