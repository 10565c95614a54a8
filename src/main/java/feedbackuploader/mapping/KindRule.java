package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_A;
import static feedbackuploader.mapping.Field.COMPLETION_A_MODEL;
import static feedbackuploader.mapping.Field.COMPLETION_A_TEXT;
import static feedbackuploader.mapping.Field.COMPLETION_B;
import static feedbackuploader.mapping.Field.COMPLETION_B_MODEL;
import static feedbackuploader.mapping.Field.COMPLETION_B_TEXT;
import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.FEEDBACKS;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.OTHER_COMPLETION;
import static feedbackuploader.mapping.Field.OTHER_COMPLETION_MODEL;
import static feedbackuploader.mapping.Field.OTHER_COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.PREFERRED_COMPLETION;
import static feedbackuploader.mapping.Field.PREFERRED_COMPLETION_MODEL;
import static feedbackuploader.mapping.Field.PREFERRED_COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.VALUE;
import static feedbackuploader.mapping.Field.WINNER;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Problem;
import feedbackuploader.feedback.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which kind of feedback a row is: the same for the whole file, or each row by what it fills in. */
record KindRule(@Nullable Kind fixed) {

    private static final int LISTED = 30;

    /** A first and a second completion, on which a verdict is given. */
    static final List<Field> OF_A_AND_B = List.of(
            COMPLETION_A, COMPLETION_B, COMPLETION_A_TEXT, COMPLETION_B_TEXT, COMPLETION_A_MODEL, COMPLETION_B_MODEL);

    private static final List<Field> OF_SIDES = List.of(
            PREFERRED_COMPLETION,
            PREFERRED_COMPLETION_TEXT,
            PREFERRED_COMPLETION_MODEL,
            OTHER_COMPLETION,
            OTHER_COMPLETION_TEXT,
            OTHER_COMPLETION_MODEL);

    /**
     * The rule for columns, all of which are known now, so that what no row can have is said before the first one.
     *
     * @param likely asked only when the columns do not do
     */
    static KindRule ofColumns(
            CsvLayout layout, List<String> columns, MappingOptions options, Supplier<LikelyColumns> likely)
            throws MappingException {
        Predicate<Field> available =
                field -> layout.has(field) || options.constants().containsKey(field);
        List<String> forMetric = missingForMetric(available);
        List<String> forPreference = missingForPreference(layout, available);
        Kind kind = options.kind();
        if (kind == null && forMetric.isEmpty() && forPreference.isEmpty()) {
            return new KindRule(null);
        }
        if (kind == null) {
            boolean preference = forPreference.isEmpty()
                    || (!forMetric.isEmpty()
                            && !layout.has(COMPLETION_ID)
                            && !layout.has(VALUE)
                            && (OF_SIDES.stream().anyMatch(layout::has)
                                    || OF_A_AND_B.stream().anyMatch(layout::has)));
            kind = preference ? Kind.PREFERENCE : Kind.METRIC;
        }
        List<String> missing = kind == Kind.METRIC ? forMetric : forPreference;
        if (!missing.isEmpty()) {
            throw new MappingException(describe(kind, missing, columns, layout, likely));
        }
        return new KindRule(kind);
    }

    /** The kind of one row, or null with a problem. */
    @Nullable
    Kind of(RowFields fields, List<Problem> problems) {
        if (fixed != null) {
            return fixed;
        }
        boolean metric = fields.hasOwn(COMPLETION_ID, VALUE);
        boolean preference = hasOwn(OF_SIDES, fields) || hasOwn(OF_A_AND_B, fields) || fields.hasOwn(WINNER);
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

    private static boolean hasOwn(List<Field> sides, RowFields fields) {
        for (Field side : sides) {
            if (fields.get(side).isOwn()) {
                return true;
            }
        }
        return false;
    }

    static String listed(List<String> columns) {
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
                missing.add(field.word());
            }
        }
        return missing;
    }

    private static List<String> missingForPreference(CsvLayout layout, Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        if (!available.test(METRIC)) {
            missing.add(METRIC.word());
        }
        boolean textOnly;
        if (OF_A_AND_B.stream().anyMatch(layout::has) && OF_SIDES.stream().noneMatch(layout::has)) {
            if (!available.test(WINNER)) {
                missing.add(WINNER.word());
            }
            textOnly = addSide(missing, available, COMPLETION_A, COMPLETION_A_TEXT, COMPLETION_A_MODEL);
            textOnly |= addSide(missing, available, COMPLETION_B, COMPLETION_B_TEXT, COMPLETION_B_MODEL);
        } else {
            textOnly = addSide(
                    missing, available, PREFERRED_COMPLETION, PREFERRED_COMPLETION_TEXT, PREFERRED_COMPLETION_MODEL);
            textOnly |= addSide(missing, available, OTHER_COMPLETION, OTHER_COMPLETION_TEXT, OTHER_COMPLETION_MODEL);
        }
        if (textOnly && !available.test(MESSAGES) && !available.test(PROMPT)) {
            missing.add(MESSAGES.word());
        }
        return missing;
    }

    /** @return whether the side can only be given as text, which needs a prompt */
    private static boolean addSide(
            List<String> missing, Predicate<Field> available, Field id, Field text, Field model) {
        if (available.test(id)) {
            return false;
        }
        if (!available.test(text) && !available.test(model)) {
            missing.add(id.word());
            return false;
        }
        for (Field part : List.of(text, model)) {
            if (!available.test(part)) {
                missing.add(part.word());
            }
        }
        return true;
    }

    private static String describe(
            Kind kind, List<String> missing, List<String> columns, CsvLayout layout, Supplier<LikelyColumns> likely) {
        StringBuilder text = new StringBuilder("For ").append(kind.word()).append(" feedback, the file has no column ");
        text.append(anyOf(missing));
        text.append(". Its columns: ").append(listed(columns)).append('.');
        if (missing.contains(COMPLETION_ID.word()) && missing.contains(VALUE.word())) {
            text.append(" Preference feedback needs preferred_completion and other_completion instead.");
        }
        List<String> free = columns.stream()
                .filter(column -> Field.named(column).filter(layout::has).isEmpty())
                .toList();
        List<String> open = new ArrayList<>(missing);
        for (String word : missing) {
            Nearest.to(word, free).ifPresent(near -> {
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
            text.append(likely.get()
                    .advice(
                            open.contains(COMPLETION_ID.word()),
                            open.contains(METRIC.word()),
                            open.contains(VALUE.word())));
        }
        boolean isAdvised = text.length() > before;
        if (open.remove(METRIC.word()) && !(kind == Kind.METRIC && open.contains(VALUE.word()))) {
            text.append(" For one metric in all rows, add --metric KEY.");
        }
        if (!open.isEmpty() && !isAdvised) {
            text.append(" For a column with another name, add --map ")
                    .append(open.get(0))
                    .append("=COLUMN; for one value in all rows, add --set ")
                    .append(open.get(0))
                    .append("=VALUE.");
        }
        return text.toString();
    }
}
