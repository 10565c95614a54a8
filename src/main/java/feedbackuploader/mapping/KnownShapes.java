package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.mapping.options.ReadyMappings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exports of other tools, known by what their rows have: which ready mapping reads them. */
final class KnownShapes {

    /**
     * @param mapping the name of the ready one
     * @param export what it is, in a sentence
     * @param places that a row has, names or JSON pointers
     * @param lacks the fields that such an export cannot have
     * @param more what else helps, a sentence with a space before it, or nothing
     */
    private record Shape(String mapping, String export, List<String> places, List<Field> lacks, String more) {}

    /** The tools that write a model's score beside the answer of a person. */
    private static final Set<String> SCORED =
            Set.of("prodigy", "prodigy-choice", "label-studio-pairwise", "label-studio-pairwise-csv");

    static final String SCORE = "score";

    private static final List<Field> METRIC = List.of(Field.METRIC);

    private static final List<Field> METRIC_AND_MODELS =
            List.of(Field.METRIC, Field.COMPLETION_A_MODEL, Field.COMPLETION_B_MODEL);

    private static final String USERS = " Give the UUIDs of the users with --users FILE, or add --drop-unknown-users.";

    /** The first that fits counts. */
    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "label-studio-pairwise",
                    "a Label Studio export with comparisons",
                    List.of("/annotations/0/result/?type=pairwise/value/selected", "/data"),
                    METRIC_AND_MODELS,
                    USERS),
            new Shape(
                    "label-studio-pairwise-csv",
                    "a Label Studio CSV export with comparisons",
                    List.of("annotation_id", "annotator", "answer1", "answer2"),
                    METRIC_AND_MODELS,
                    USERS),
            new Shape(
                    "prodigy-choice",
                    "a Prodigy export of the choice interface",
                    List.of("options", "accept", "answer"),
                    METRIC,
                    ""),
            new Shape(
                    "prodigy",
                    "a Prodigy export",
                    List.of("answer", "_input_hash"),
                    METRIC,
                    " The answer is the feedback; a score in such a file is the model's own."),
            new Shape(
                    "argilla-records",
                    "Argilla records with ratings",
                    List.of("/responses/0/values", "/responses/0/status"),
                    METRIC,
                    " For a question that is not called rating: --map 'value=/responses/*/values/NAME/value'."),
            new Shape(
                    "langfuse",
                    "an export of Langfuse scores",
                    List.of("traceId", "name", "value", "dataType"),
                    List.of(),
                    ""),
            new Shape("langsmith", "LangSmith feedback", List.of("run_id", "key", "score"), List.of(), ""),
            new Shape(
                    "mturk",
                    "results of Mechanical Turk",
                    List.of("HITId", "AssignmentId", "WorkerId", "AssignmentStatus"),
                    METRIC,
                    " Each question of the form is a column Answer.NAME; for a comment, add --map details=Answer.NAME."),
            new Shape(
                    "qualtrics",
                    "a Qualtrics export with three header rows",
                    List.of("StartDate", "ResponseId"),
                    METRIC,
                    " For a comment, add --map details=COLUMN; for several ratings, --metrics 'KEY=COLUMN, KEY=COLUMN'."),
            new Shape(
                    "alpaca-eval",
                    "an alpaca_eval file",
                    List.of("instruction", "output_1", "generator_1", "output_2", "generator_2", "preference"),
                    METRIC,
                    ""),
            new Shape(
                    "pandalm",
                    "a PandaLM file",
                    List.of("response1", "response2", "cmp_key", "annotator1"),
                    METRIC,
                    ""),
            new Shape(
                    "auto-j",
                    "an auto-j file",
                    List.of("prompt", "response 1", "response 2", "label"),
                    METRIC_AND_MODELS,
                    ""),
            new Shape("mt-bench", "MT-bench style judgements", List.of("gpt4_score", "gpt4_feedback"), METRIC, ""),
            new Shape(
                    "arena", "votes of a chatbot arena", List.of("model_a", "model_b", "winner", "prompt"), METRIC, ""),
            new Shape("chat-response", "raw chat responses", List.of("/choices/0/completion_id"), List.of(), ""),
            new Shape(
                    "adaptive",
                    "an Adaptive dataset with the texts of the completions",
                    List.of("preferred_completion", "other_completion"),
                    List.of(Field.PREFERRED_COMPLETION_MODEL, Field.OTHER_COMPLETION_MODEL),
                    ""));

    /** What a ready mapping says of a row although its place may be another one. */
    private static final Set<Field> BESIDE =
            Set.of(Field.COMPLETION_ID, Field.METRIC, Field.DETAILS, Field.USER, Field.PROMPT);

    private KnownShapes() {}

    /** For a file with these columns; null when no ready mapping is for such a file. */
    static @Nullable ShapeAdvice ofColumns(List<String> columns, MappingOptions options) {
        Set<String> normal = columns.stream().map(ColumnNames::normal).collect(Collectors.toSet());
        return advice(place -> normal.contains(ColumnNames.normal(place)), columns, options);
    }

    /** The same for a file with such a row. */
    static @Nullable ShapeAdvice ofRow(ObjectNode row, MappingOptions options) {
        ShapeAdvice argilla = ArgillaQuestions.advice(row, options);
        if (argilla != null) {
            return argilla;
        }
        Set<String> normal = row.properties().stream()
                .filter(entry -> isText(
                        Field.ofNormal(ColumnNames.normal(entry.getKey()), false),
                        entry.getValue().asText()))
                .map(entry -> ColumnNames.normal(entry.getKey()))
                .collect(Collectors.toSet());
        return advice(
                place -> place.startsWith("/") ? isAt(place, row) : normal.contains(ColumnNames.normal(place)),
                List.of(),
                options);
    }

    private static boolean isAt(String place, ObjectNode row) {
        try {
            JsonNode there = Pointer.parse(place, place).at(row);
            return there != null && !there.isMissingNode();
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    /** Completions by their ids, or as objects, are no dataset of texts. */
    private static boolean isText(@Nullable Field field, String value) {
        return (field != Field.PREFERRED_COMPLETION && field != Field.OTHER_COMPLETION)
                || (!value.isEmpty() && Uuids.parse(value) == null);
    }

    private static @Nullable ShapeAdvice advice(Predicate<String> has, List<String> columns, MappingOptions options) {
        for (Shape shape : SHAPES) {
            boolean isJsonOnly = shape.mapping.equals("adaptive");
            if (shape.places.stream().allMatch(has) && (columns.isEmpty() || !isJsonOnly)) {
                MappingOptions ready = ready(shape.mapping);
                boolean isScored = SCORED.contains(shape.mapping) && !saysValue(options);
                return isSaid(ready, options) && !(isScored && ready.columns().containsKey(Field.VALUE))
                        ? null
                        : new ShapeAdvice(
                                shape.export,
                                typed(shape, ready, columns, has, options),
                                shape.more,
                                !ready.skipWhere().isEmpty() || !ready.values().isEmpty(),
                                isScored,
                                lacksId(ready, has, options));
            }
        }
        return null;
    }

    private static boolean lacksId(MappingOptions ready, Predicate<String> has, MappingOptions options) {
        String id = Field.COMPLETION_ID.label();
        String text = Field.COMPLETION_TEXT.label();
        boolean hasText = options.completions().create()
                && (has.test(text) || options.columns().containsKey(Field.COMPLETION_TEXT));
        return ready.kind() == Kind.METRIC
                && !hasText
                && !has.test(ready.columns().getOrDefault(Field.COMPLETION_ID, id))
                && !has.test(id)
                && !options.columns().containsKey(Field.COMPLETION_ID)
                && !options.constants().containsKey(Field.COMPLETION_ID);
    }

    private static String typed(
            Shape shape, MappingOptions ready, List<String> columns, Predicate<String> has, MappingOptions options) {
        String lacks = shape.lacks.stream()
                .filter(field -> !options.constants().containsKey(field)
                        && !options.columns().containsKey(field)
                        && !has.test(field.label()))
                .map(field -> field == Field.METRIC ? " --metric KEY" : " --set " + field.label() + "=MODEL")
                .collect(Collectors.joining());
        String id = Field.COMPLETION_ID.label();
        boolean isIdElsewhere = ready.columns().containsKey(Field.COMPLETION_ID)
                && !has.test(ready.columns().getOrDefault(Field.COMPLETION_ID, ""))
                && has.test(id)
                && !options.columns().containsKey(Field.COMPLETION_ID);
        String above = isIdElsewhere ? " --map " + id + "=" + id : "";
        String elsewhere = ready.columns().entrySet().stream()
                .filter(place -> !columns.isEmpty()
                        && place.getKey() != Field.COMPLETION_ID
                        && !place.getValue().contains("#")
                        && !has.test(place.getValue())
                        && !options.columns().containsKey(place.getKey()))
                .map(place -> " --map " + place.getKey().label() + "=" + like(place, columns))
                .collect(Collectors.joining());
        return "--mapping " + shape.mapping + elsewhere + above + lacks;
    }

    /** The column that stands where the ready mapping expects another name. */
    private static String like(Map.Entry<Field, String> place, List<String> columns) {
        String prefix = place.getValue().replaceFirst("^([A-Za-z]+\\.|[A-Z]).*", "$1");
        return columns.stream()
                .filter(column -> column.startsWith(prefix) && column.matches("[\\w.:-]+"))
                .filter(column ->
                        place.getKey() != Field.VALUE || !column.matches("(?i).*(comment|feedback|reason|text).*"))
                .findFirst()
                .orElse(place.getKey() == Field.DETAILS || place.getKey() == Field.USER ? "" : "COLUMN");
    }

    static boolean saysValue(MappingOptions options) {
        return options.columns().containsKey(Field.VALUE)
                || options.constants().containsKey(Field.VALUE)
                || !options.variants().isEmpty();
    }

    /** Whether the options say already what the ready mapping would. */
    static boolean isSaid(MappingOptions ready, MappingOptions options) {
        if (!ready.skipWhere().isEmpty()) {
            return !options.skipWhere().isEmpty();
        }
        List<Field> decisive = ready.columns().keySet().stream()
                .filter(field -> !BESIDE.contains(field))
                .toList();
        if (!decisive.isEmpty()) {
            return Stream.concat(
                            options.columns().keySet().stream(),
                            options.variants().stream().flatMap(variant -> variant.columns().keySet().stream()))
                    .anyMatch(decisive::contains);
        }
        return ready.winner().isEmpty()
                ? options.columns().containsKey(Field.COMPLETION_ID)
                : !options.winner().isEmpty();
    }

    static MappingOptions ready(String name) {
        try {
            return ReadyMappings.find(name).options();
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }
}
