package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.RowIds;
import feedbackuploader.input.BrokenRow;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rows are about, found out without mapping them: only where each piece of feedback that {@link Mapper} could make of
 * a row is about what its own ids name, whether the rest of the row is right or wrong.
 */
final class Glance {

    /** What could make a row be about something else, where it is not in the row's own cells. */
    private static final Set<Field> DECISIVE =
            EnumSet.of(Field.COMPLETION_ID, Field.COMPLETION_TEXT, Field.SESSION_ID, Field.FEEDBACKS, Field.WINNER);

    static {
        for (SideFields side : SideFields.values()) {
            DECISIVE.addAll(List.of(side.id, side.text, side.model));
        }
    }

    private final Layout layout;
    private final ExportRecognition recognition;
    private final @Nullable Kind fixed;
    private final boolean asksTheDeployment;
    private final boolean isPossible;

    Glance(Layout layout, KindRule kinds, MappingOptions options, ExportRecognition recognition) {
        this.layout = layout;
        this.recognition = recognition;
        this.fixed = kinds.fixed();
        this.asksTheDeployment = options.lookup() != null;
        boolean hasRules = !options.skipWhere().isEmpty()
                || options.variants().stream()
                        .anyMatch(variant -> !variant.skipWhere().isEmpty());
        this.isPossible = !options.completions().create()
                && DECISIVE.stream()
                        .noneMatch(field -> options.constants().containsKey(field)
                                || layout.overlays().stream().anyMatch(overlay -> overlay.has(field)))
                && (layout instanceof CsvLayout || !hasRules); // of a JSON key a rule asks whether any row has it
    }

    RowIds of(Row row) {
        if (asksTheDeployment || !layout.earlier(row).saysNothing()) {
            return RowIds.Without.BY_OTHERS;
        }
        if (!isPossible || recognition.mayConcern(row)) {
            return RowIds.Without.UNCLEAR;
        }
        if (row instanceof BrokenRow) {
            return RowIds.Without.NONE;
        }
        if (row instanceof CsvRow csv && (csv.resemblesHeader() || csv.repeatsHeader())) {
            return RowIds.Without.UNCLEAR;
        }
        List<Field> fields = idsAmong(layout.fieldsOf(row));
        if (fields.isEmpty()) {
            return RowIds.Without.UNCLEAR;
        }
        List<UUID> ids = fields.stream().flatMap(field -> id(row, field)).toList();
        if (ids.size() < fields.size()) {
            boolean isOne = fields.size() == 1 && row instanceof CsvRow;
            return isOne ? RowIds.Without.NONE : RowIds.Without.UNCLEAR; // a side may be a text, a JSON value a list
        }
        if (ids.size() > 1) {
            return new RowIds.Pair(ids.get(0), ids.get(1));
        }
        return fields.get(0) == Field.SESSION_ID ? new RowIds.Session(ids.get(0)) : new RowIds.Completion(ids.get(0));
    }

    private Stream<UUID> id(Row row, Field field) {
        RawValue value = layout.at(row, field);
        return value == null || value.node() == null || !value.node().isTextual()
                ? Stream.empty()
                : Optional.ofNullable(Uuids.parse(value.node().textValue())).stream();
    }

    /** The fields that say what a row with {@code fields} is about; none where others have a say. */
    private List<Field> idsAmong(Set<Field> fields) {
        boolean hasPreferred = SideFields.anyOfPreferredAndOther(fields::contains);
        boolean hasVerdict = SideFields.anyOfAAndB(fields::contains);
        boolean hasSession = fields.contains(Field.SESSION_ID);
        if (fields.contains(Field.FEEDBACKS) || (fixed == null && hasSession) || fixed == Kind.INTERACTION) {
            return List.of();
        }
        if (fixed == Kind.OUTCOME) {
            return hasSession ? List.of(Field.SESSION_ID) : List.of();
        }
        if (fixed == Kind.METRIC || (fixed == null && !hasPreferred && !hasVerdict)) {
            return fields.contains(Field.COMPLETION_ID) ? List.of(Field.COMPLETION_ID) : List.of();
        }
        boolean isComparison =
                fixed == Kind.PREFERENCE || !(fields.contains(Field.COMPLETION_ID) || fields.contains(Field.VALUE));
        List<Field> sides = hasPreferred
                ? List.of(Field.PREFERRED_COMPLETION, Field.OTHER_COMPLETION)
                : List.of(Field.COMPLETION_A, Field.COMPLETION_B);
        return isComparison && hasPreferred != hasVerdict && fields.containsAll(sides) ? sides : List.of();
    }
}
