package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a file is an export that a ready mapping is for. Such a mapping is named and never applied: a file that
 * is valid as it stands may be meant as it stands.
 */
final class ExportRecognition {

    /** Number of rows looked at: the first ones may have no annotations yet. */
    private static final int ROWS = 100;

    private static final String ANSWER = "answer";

    /** What a person says of what a model has scored. */
    private static final Set<String> VERDICTS = Set.of("accept", "reject", "ignore");

    private final MappingOptions options;
    private final List<String> columns;
    private @Nullable ShapeAdvice advice;
    private int left;
    private final JsonSample sample = new JsonSample();
    private @Nullable Supplier<LikelyColumns> likely;

    /** The number of the row that the advice is of, or 0. */
    private long recognised;

    private boolean isRecognisedInvalid;
    private boolean anyValid;
    private boolean anyInvalid;
    private final boolean hasScoreColumn;
    private boolean isScoreSent;

    /** Whether {@link #VERDICTS} stand beside a score that is sent. */
    private boolean isVerdictBeside;

    /** @param columns empty for JSON */
    ExportRecognition(List<String> columns, MappingOptions options) {
        this.options = options;
        this.columns = columns;
        this.advice = KnownShapes.ofColumns(columns, options);
        this.left = columns.isEmpty() ? ROWS : 0;
        this.hasScoreColumn = columns.stream().anyMatch(ExportRecognition::isScore);
    }

    void look(Row row) {
        if (left > 0 && row instanceof JsonRow json) {
            left--;
            sample.add(json.object());
            if (advice == null) {
                advice = KnownShapes.ofRow(json.object(), options);
                recognised = advice == null ? 0 : row.number();
            }
        }
    }

    /** Whether the row may have a say in what this knows at the end. */
    boolean mayConcern(Row row) {
        boolean hasAnswer = row instanceof JsonRow json
                ? json.object().has(ANSWER) && json.object().has(KnownShapes.SCORE)
                : hasScoreColumn && columns.contains(ANSWER);
        return advice != null || left > 0 || hasAnswer;
    }

    void note(Row row, List<Mapped> pieces) {
        if (row.number() == recognised) {
            isRecognisedInvalid = Mapped.all(pieces, Mapped.Invalid.class::isInstance);
        }
        if (advice != null && advice.isScored() && !isScoreSent) {
            isScoreSent = Mapped.any(pieces, ExportRecognition::isValue) && hasScore(row);
        }
        if (advice == null && !isVerdictBeside && !KnownShapes.saysValue(options)) {
            isVerdictBeside = Mapped.any(pieces, ExportRecognition::isValue) && hasVerdict(row);
        }
        if (!anyValid) {
            for (Mapped piece : pieces) {
                anyValid |= piece instanceof Mapped.Valid;
                anyInvalid |= piece instanceof Mapped.Invalid;
            }
        }
    }

    private static boolean isValue(Mapped piece) {
        return piece instanceof Mapped.Valid valid && valid.feedback().kind() == Kind.METRIC;
    }

    private boolean hasScore(Row row) {
        return row instanceof JsonRow json
                ? json.object().properties().stream().anyMatch(entry -> isScore(entry.getKey()))
                : hasScoreColumn;
    }

    private boolean hasVerdict(Row row) {
        if (row instanceof JsonRow json) {
            ObjectNode object = json.object();
            return VERDICTS.contains(object.path(ANSWER).asText())
                    && object.has(KnownShapes.SCORE)
                    && !object.has(Field.VALUE.label());
        }
        int answer = columns.indexOf(ANSWER);
        return answer >= 0
                && hasScoreColumn
                && !columns.contains(Field.VALUE.label())
                && row instanceof CsvRow csv
                && VERDICTS.contains(Texts.bare(csv.cells().get(answer)));
    }

    private static boolean isScore(String name) {
        return ColumnNames.normal(name).equals(KnownShapes.SCORE);
    }

    /** Which mapping to use, as whole sentences. */
    Optional<String> advice() {
        return Optional.ofNullable(advice)
                .filter(found -> found.isWarning() || anyInvalid)
                .map(this::text);
    }

    /** What may hold the values of JSON rows of which none has any, a sentence. */
    Optional<String> values(Layout layout) {
        boolean hasNoValues = advice == null
                && anyInvalid
                && !anyValid
                && !sample.isEmpty()
                && layout.has(Field.COMPLETION_ID)
                && !layout.has(Field.VALUE)
                && !layout.has(Field.FEEDBACKS);
        boolean lacksMetric = !layout.has(Field.METRIC) && !options.constants().containsKey(Field.METRIC);
        return Optional.of(
                        hasNoValues
                                ? LikelyAdvice.of(likely(), "key", false, false, lacksMetric, true)
                                        .strip()
                                : "")
                .filter(text -> !text.isEmpty());
    }

    /**
     * What {@code e} says, behind the advice.
     *
     * @param likely of the file's columns
     */
    MappingException before(MappingException e, Supplier<LikelyColumns> likely) {
        String table = ArgillaQuestions.asTable(columns);
        if (advice == null) {
            return table == null ? e : new MappingException(table);
        }
        this.likely = likely;
        return isHopeless(advice)
                ? new MappingException(text(advice))
                : new MappingException(text(advice)
                        + (e.isOfColumns() ? " Without it, no row is valid." : " Without it: " + e.getMessage()));
    }

    private LikelyColumns likely() {
        if (likely == null) {
            return sample.likely(options);
        }
        return likely.get();
    }

    private boolean isHopeless(ShapeAdvice found) {
        return found.lacksId() && found.isHopeless(likely());
    }

    private String text(ShapeAdvice found) {
        return found.text(
                found.lacksId() ? likely() : LikelyColumns.NONE,
                sample.isEmpty() ? "column" : "key",
                options.completions().create());
    }

    /**
     * @param layout that the rows were read by
     * @throws MappingException when no row made sense: of an export that was read without its mapping, or of JSON without
     *     the keys that feedback has; or when the scores of a model would be sent as a person's
     */
    void end(Layout layout) throws MappingException {
        if (advice != null && isScoreSent) {
            throw new MappingException(text(advice) + " Without it, the model's own score would be sent. If you want"
                    + " that, add --map value=" + KnownShapes.SCORE + ".");
        }
        if (isVerdictBeside) {
            throw new MappingException(
                    "\"answer\" holds accept, reject or ignore, as Prodigy writes what a person says of a"
                            + " model's score: add --map value=answer --values 'accept=1, reject=0, ignore=skip'. Without it, the"
                            + " model's own score would be sent. If you want that, add --map value=" + KnownShapes.SCORE
                            + ".");
        }
        boolean isNoneValid = anyInvalid && !anyValid;
        if (advice != null && (isNoneValid || isRecognisedInvalid)) {
            String without = isNoneValid ? " Without it, no row is valid." : " Without it, such rows are invalid.";
            throw new MappingException(text(advice) + (isHopeless(advice) ? "" : without));
        }
        if (isNoneValid && !sample.isEmpty() && KindRule.isAboutNothing(layout, options)) {
            KindRule.ofColumns(layout, "key", layout.names(), options, this::likely);
        }
    }
}
