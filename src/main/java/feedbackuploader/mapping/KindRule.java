package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_A;
import static feedbackuploader.mapping.Field.COMPLETION_A_TEXT;
import static feedbackuploader.mapping.Field.COMPLETION_B;
import static feedbackuploader.mapping.Field.COMPLETION_B_TEXT;
import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.OTHER_COMPLETION;
import static feedbackuploader.mapping.Field.OTHER_COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.PREFERRED_COMPLETION;
import static feedbackuploader.mapping.Field.PREFERRED_COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.SESSION_ID;
import static feedbackuploader.mapping.Field.VALUE;
import static feedbackuploader.mapping.Field.WINNER;

import feedbackuploader.feedback.Kind;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.support.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of feedback a row is: the same for the whole file, or each row by what it fills in.
 *
 * @param fixed the kind of all rows, or null
 * @param isChosen whether the user chose it, so that a file may hold others too
 * @param creates whether rows may create completions
 * @param mayLackCompletion whether no option says where rows have their completion, so that one may be about none
 */
public record KindRule(@Nullable Kind fixed, boolean isChosen, boolean creates, boolean mayLackCompletion) {

    private static final int LISTED = 30;

    /** What says that a row is about a completion, or about two. */
    private static final Set<Field> OF_COMPLETIONS = EnumSet.of(
            COMPLETION_ID,
            COMPLETION_TEXT,
            MESSAGES,
            PROMPT,
            WINNER,
            PREFERRED_COMPLETION,
            PREFERRED_COMPLETION_TEXT,
            OTHER_COMPLETION,
            OTHER_COMPLETION_TEXT,
            COMPLETION_A,
            COMPLETION_A_TEXT,
            COMPLETION_B,
            COMPLETION_B_TEXT);

    /** The rule for rows that are known one after the other. */
    static KindRule ofRows(MappingOptions options) {
        return of(options, options.kind());
    }

    private static KindRule of(MappingOptions options, @Nullable Kind fixed) {
        return new KindRule(
                fixed,
                options.kind() != null,
                options.completions().create(),
                options.lookup() == null && OF_COMPLETIONS.stream().noneMatch(options.columns()::containsKey));
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
        Predicate<Field> available = available(layout, options);
        List<String> forMetric = MissingFields.forMetric(available);
        List<String> forPreference = MissingFields.forPreference(layout, available);
        Kind kind = options.kind();
        List<String> forInteraction = MissingFields.forInteraction(available);
        if (options.completions().create() && mayCreate(kind) && forInteraction.isEmpty()) {
            return ofRows(options);
        }
        if (kind == null && forMetric.isEmpty() && forPreference.isEmpty()) {
            return ofRows(options);
        }
        List<String> forOutcome = MissingFields.forOutcome(available);
        if (kind == null && forOutcome.isEmpty() && areSessions(layout, available)) {
            kind = Kind.OUTCOME;
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
        if (kind != Kind.METRIC && options.lookup() != null) {
            throw new MappingException(CompletionLookup.OPTION
                    + " finds the completions of ratings; the columns of this"
                    + " file are those of " + kind.label() + " feedback, which names its completions by their ids: "
                    + listed(List.copyOf(columns)) + ".");
        }
        List<String> missing = switch (kind) {
            case PREFERENCE -> forPreference;
            case INTERACTION -> forInteraction;
            case METRIC -> forMetric;
            case OUTCOME -> forOutcome;
        };
        if (!missing.isEmpty()) {
            throw new MappingException(
                    UsersFile.isOne(columns)
                            ? UsersFile.GIVEN_AS_INPUT
                            : MissingFields.describe(
                                    kind, noun, missing, List.copyOf(columns), layout, options, likely),
                    true);
        }
        return of(options, kind);
    }

    /** Whether the rows say neither which completion they rate nor which two they compare. */
    static boolean isAboutNothing(Layout layout, MappingOptions options) {
        Predicate<Field> available = available(layout, options);
        return !available.test(COMPLETION_ID) && !available.test(WINNER) && !namesASide(available);
    }

    private static Predicate<Field> available(Layout layout, MappingOptions options) {
        return field -> layout.has(field)
                || options.constants().containsKey(field)
                || (field == COMPLETION_ID && options.lookup() != null);
    }

    /** The kind of one row, or null with a problem. */
    @Nullable
    Kind of(RawFields fields, List<Problem> problems) {
        if (isInteraction(fields)) {
            return Kind.INTERACTION;
        }
        if (fixed != null) {
            return fixed;
        }
        if (mayLackCompletion && isOutcome(fields)) {
            return Kind.OUTCOME;
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
                && mayCreate(fixed)
                && !namesASide(field -> fields.get(field).isOwn())
                && !isId(fields.get(COMPLETION_ID))
                && fields.hasOwn(COMPLETION_TEXT, COMPLETION_ID, MESSAGES, PROMPT);
    }

    /** Whether columns name a session, and nothing that could be a completion: feedback cannot be taken back. */
    private static boolean areSessions(Layout layout, Predicate<Field> available) {
        return layout.has(SESSION_ID)
                && OF_COMPLETIONS.stream().noneMatch(available)
                && layout.names().stream().noneMatch(name -> Names.mayBeOfCompletions(name) && !layout.isOfField(name));
    }

    /** The same of a row: an empty completion id is a rating that lacks it. */
    private static boolean isOutcome(RawFields fields) {
        return fields.hasOwn(SESSION_ID)
                && !fields.get(VALUE).isBlank()
                && OF_COMPLETIONS.stream().allMatch(field -> fields.get(field).isMissing())
                && fields.names().stream().noneMatch(Names::mayBeOfCompletions);
    }

    /** What is metric feedback where the deployment holds the completion creates it where it does not. */
    private static boolean mayCreate(@Nullable Kind kind) {
        return kind == null || kind == Kind.METRIC || kind == Kind.INTERACTION;
    }

    private static boolean isId(RawValue completion) {
        return completion.node() != null
                && completion.node().isTextual()
                && Uuids.parse(completion.node().textValue()) != null;
    }

    /** The kind of a row that fills in nothing of the chosen kind, but something of the other; else null. */
    @Nullable
    Kind otherOf(RawFields fields) {
        if (fixed == null || !isChosen || isFilledIn(fixed, fields) || isInteraction(fields)) {
            return null;
        }
        return Stream.of(Kind.values())
                .filter(other -> other != fixed && isFilledIn(other, fields))
                .findFirst()
                .orElse(null);
    }

    private boolean isFilledIn(Kind kind, RawFields fields) {
        return switch (kind) {
            case METRIC -> fields.hasOwn(COMPLETION_ID, VALUE);
            case OUTCOME -> !fields.hasOwn(COMPLETION_ID) && fields.hasOwn(SESSION_ID, VALUE);
            case PREFERENCE -> isComparison(fields);
            case INTERACTION -> isInteraction(fields);
        };
    }

    /** Whether a piece says which of two completions is better. */
    static boolean isComparison(RawFields fields) {
        return namesASide(field -> fields.get(field).isOwn()) || fields.hasOwn(WINNER);
    }

    private static boolean namesASide(Predicate<Field> such) {
        return SideFields.anyOfPreferredAndOther(such) || SideFields.anyOfAAndB(such);
    }

    public static String listed(List<String> columns) {
        return columns.stream().limit(LISTED).map(Names::quoted).collect(Collectors.joining(", "))
                + (columns.size() > LISTED ? " and " + (columns.size() - LISTED) + " more" : "");
    }
}
