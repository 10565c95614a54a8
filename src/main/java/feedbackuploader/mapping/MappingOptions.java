package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Value;
import feedbackuploader.mapping.text.NumberStyle;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user said about the file.
 *
 * @param kind of every row, or null to find out
 * @param constants what a field is where the file has no column for it or the cell is blank
 * @param columns where a field is, as {@link FieldLocators} reads it: the name of a column or key, a JSON pointer
 *     ({@code /choices/0/id}), a pointer into a cell ({@code answers#/0/id}), or several joined by {@code " + "}
 * @param variants the pieces of feedback that every row holds; none for one piece a row
 * @param winner what the labels of {@link Field#WINNER} mean
 * @param values what the labels of {@link Field#VALUE} mean; an empty one is no feedback
 * @param skipWhere which rows are no feedback
 * @param ignored columns or keys, and JSON pointers, that may say that an answer is not final
 * @param completions what is to become of completions that the deployment does not hold
 * @param lookup by what completions are found whose ids the file does not hold; null for not at all
 */
public record MappingOptions(
        @Nullable Kind kind,
        Map<Field, String> constants,
        Map<Field, String> columns,
        List<RowVariant> variants,
        Labels<WinnerMeaning> winner,
        Labels<Optional<Value>> values,
        NumberStyle numbers,
        Users users,
        List<SkipRule> skipWhere,
        Set<String> ignored,
        NewCompletions completions,
        @Nullable CompletionLookup lookup) {

    public MappingOptions {
        ignored = Collections.unmodifiableSet(new TreeSet<>(ignored));
        constants = RowVariant.ordered(constants);
        columns = RowVariant.ordered(columns);
        variants = List.copyOf(variants);
        skipWhere = List.copyOf(skipWhere);
    }

    public MappingOptions(
            @Nullable Kind kind,
            Map<Field, String> constants,
            Map<Field, String> columns,
            List<RowVariant> variants,
            Labels<WinnerMeaning> winner,
            Labels<Optional<Value>> values,
            NumberStyle numbers,
            Users users) {
        this(
                kind,
                constants,
                columns,
                variants,
                winner,
                values,
                numbers,
                users,
                List.of(),
                Set.of(),
                NewCompletions.NONE,
                null);
    }

    public MappingOptions(@Nullable Kind kind, Map<Field, String> constants, Map<Field, String> columns) {
        this(kind, constants, columns, List.of(), Labels.none(), Labels.none(), NumberStyle.PLAIN, Users.NONE);
    }

    public static MappingOptions none() {
        return new MappingOptions(null, Map.of(), Map.of());
    }

    /** @param other null to find out, whatever these options say */
    public MappingOptions withKind(@Nullable Kind other) {
        return new MappingOptions(
                other,
                constants,
                columns,
                variants,
                winner,
                values,
                numbers,
                users,
                skipWhere,
                ignored,
                completions,
                lookup);
    }

    public MappingOptions withVariants(List<RowVariant> other) {
        return new MappingOptions(
                kind,
                constants,
                columns,
                other,
                winner,
                values,
                numbers,
                users,
                skipWhere,
                ignored,
                completions,
                lookup);
    }

    public MappingOptions withSkipWhere(List<SkipRule> other) {
        return new MappingOptions(
                kind,
                constants,
                columns,
                variants,
                winner,
                values,
                numbers,
                users,
                other,
                ignored,
                completions,
                lookup);
    }

    public MappingOptions withCompletions(NewCompletions other) {
        return new MappingOptions(
                kind, constants, columns, variants, winner, values, numbers, users, skipWhere, ignored, other, lookup);
    }

    public MappingOptions withLookup(@Nullable CompletionLookup other) {
        return new MappingOptions(
                kind,
                constants,
                columns,
                variants,
                winner,
                values,
                numbers,
                users,
                skipWhere,
                ignored,
                completions,
                other);
    }

    /** Whether a metric is given for all rows although each column of values has its own. */
    public boolean hasIdleMetric() {
        return constants.containsKey(Field.METRIC)
                && !variants.isEmpty()
                && variants.stream().allMatch(variant -> variant.constants().containsKey(Field.METRIC));
    }

    /** These, and what {@code more} says; where both say something, {@code more} wins. Rows are skipped by either. */
    public MappingOptions and(MappingOptions more) {
        return new MappingOptions(
                more.kind == null ? kind : more.kind,
                overlaid(constants, more.constants),
                both(columns, more.columns),
                more.variants.isEmpty() ? variants : more.variants,
                winner.and(more.winner),
                values.and(more.values),
                numbers.and(more.numbers),
                users.and(more.users),
                Stream.concat(skipWhere.stream(), more.skipWhere.stream())
                        .distinct()
                        .toList(),
                Stream.concat(ignored.stream(), more.ignored.stream()).collect(Collectors.toSet()),
                completions.and(more.completions),
                more.lookup == null ? lookup : more.lookup);
    }

    private static Map<Field, String> overlaid(Map<Field, String> first, Map<Field, String> more) {
        Map<Field, String> both = new EnumMap<>(Field.class);
        both.putAll(first);
        both.putAll(more);
        return both;
    }

    /** A blank place takes away one that the file lacks. */
    private static Map<Field, String> both(Map<Field, String> first, Map<Field, String> more) {
        Map<Field, String> both = overlaid(first, more);
        both.values().removeIf(String::isBlank); // typed as --map details=
        return both;
    }
}
