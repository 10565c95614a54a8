package feedbackuploader.mapping;

import static feedbackuploader.mapping.Field.COMPLETION_ID;
import static feedbackuploader.mapping.Field.COMPLETION_TEXT;
import static feedbackuploader.mapping.Field.FEEDBACKS;
import static feedbackuploader.mapping.Field.MESSAGES;
import static feedbackuploader.mapping.Field.METRIC;
import static feedbackuploader.mapping.Field.PROMPT;
import static feedbackuploader.mapping.Field.SESSION_ID;
import static feedbackuploader.mapping.Field.VALUE;

import feedbackuploader.feedback.Kind;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What to say of a file whose columns or keys do not make any kind of feedback, and what to do about it. */
final class MissingFields {

    private MissingFields() {}

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
