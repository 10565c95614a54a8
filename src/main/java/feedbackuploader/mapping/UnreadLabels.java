package feedbackuploader.mapping;

import feedbackuploader.mapping.text.Listed;
import feedbackuploader.mapping.text.NumberText;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Labels that no option gives a meaning, counted by column as the rows are read, and the option that would. Bounded,
 * whatever the file holds.
 */
final class UnreadLabels {

    /** Different labels in all columns together. */
    private static final int KEPT = 2_000;

    private static final int LISTED = 20;

    /** Labels in one option: a longer line is no longer read before it is copied. */
    private static final int SUGGESTED = 40;

    /** In code points. A longer text is a remark, and no label that anyone would type. */
    private static final int LONGEST = 60;

    /** What a label may mean. */
    @FunctionalInterface
    interface Suggestion {
        /** A word that the option takes, or null. */
        @Nullable
        String of(String label);
    }

    private final String title;
    private final @Nullable String option;
    private final String words;
    private final Suggestion suggestion;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private int kept;

    private static final class Column {
        final Map<String, Label> labels = new LinkedHashMap<>();
        long others;
    }

    /** One label in the way it is first written. */
    private static final class Label {
        final @Nullable String text;
        long count;

        Label(@Nullable String text) {
            this.text = text;
        }

        String shown() {
            return (text == null ? "a list or an object" : Problem.quote(text)) + " (" + count + ")";
        }

        /** Whether it can be typed as it stands. */
        boolean isTypeable() {
            return text != null && isWhole(text) && Shell.isPrintable(text);
        }
    }

    /**
     * @param option that gives labels a meaning
     * @param words that it takes for a meaning, beside {@code skip}
     */
    static UnreadLabels missingFrom(String option, String words, Suggestion suggestion) {
        return new UnreadLabels("Labels without a meaning, column ", option, words, suggestion);
    }

    /** What is only listed, since each row's own message says how to fix it. */
    static UnreadLabels listed(String title) {
        return new UnreadLabels(title, null, "", label -> null);
    }

    private UnreadLabels(String title, @Nullable String option, String words, Suggestion suggestion) {
        this.title = title;
        this.option = option;
        this.words = words;
        this.suggestion = suggestion;
    }

    /** @param label null for a list or an object */
    void add(String place, @Nullable String label) {
        String list = place.endsWith("]") ? place.substring(0, place.lastIndexOf('[')) : place;
        Column column = columns.computeIfAbsent(
                columns.size() < KEPT / 20 ? Printable.of(list, LONGEST) : "other columns", name -> new Column());
        String key = label == null ? "[]" : Labels.normal(Printable.of(label, LONGEST));
        Label known = column.labels.get(key);
        if (known == null && kept < KEPT) {
            known = new Label(label == null || label.length() <= LONGEST ? label : Printable.of(label, LONGEST));
            column.labels.put(key, known);
            kept++;
        }
        if (known == null) {
            column.others++;
        } else {
            known.count++;
        }
    }

    /** A sentence for each column, and one with the option that gives the most labels a meaning. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        columns.forEach((name, column) -> sentences.add(title + Names.quoted(name) + ": " + listed(column) + "."));
        String advice = option == null || columns.isEmpty() ? "" : advice(option);
        if (!advice.isEmpty()) {
            sentences.set(sentences.size() - 1, sentences.get(sentences.size() - 1) + advice);
        }
        return sentences;
    }

    /** All that were kept, the most frequent of each column first, and whole: a name longer than most is not among them. */
    List<String> texts() {
        return columns.values().stream()
                .flatMap(column -> byCount(column).stream())
                .map(label -> label.text)
                .filter(Objects::nonNull)
                .filter(UnreadLabels::isWhole)
                .distinct()
                .toList();
    }

    private static boolean isWhole(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST;
    }

    private static String listed(Column column) {
        List<Label> all = byCount(column);
        String rest = column.others > 0
                ? " and many more"
                : all.size() > LISTED ? " and " + (all.size() - LISTED) + " more" : "";
        return all.stream().limit(LISTED).map(Label::shown).collect(Collectors.joining(", ")) + rest;
    }

    private static List<Label> byCount(Column column) {
        return column.labels.values().stream()
                .sorted(Comparator.comparingLong((Label label) -> label.count).reversed())
                .toList();
    }

    private String advice(String option) {
        Map<String, String> known = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        divide(known, others);
        String advice = known.isEmpty()
                ? ""
                : " If these meanings are right, add " + typed(option, known) + ofEmptyCells(known) + ".";
        return advice + toSkip(option, others, !known.isEmpty()) + toMean(option);
    }

    /** Numbers mean something else in every file: never guessed, and never skipped unasked. */
    private String toMean(String option) {
        List<String> numbers = columns.values().stream()
                .flatMap(column -> byCount(column).stream())
                .filter(label -> label.text != null && NumberText.isNumber(Texts.bare(label.text)))
                .map(label -> Texts.bare(String.valueOf(label.text)) + "=MEANING")
                .distinct()
                .limit(SUGGESTED)
                .toList();
        return numbers.isEmpty()
                ? ""
                : " For the numbers, add " + option + " " + Shell.quoted(String.join(", ", numbers)) + ", with " + words
                        + " in place of MEANING.";
    }

    private String toSkip(String option, Map<String, String> labels, boolean areOthers) {
        return labels.isEmpty()
                ? ""
                : " To skip " + (areOthers ? "the others" : "them") + ", add " + typed(option, labels)
                        + ofEmptyCells(labels) + "; for a label with a meaning, write " + words
                        + " in place of skip.";
    }

    /** Behind an option with {@code =skip}, which looks like a slip of the finger. */
    private static String ofEmptyCells(Map<String, String> labels) {
        return labels.containsKey("") ? " (=skip is for an empty label)" : "";
    }

    /** The option that gives the labels the meanings that are in them; empty when there are none. */
    String known() {
        Map<String, String> known = new LinkedHashMap<>();
        divide(known, new LinkedHashMap<>());
        return known.isEmpty() || option == null ? "" : typed(option, known);
    }

    /** A sentence on the labels that {@link #known} lacks, after a space; or nothing. */
    String unknown() {
        Map<String, String> known = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        divide(known, others);
        return option == null ? "" : toSkip(option, others, !known.isEmpty());
    }

    private void divide(Map<String, String> known, Map<String, String> others) {
        Set<String> scales = scales();
        columns.values().stream()
                .flatMap(column -> byCount(column).stream())
                .sorted(Comparator.comparingLong((Label label) -> label.count).reversed())
                .filter(Label::isTypeable)
                .forEach(label -> {
                    String text = String.valueOf(label.text);
                    String meaning = scales.size() > 1 && KnownWords.most(text) != null ? null : suggestion.of(text);
                    if (meaning != null) {
                        known.putIfAbsent(Labels.normal(text), Listed.escaped(text) + "=" + meaning);
                    } else if (KnownWords.isWord(text)) {
                        others.putIfAbsent(Labels.normal(text), Listed.escaped(text) + "=" + LabelWords.SKIP);
                    }
                });
    }

    /** All that {@code 4/5} and {@code 7/10} are out of: with more than one, the first number alone says nothing. */
    private Set<String> scales() {
        return columns.values().stream()
                .flatMap(column -> column.labels.values().stream())
                .map(label -> label.text == null ? null : KnownWords.most(label.text))
                .filter(most -> most != null)
                .collect(Collectors.toSet());
    }

    private static String typed(String option, Map<String, String> pairs) {
        return option + " "
                + Shell.quoted(pairs.values().stream().limit(SUGGESTED).collect(Collectors.joining(", ")));
    }
}
