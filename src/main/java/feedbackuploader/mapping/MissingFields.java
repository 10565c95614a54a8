package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.FEEDBACKS;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.SESSION_ID;
import static feedbackuploader.mapping.Field.VALUE;
import static feedbackuploader.mapping.Field.WINNER;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a file lacks for a kind of feedback, what to say of one that is enough for none, and what to do about it. */
final class MissingFields {

    private MissingFields() {}

    static List<String> forMetric(Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        for (Field field : List.of(COMPLETION_ID, METRIC, VALUE)) {
            if (!available.test(field) && (field == COMPLETION_ID || !available.test(FEEDBACKS))) {
                missing.add(field.label());
            }
        }
        return missing;
    }

    static List<String> forOutcome(Predicate<Field> available) {
        List<String> missing = new ArrayList<>();
        for (Field field : List.of(SESSION_ID, METRIC, VALUE)) {
            if (!available.test(field)) {
                missing.add(field.label());
            }
        }
        return missing;
    }

    static List<String> forInteraction(Predicate<Field> available) {
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

    static List<String> forPreference(Layout layout, Predicate<Field> available) {
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

    static String describe(
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
        text.append(KindRule.listed(columns)).append('.');
        if (couldCreate(kind, columns, layout, options)) {
            return text.append(" To create completions on the deployment from their texts, add --create-completions.")
                    .toString();
        }
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
        if (kind == Kind.METRIC || kind == Kind.OUTCOME) {
            text.append(LikelyAdvice.of(
                    likely.get(),
                    noun,
                    options.completions().create(),
                    open.contains(COMPLETION_ID.label()),
                    open.contains(METRIC.label()),
                    open.contains(VALUE.label())));
        } else if (kind == Kind.INTERACTION) {
            text.append(LikelyAdvice.of(
                    likely.get(),
                    noun,
                    true,
                    open.contains(COMPLETION_TEXT.label()) || open.contains(PROMPT.label()),
                    !layout.has(METRIC) && !options.constants().containsKey(METRIC),
                    !layout.has(VALUE) && !layout.has(FEEDBACKS)));
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
        if (kind == Kind.METRIC && layout.has(SESSION_ID) && missing.equals(List.of(COMPLETION_ID.label()))) {
            text.append(" If each value is for a whole session (session_id), add --kind outcome.");
        }
        return text.toString();
    }

    /** Where the file holds completions as text, which the deployment could be given. */
    private static boolean couldCreate(Kind kind, List<String> columns, Layout layout, MappingOptions options) {
        return kind == Kind.METRIC
                && !options.completions().create()
                && !layout.has(COMPLETION_ID)
                && (layout.has(PROMPT) || layout.has(MESSAGES))
                && (layout.has(COMPLETION_TEXT) || columns.stream().anyMatch(COMPLETION_TEXT::isWord));
    }

    private static boolean isOfEachRow(String word) {
        return word.equals(COMPLETION_ID.label()) || word.equals(SESSION_ID.label()) || word.equals(VALUE.label());
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

    private static String anyOf(List<String> words) {
        int last = words.size() - 1;
        String before = words.stream().limit(last).map(Names::quoted).collect(Collectors.joining(", "));
        return (before.isEmpty() ? "" : before + " or ") + Names.quoted(words.get(last));
    }
}
