package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.FEEDBACKS;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.VALUE;
import static feedbackuploader.mapping.Field.WINNER;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.mapping.options.UsersFile;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of feedback a row is: the same for the whole file, or each row by what it fills in.
 *
 * @param isChosen whether the user chose it, so that a file may hold the other kind too
 */
public record KindRule(@Nullable Kind fixed, boolean isChosen) {

    private static final int LISTED = 30;

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
        if (kind == null && forMetric.isEmpty() && forPreference.isEmpty()) {
            return new KindRule(null, false);
        }
        if (kind == null) {
            boolean preference = forPreference.isEmpty()
                    || (!forMetric.isEmpty()
                            && !layout.has(COMPLETION_ID)
                            && !layout.has(VALUE)
                            && namesASide(layout::has));
            kind = preference ? Kind.PREFERENCE : Kind.METRIC;
        }
        List<String> missing = kind == Kind.METRIC ? forMetric : forPreference;
        if (!missing.isEmpty()) {
            throw new MappingException(
                    UsersFile.isOne(columns)
                            ? UsersFile.GIVEN_AS_INPUT
                            : describe(kind, noun, missing, List.copyOf(columns), layout, options, likely),
                    true);
        }
        return new KindRule(kind, options.kind() != null);
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

    /** The kind of a row that fills in nothing of the chosen kind, but something of the other; else null. */
    @Nullable
    Kind otherOf(RawFields fields) {
        if (fixed == null || !isChosen || isFilledIn(fixed, fields)) {
            return null;
        }
        Kind other = fixed == Kind.METRIC ? Kind.PREFERENCE : Kind.METRIC;
        return isFilledIn(other, fields) ? other : null;
    }

    private static boolean isFilledIn(Kind kind, RawFields fields) {
        return kind == Kind.METRIC
                ? fields.hasOwn(COMPLETION_ID, VALUE)
                : namesASide(field -> fields.get(field).isOwn()) || fields.hasOwn(WINNER);
    }

    private static boolean namesASide(Predicate<Field> such) {
        return SideFields.anyOfPreferredAndOther(such) || SideFields.anyOfAAndB(such);
    }

    public static String listed(List<String> columns) {
        return columns.stream().limit(LISTED).map(Names::quoted).collect(Collectors.joining(", "))
                + (columns.size() > LISTED ? " and " + (columns.size() - LISTED) + " more" : "");
    }

    private static String anyOf(List<String> words) {
        int last = words.size() - 1;
        String before = words.stream().limit(last).map(Names::quoted).collect(Collectors.joining(", "));
        return (before.isEmpty() ? "" : before + " or ") + Names.quoted(words.get(last));
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

    private static String describe(
            Kind kind,
            String noun,
            List<String> missing,
            List<String> columns,
            Layout layout,
            MappingOptions options,
            Supplier<LikelyColumns> likely) {
        boolean hasNothing = missing.contains(COMPLETION_ID.label()) && missing.contains(VALUE.label());
        StringBuilder text = new StringBuilder(
                hasNothing ? "No ratings found: no " : "For " + kind.label() + " feedback, the file has no ");
        text.append(noun).append(' ').append(anyOf(missing));
        text.append(looked(missing, options)).append(". Its ").append(noun).append("s: ");
        text.append(listed(columns)).append('.');
        List<String> free = columns.stream()
                .filter(column -> Field.named(column).filter(layout::has).isEmpty())
                .filter(column -> !options.columns().containsValue(column))
                .toList();
        List<String> open = new ArrayList<>(missing);
        for (String word : missing) {
            Nearest.to(word, free).filter(near -> !isListOfThings(word, near)).ifPresent(near -> {
                open.remove(word);
                text.append(" Is ")
                        .append(Names.quoted(near))
                        .append(" the ")
                        .append(word)
                        .append("? Then add --map ")
                        .append(Shell.word(word + "=" + near))
                        .append('.');
            });
        }
        int before = text.length();
        if (kind == Kind.METRIC) {
            text.append(LikelyAdvice.of(
                    likely.get(),
                    noun,
                    open.contains(COMPLETION_ID.label()),
                    open.contains(METRIC.label()),
                    open.contains(VALUE.label())));
        }
        boolean isAdvised = text.length() > before;
        boolean isComparison = kind == Kind.METRIC
                && open.contains(COMPLETION_ID.label())
                && likely.get().ids().isEmpty()
                && likely.get().comparison().isPresent();
        if (open.remove(METRIC.label()) && !isComparison && !(kind == Kind.METRIC && open.contains(VALUE.label()))) {
            text.append(" For one metric in all rows, add --metric KEY.");
        }
        if (!open.isEmpty() && !isAdvised) {
            text.append(" For a ")
                    .append(noun)
                    .append(" with another name, add --map ")
                    .append(open.get(0))
                    .append('=')
                    .append(noun.toUpperCase(Locale.ROOT))
                    .append(
                            isOfEachRow(open.get(0))
                                    ? "."
                                    : "; for one value in all rows, add --set " + open.get(0) + "=VALUE.");
        }
        return text.toString();
    }

    private static boolean isOfEachRow(String word) {
        return word.equals(COMPLETION_ID.label()) || word.equals(VALUE.label());
    }

    /** Where options say that such a field is, though no row has it there. */
    private static String looked(List<String> missing, MappingOptions options) {
        String places = options.columns().entrySet().stream()
                .filter(place -> missing.contains(place.getKey().label()))
                .map(place -> Names.quoted(place.getValue()))
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : ", and nothing at " + places;
    }

    /** As {@code completions} is for {@code completion_id}. */
    private static boolean isListOfThings(String word, String near) {
        String normal = ColumnNames.normal(near);
        return word.endsWith("_id") && normal.endsWith("s") && !normal.contains("id");
    }
}
