package feedbackuploader.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.feedback.Feedback;
import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.feedback.Shard;
import feedbackuploader.input.BytesInMemory;
import feedbackuploader.input.InputException;
import feedbackuploader.input.InputOptions;
import feedbackuploader.input.Row;
import feedbackuploader.input.RowSource;
import feedbackuploader.mapping.text.NumberStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row's ids give it to the shard that its feedback would go to, whatever else the row holds. */
class GlanceTest {

    private static final List<Kind> KINDS = List.of(Kind.values());

    private static final int[] COUNTS = {1, 2, 3, 8, 64};

    /** More than those of which each row is looked at. */
    private static final int ROWS = 130;

    private static final List<String> NAMES = List.of(
            "completion_id",
            "completion",
            "session_id",
            "metric",
            "value",
            "score",
            "feedbacks",
            "details",
            "user",
            "preferred_completion",
            "chosen",
            "other_completion",
            "rejected",
            "preferred_text",
            "preferred_model",
            "other_text",
            "other_model",
            "tied",
            "completion_a",
            "completion_b",
            "text_a",
            "model_a",
            "winner",
            "prompt",
            "messages",
            "completion_text",
            "model",
            "answer",
            "note",
            "id");

    private static final List<List<String>> USUAL = List.of(
            List.of("completion_id", "metric", "value"),
            List.of("session_id", "metric", "value"),
            List.of("metric", "preferred_completion", "other_completion"),
            List.of("metric", "completion_a", "completion_b", "winner"),
            List.of("completion_id", "session_id", "metric", "value"),
            List.of("completion_id", "metric", "value", "preferred_completion", "other_completion"));

    private static final List<String> OF_RATINGS = List.of("completion_id", "value");
    private static final List<String> OF_PREFERENCES = List.of("preferred_completion", "other_completion");

    private final Map<String, Long> seen = new TreeMap<>();
    private int refused;

    @Test
    void all_samples_and_what_damage_makes_of_them() throws IOException {
        for (FuzzCorpus.Entry entry : FuzzCorpus.ENTRIES) {
            check(entry.file, InputOptions.none(), entry.options, "a sound file");
        }
        for (long seed = 1; seed <= 1_500; seed++) {
            FuzzInput input = FuzzInput.of(seed);
            check(input.file, input.reading, input.mapping, input.toString());
        }
        assertThat(seen.get("Completion")).isGreaterThan(200);
    }

    @Test
    void tables_and_objects_with_any_columns() throws IOException {
        for (long seed = 1; seed <= 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> columns = columns(random);
            boolean isJson = random.nextBoolean();
            String text = isJson ? json(random, columns) : csv(random, columns);
            check(
                    text.getBytes(StandardCharsets.UTF_8),
                    InputOptions.none(),
                    options(random),
                    "seed " + seed + "\n" + text);
        }
        assertThat(refused).as("files that are none").isLessThan(400);
        assertThat(seen).containsOnlyKeys("Completion", "Pair", "Session", "NONE", "UNCLEAR");
        assertThat(seen.values()).as("each often enough: %s", seen).allMatch(rows -> rows > 300);
    }

    private static List<String> columns(SplittableRandom random) {
        List<String> columns = new ArrayList<>(USUAL.get(random.nextInt(USUAL.size())));
        for (int more = random.nextInt(4); more > 1; more--) {
            columns.add(random.nextInt(columns.size() + 1), NAMES.get(random.nextInt(NAMES.size())));
        }
        return columns.stream().distinct().toList();
    }

    private static MappingOptions options(SplittableRandom random) {
        @Nullable Kind kind = random.nextInt(3) > 0 ? null : KINDS.get(random.nextInt(KINDS.size()));
        return new MappingOptions(
                kind,
                random.nextInt(8) > 0
                        ? Map.of()
                        : Map.of(
                                Stream.of(Field.COMPLETION_ID, Field.SESSION_ID, Field.COMPLETION_A)
                                        .toList()
                                        .get(random.nextInt(3)),
                                Mapping.ID),
                random.nextInt(8) > 0 ? Map.of() : Map.of(Field.COMPLETION_ID, random.nextBoolean() ? "id" : "note"),
                random.nextInt(8) > 0 ? List.of() : List.of(RowVariant.ofMetric("m", "value")),
                winner(),
                Labels.none(),
                NumberStyle.PLAIN,
                Users.NONE);
    }

    private static Labels<WinnerMeaning> winner() {
        try {
            return LabelWords.winner(List.of("a=a, b=b, tie=tie-bad"));
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private static String csv(SplittableRandom random, List<String> columns) {
        return Stream.concat(
                        Stream.of(String.join(",", columns)),
                        IntStream.range(0, ROWS).mapToObj(i -> line(random, columns)))
                .collect(Collectors.joining("\n"));
    }

    /** Where a table has place for both kinds, most rows are of one. */
    private static String line(SplittableRandom random, List<String> columns) {
        boolean hasBoth = columns.containsAll(OF_RATINGS) && columns.containsAll(OF_PREFERENCES);
        List<String> empty = !hasBoth ? List.of() : random.nextBoolean() ? OF_RATINGS : OF_PREFERENCES;
        return columns.stream()
                .map(column -> empty.contains(column) ? "" : cell(random, column))
                .collect(Collectors.joining(","));
    }

    private static String json(SplittableRandom random, List<String> columns) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> columns.stream()
                        .filter(column -> random.nextInt(12) > 0)
                        .map(column -> "\"" + column + "\":" + value(random, column))
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining("\n"));
    }

    private static String value(SplittableRandom random, String column) {
        return switch (random.nextInt(14)) {
            case 0 -> "null";
            case 1 -> "[\"" + cell(random, column) + "\",\"" + cell(random, column) + "\"]";
            case 2 -> "7";
            default -> "\"" + cell(random, column) + "\"";
        };
    }

    private static String cell(SplittableRandom random, String column) {
        String id = new UUID(0x4000, 0x8000_0000_0000_0000L + random.nextInt(40)).toString();
        return switch (random.nextInt(16)) {
            case 0 -> "";
            case 1 -> "{" + id + "}";
            case 2 -> id.toUpperCase(Locale.ROOT);
            case 3 -> " " + id + " ";
            case 4 -> "words";
            case 5 -> "total";
            default ->
                switch (column) {
                    case "metric" -> "quality";
                    case "value", "score" -> "1";
                    case "winner" -> random.nextBoolean() ? "a" : "tie";
                    case "answer" -> "yes";
                    case "user", "details", "prompt", "tied" -> "";
                    default -> id;
                };
        };
    }

    /** Reads the file twice: as a whole, and as the second of two shards, which leaves out what its ids give to the first. */
    private void check(byte[] file, InputOptions reading, MappingOptions options, String what) throws IOException {
        try (RowSource source = BytesInMemory.open(file, "f.csv", reading);
                RowSource again = BytesInMemory.open(file, "f.csv", reading)) {
            Mapper mapper = Mapper.over(source, options, null);
            Mapper ofShard = Mapper.over(again, options, null);
            for (Row row = source.next(); row != null; row = source.next()) {
                Row same = Objects.requireNonNull(again.next());
                RowIds ids = ofShard.ids(same);
                List<Mapped> pieces = mapper.map(row, TellingNothing.INSTANCE);
                seen.merge(
                        ids instanceof RowIds.Without
                                ? ids.toString()
                                : ids.getClass().getSimpleName(),
                        1L,
                        Long::sum);
                for (Mapped piece : pieces) {
                    Feedback feedback = piece.feedbackOrNull();
                    if (feedback != null) {
                        compare(ids, row, feedback, what);
                    }
                }
                boolean isUndecided = ids == RowIds.Without.UNCLEAR || ids == RowIds.Without.BY_OTHERS;
                if (isUndecided || new Shard(2, 2).takes(ids, row.number())) {
                    assertThat(ofShard.map(same, TellingNothing.INSTANCE).stream()
                                    .map(GlanceTest::outcome))
                            .as("row %s of %s", row, what)
                            .isEqualTo(pieces.stream().map(GlanceTest::outcome).toList());
                }
            }
        } catch (InputException | MappingException e) {
            refused++;
        }
    }

    private static String outcome(Mapped piece) {
        return piece.getClass().getSimpleName() + " " + piece.feedbackOrNull();
    }

    private static void compare(RowIds ids, Row row, Feedback feedback, String what) {
        assertThat(ids).as("feedback %s in row %s of %s", feedback, row, what).isNotEqualTo(RowIds.Without.NONE);
        if (ids instanceof RowIds.Without) {
            return;
        }
        for (int count : COUNTS) {
            for (int number = 1; number <= count; number++) {
                Shard shard = new Shard(number, count);
                if (shard.takes(ids, row.number()) != shard.takes(feedback)) {
                    throw new AssertionError(
                            "shard " + shard + ": " + ids + ", but " + feedback + " in row " + row + " of " + what);
                }
            }
        }
    }
}
