package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.FEEDBACKS;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.VALUE;
import static feedbackuploader.mapping.Field.WINNER;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.support.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of feedback a row is: the same for the whole file, or each row by what it fills in.
 *
 * @param fixed the kind of all rows, or null
 * @param isChosen whether the user chose it, so that a file may hold the other kind too
 * @param creates whether rows may create completions
 */
public record KindRule(@Nullable Kind fixed, boolean isChosen, boolean creates) {

    private static final int LISTED = 30;

    /** The rule for rows that are known one after the other. */
    static KindRule ofRows(MappingOptions options) {
        return new KindRule(
                options.kind(), options.kind() != null, options.completions().create());
    }

    /**
     * The rule for columns or keys, all of which are known now: what no row can have is said once, and of columns before
     * the first row.
     *
     * @param layout which fields the rows have
     * @param noun what the names are: column or key
     * @param likely asked only when the columns do not do
     */
    static KindRule ofColumns(
            Layout layout,
            String noun,
            Collection<String> columns,
            MappingOptions options,
            Supplier<LikelyColumns> likely)
            throws MappingException {
        Predicate<Field> available =
                field -> layout.has(field) || options.constants().containsKey(field);
        List<String> forMetric = missingForMetric(available);
        List<String> forPreference = missingForPreference(layout, available);
        Kind kind = options.kind();
        List<String> forInteraction = missingForInteraction(available);
        if (options.completions().create() && kind == null && forInteraction.isEmpty()) {
            return ofRows(options);
        }
        if (kind == null && forMetric.isEmpty() && forPreference.isEmpty()) {
            return ofRows(options);
        }
        if (kind == null) {
            boolean preference = forPreference.isEmpty()
                    || (!forMetric.isEmpty()
                            && !layout.has(COMPLETION_ID)
                            && !layout.has(VALUE)
                            && namesASide(layout::has));
            kind = preference
                    ? Kind.PREFERENCE
                    : options.completions().create() && !available.test(COMPLETION_ID) ? Kind.INTERACTION : Kind.METRIC;
        }
        List<String> missing = switch (kind) {
            case PREFERENCE -> forPreference;
            case INTERACTION -> forInteraction;
            case METRIC, OUTCOME -> forMetric;
        };
        if (!missing.isEmpty()) {
            throw new MappingException(
                    UsersFile.isOne(columns)
                            ? UsersFile.GIVEN_AS_INPUT
                            : MissingFields.describe(
                                    kind, noun, missing, List.copyOf(columns), layout, options, likely),
                    true);
        }
        return new KindRule(kind, options.kind() != null, options.completions().create());
    }

    /** Whether the rows say neither which completion they rate nor which two they compare. */
    static boolean isAboutNothing(Layout layout, MappingOptions options) {
        Predicate<Field> available =
                field -> layout.has(field) || options.constants().containsKey(field);
        return !available.test(COMPLETION_ID) && !available.test(WINNER) && !namesASide(available);
    }

    /** The kind of one row, or null with a problem. */
    @Nullable
    Kind of(RawFields fields, List<Problem> problems) {
        if (fixed != null) {
            return fixed;
        }
        if (isInteraction(fields)) {
            return Kind.INTERACTION;
        }
        boolean metric = isFilledIn(Kind.METRIC, fields);
        boolean preference = isFilledIn(Kind.PREFERENCE, fields);
        if (metric == preference) {
            problems.add(new Problem(
                    null,
                    metric ? "both a value and a preference" : "neither a value nor a preference",
                    "completion_id and value, or preferred_completion and other_completion",
                    metric ? "If all rows are of one kind, add --kind metric or --kind preference." : null));
            return null;
        }
        return metric ? Kind.METRIC : Kind.PREFERENCE;
    }

    /** Whether a row is about a completion that the deployment does not hold, and may create it. */
    boolean isInteraction(RawFields fields) {
        return creates
                && (fixed == null || fixed == Kind.INTERACTION)
                && !namesASide(field -> fields.get(field).isOwn())
                && !isId(fields.get(COMPLETION_ID))
                && fields.hasOwn(COMPLETION_TEXT, COMPLETION_ID, MESSAGES, PROMPT);
    }

    private static boolean isId(RawValue completion) {
        return completion.node() != null
                && completion.node().isTextual()
                && Uuids.parse(completion.node().textValue()) != null;
    }

    /** The kind of a row that fills in nothing of the chosen kind, but something of the other; else null. */
    @Nullable
    Kind otherOf(RawFields fields) {
        if (fixed == null || !isChosen || isFilledIn(fixed, fields)) {
            return null;
        }
        return Kind.OF_ROWS.stream()
                .filter(other -> other != fixed && isFilledIn(other, fields))
                .findFirst()
                .orElse(null);
    }

    private boolean isFilledIn(Kind kind, RawFields fields) {
        return switch (kind) {
            case METRIC, OUTCOME -> fields.hasOwn(COMPLETION_ID, VALUE);
            case PREFERENCE -> namesASide(field -> fields.get(field).isOwn()) || fields.hasOwn(WINNER);
            case INTERACTION -> isInteraction(fields);
        };
    }

    private static boolean namesASide(Predicate<Field> such) {
        return SideFields.anyOfPreferredAndOther(such) || SideFields.anyOfAAndB(such);
    }

    public static String listed(List<String> columns) {
        return columns.stream().limit(LISTED).map(Names::quoted).collect(Collectors.joining(", "))
                + (columns.size() > LISTED ? " and " + (columns.size() - LISTED) + " more" : "");
    }

    private static List<String> missingForMetric(Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        for (Field field : List.of(COMPLETION_ID, METRIC, VALUE)) {
            if (!available.test(field) && (field == COMPLETION_ID || !available.test(FEEDBACKS))) {
                missing.add(field.label());
            }
        }
        return missing;
    }

    private static List<String> missingForInteraction(Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        if (!available.test(COMPLETION_TEXT) && !available.test(COMPLETION_ID)) {
            missing.add(COMPLETION_TEXT.label());
        }
        if (!available.test(MESSAGES) && !available.test(PROMPT)) {
            missing.add(PROMPT.label());
        }
        if (available.test(VALUE) && !available.test(METRIC)) {
            missing.add(METRIC.label());
        }
        return missing;
    }

    private static List<String> missingForPreference(Layout layout, Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        if (!available.test(METRIC)) {
            missing.add(METRIC.label());
        }
        boolean isPairwise = SideFields.anyOfAAndB(layout::has) && !SideFields.anyOfPreferredAndOther(layout::has);
        if (isPairwise && !available.test(WINNER)) {
            missing.add(WINNER.label());
        }
        boolean textOnly = false;
        for (SideFields side : isPairwise ? SideFields.A_AND_B : SideFields.PREFERRED_AND_OTHER) {
            textOnly |= addSide(missing, available, side);
        }
        if (textOnly && !available.test(MESSAGES) && !available.test(PROMPT)) {
            missing.add(MESSAGES.label());
        }
        return missing;
    }

    /** @return whether the side can only be given as text, which needs a prompt */
    private static boolean addSide(List<String> missing, Predicate<Field> available, SideFields side) {
        if (available.test(side.id)) {
            return false;
        }
        if (!available.test(side.text) && !available.test(side.model)) {
            missing.add(side.id.label());
            return false;
        }
        for (Field part : List.of(side.text, side.model)) {
            if (!available.test(part)) {
                missing.add(part.label());
            }
        }
        return true;
    }
}
