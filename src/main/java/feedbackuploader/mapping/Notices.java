package feedbackuploader.mapping;

import feedbackuploader.feedback.Kind;
import feedbackuploader.feedback.Printable;
import feedbackuploader.input.Format;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the user should know that is wrong with no single row: said once, when the file has been read. */
final class Notices {

    /** A file whose keys are ids has no end of them. */
    private static final int NAMES = 100;

    private static final int LISTED = 20;

    private static final int LONGEST = 200;

    private final String noun;
    private final Set<String> dates = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> passedOver = new LinkedHashSet<>();
    private final Set<String> passedOverNames = new LinkedHashSet<>();
    private final Set<String> messageKeys = new LinkedHashSet<>();
    private final Set<String> spelled = new LinkedHashSet<>();
    private final Set<Field> unusedInMetric = EnumSet.noneOf(Field.class);
    private final Set<Field> unusedInPreference = EnumSet.noneOf(Field.class);

    Notices(Format format) {
        noun = format == Format.CSV ? "column" : "key";
    }

    /** A column or key that no field goes by. */
    void unknown(String name) {
        add(Names.isDate(name) ? dates : unknown, name);
    }

    /** A column or key that means a field which another one was taken for. */
    void passedOver(String name, String winner, Field field) {
        add(passedOverNames, name);
        add(passedOver, Names.quoted(name) + " (" + Names.quoted(winner) + " is taken for " + field.word() + ")");
    }

    /** A key inside a message other than role and content. */
    void messageKey(String key) {
        add(messageKeys, key);
    }

    /** A place where a JSON number, true or false stands for a text. */
    void spelled(String column) {
        add(spelled, column);
    }

    /** A field that a row fills although its kind of feedback has no place for it. */
    void unused(Kind kind, Field field) {
        (kind == Kind.METRIC ? unusedInMetric : unusedInPreference).add(field);
    }

    /** The columns or keys of which one of the sentences says that they are not uploaded. */
    Stream<String> notUploaded() {
        return Stream.of(dates, unknown, passedOverNames).flatMap(Set::stream);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (String date : dates) {
            sentences.add("The " + noun + " " + Names.quoted(date)
                    + " cannot be honoured: the server dates each feedback at the time of its upload.");
        }
        addList(
                sentences,
                "Not uploaded, since no field goes by this name",
                unknown.stream()
                        .map(name -> Names.quoted(name) + Nearest.inBrackets(name, Names.OF_FIELDS))
                        .toList());
        addList(sentences, "Not uploaded", List.copyOf(new ArrayList<>(passedOver)));
        addList(sentences, "Not uploaded, since metric feedback has no such field", words(unusedInMetric));
        addList(sentences, "Not uploaded, since preference feedback has no such field", words(unusedInPreference));
        addList(
                sentences,
                "Left out of messages, which have a role and a content only",
                messageKeys.stream().map(Names::quoted).toList());
        addList(
                sentences,
                "A number or true/false without quotes is uploaded as the text that it spells",
                spelled.stream().map(Names::quoted).toList());
        return sentences;
    }

    private static List<String> words(Set<Field> fields) {
        return fields.stream().map(Field::word).toList();
    }

    private void addList(List<String> sentences, String what, List<String> names) {
        if (!names.isEmpty()) {
            String listed = names.stream().limit(LISTED).collect(Collectors.joining(", "));
            String more = names.size() >= NAMES
                    ? " and many more"
                    : names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
            sentences.add(what + ": " + noun + (names.size() == 1 ? " " : "s ") + listed + more + ".");
        }
    }

    private static void add(Set<String> names, String name) {
        if (names.size() < NAMES) {
            names.add(Printable.of(name, LONGEST));
        }
    }
}
