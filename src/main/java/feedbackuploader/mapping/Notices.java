package feedbackuploader.mapping;

import feedbackuploader.feedback.Amount;
import feedbackuploader.feedback.Kind;
import feedbackuploader.input.Format;
import feedbackuploader.input.RowNumbers;
import feedbackuploader.support.Printable;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the user should know that is wrong with no single row: said once, when the file has been read. */
final class Notices {

    /** A file whose keys are ids has no end of them. */
    private static final int NAMES = 100;

    private static final int LISTED = 20;

    private static final int LONGEST = 200;

    private final String noun;
    private final Set<String> dates = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> lookedAt = new LinkedHashSet<>();
    private final Set<String> passedOver = new LinkedHashSet<>();
    private final Set<String> passedOverNames = new LinkedHashSet<>();
    private final Set<String> messageKeys = new LinkedHashSet<>();
    private final Set<String> spelled = new LinkedHashSet<>();
    private final Set<String> noTexts = new LinkedHashSet<>();
    private final UnreadLabels noValues =
            UnreadLabels.missingFrom("--values", "a number, true or false", KnownWords::meaning);
    private final UnreadLabels noVerdicts = UnreadLabels.missingFrom(
            "--winner", "a, b, tie-good or tie-bad", label -> KnownWords.isNone(label) ? LabelWords.SKIP : null);
    private final UnreadLabels noPlainNumbers = UnreadLabels.listed("Values that are not plain numbers in ");
    private final UnreadLabels noUsers = UnreadLabels.listed("Users without a UUID in ");
    private final Set<String> droppedUsers = new LinkedHashSet<>();
    private final Set<String> twins = new LinkedHashSet<>();
    private final RowNumbers repeatedHeaders = new RowNumbers();
    private final RowNumbers noRatings = new RowNumbers();
    private final Map<Kind, Long> ofOtherKind = new EnumMap<>(Kind.class);
    private long droppedFrom;
    private boolean hasDetails;
    private final Set<String> metricColumns = new LinkedHashSet<>();

    /** Fields that some row may have, and those of them that one has, by the kind that has no place for them. */
    private final Map<Kind, Set<Field>> useless = new EnumMap<>(Kind.class);

    private final Map<Kind, Set<Field>> unused = new EnumMap<>(Kind.class);

    private final boolean creates;

    /** @param creates whether rows may create completions, which take dates */
    Notices(Format format, boolean creates) {
        this.creates = creates;
        noun = format == Format.CSV ? "column" : "key";
        for (Kind kind : Kind.values()) {
            useless.put(kind, EnumSet.copyOf(Field.notIn(kind)));
            unused.put(kind, EnumSet.noneOf(Field.class));
        }
    }

    /** What the file's names are: column or key. */
    String noun() {
        return noun;
    }

    /** A column or key that no field goes by. */
    void unknown(String name) {
        add(Names.isDate(name) ? dates : unknown, name);
    }

    /** A column or key that says which rows are skipped, and nothing else. */
    void onlyLookedAt(String name) {
        add(lookedAt, name);
    }

    /** A column or key that means a field which another one was taken for. */
    void passedOver(String name, String winner, Field field) {
        add(passedOverNames, name);
        add(passedOver, Names.quoted(name) + " (" + Names.quoted(winner) + " is used for " + field.label() + ")");
    }

    /** A row that is the header once more. */
    void repeatsHeader(long row) {
        repeatedHeaders.add(row);
    }

    /** Details that are not sent: the value that they would go with is missing. */
    void noRating(long row) {
        noRatings.add(row);
    }

    /** A row or piece that is of another kind than the one that the user chose. */
    void isOfOtherKind(Kind its) {
        ofOtherKind.merge(its, 1L, Long::sum);
    }

    /** Columns of one name, described, from which nothing is taken. */
    void twins(String described) {
        add(twins, described);
    }

    /** A key inside a message other than role and content. */
    void messageKey(String key) {
        add(messageKeys, key);
    }

    /** A place where a JSON number, true or false stands for a text. */
    void spelled(String column) {
        add(spelled, column);
    }

    /** The details are taken from somewhere. */
    void hasDetails() {
        hasDetails = true;
    }

    /** No row has any other field than these. */
    void only(Set<Field> fields) {
        useless.values().forEach(all -> all.retainAll(fields));
    }

    /** Fields that a row fills although its kind of feedback has no place for them. */
    void unused(Kind kind, RawFields fields) {
        for (Field field : useless.getOrDefault(kind, Set.of())) {
            if (fields.hasOwn(field)) {
                unused.getOrDefault(kind, Set.of()).add(field);
            }
        }
    }

    /** A label under which there is no value. */
    void noValue(String column, @Nullable String label) {
        noValues.add(column, label);
    }

    /** A number that only an option could read. */
    void noPlainNumber(String column, String text) {
        noPlainNumbers.add(column, text);
    }

    /** A label that does not say which completion is preferred. */
    void noVerdict(String column, @Nullable String label) {
        noVerdicts.add(column, label);
    }

    /** A place where a word for nothing is uploaded as text. */
    void noText(String column) {
        add(noTexts, column);
    }

    /** A user whom nobody knows. */
    void unknownUser(String column, String name) {
        noUsers.add(column, name);
    }

    /** The first of many users whom nobody knows. */
    List<String> unknownUsers() {
        return noUsers.texts();
    }

    /** A user who is left out of one piece of feedback. */
    void droppedUser(String name) {
        droppedFrom++;
        add(droppedUsers, name);
    }

    /** A column that is taken for the metric of its name without anyone saying so. */
    void metricColumn(String column) {
        add(metricColumns, column);
    }

    /** The columns or keys that are not uploaded: for all but those that say what is skipped there is a sentence. */
    Stream<String> notUploaded() {
        return Stream.of(dates, unknown, passedOverNames, lookedAt).flatMap(Set::stream);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        addList(
                sentences,
                "Detected metric",
                " (each filled cell is one piece of feedback)",
                metricColumns.stream().map(Names::quoted).toList());
        sentences.addAll(noValues.sentences());
        sentences.addAll(noPlainNumbers.sentences());
        sentences.addAll(noVerdicts.sentences());
        List<String> users = noUsers.sentences();
        if (!users.isEmpty()) {
            sentences.addAll(users);
            sentences.add(Users.NAMING);
        }
        if (droppedFrom > 0) {
            sentences.add("Without their user, by --drop-unknown-users: "
                    + droppedUsers.stream().limit(LISTED).map(Names::quoted).collect(Collectors.joining(", "))
                    + (droppedUsers.size() > LISTED ? ", …" : "") + "; " + Amount.ofFeedback(droppedFrom) + ".");
        }
        if (repeatedHeaders.count() > 0) {
            sentences.add("Rows that repeat the header are skipped: " + repeatedHeaders.listed() + ".");
        }
        if (noRatings.count() > 0) {
            sentences.add("Details without a value are not uploaded: " + noRatings.listed() + ".");
        }
        ofOtherKind.forEach((kind, rows) -> sentences.add("Skipped " + rows + (rows == 1 ? " row" : " rows") + " of "
                + kind.label() + " feedback: this upload takes another kind. To upload "
                + (rows == 1 ? "it" : "them") + ", run again with --kind " + kind.label() + "."));
        twins.forEach(described -> sentences.add("Ignored, because they have the same name: " + described + "."));
        for (String date : dates) {
            sentences.add((noun.equals("key") ? "Key" : "Column") + " " + Names.quoted(date)
                    + (creates
                            ? " is ignored. If it is when the row was rated, add --map "
                                    + Shell.word(Field.RATED_AT.label() + "=" + date) + "."
                            : " is ignored: the server records the time of the upload."));
        }
        addList(
                sentences,
                "Ignored",
                "",
                unknown.stream()
                        .map(name -> Names.quoted(name)
                                + (Field.named(name).isPresent() ? "" : Nearest.inBrackets(name, Names.OF_COLUMNS)))
                        .toList());
        if (!hasDetails) {
            unknown.stream()
                    .filter(name ->
                            Names.isRemark(name) && twins.stream().noneMatch(twin -> twin.contains(Names.quoted(name))))
                    .limit(1)
                    .forEach(name -> sentences.add(LikelyAdvice.remark(name)));
        }
        addList(sentences, "Ignored", "", List.copyOf(new ArrayList<>(passedOver)));
        unused.forEach((kind, fields) -> addList(
                sentences,
                "Ignored",
                " (not part of " + kind.label() + " feedback)",
                fields.stream().map(Field::label).toList()));
        addList(
                sentences,
                "Ignored",
                " in messages (only role and content are sent)",
                messageKeys.stream().map(Names::quoted).toList());
        addList(
                sentences,
                "Numbers, true and false without quotes are uploaded as text in",
                "",
                spelled.stream().map(Names::quoted).toList());
        addList(
                sentences,
                "NULL, NaN, None and the like are uploaded as text (clear such cells if they mean no text) in",
                "",
                noTexts.stream().map(Names::quoted).toList());
        return sentences;
    }

    /** @param after what stands between the noun and the names */
    private void addList(List<String> sentences, String before, String after, List<String> names) {
        if (!names.isEmpty()) {
            String listed = names.stream().limit(LISTED).collect(Collectors.joining(", "));
            String more = names.size() >= NAMES
                    ? " and many more"
                    : names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
            sentences.add(before + " " + noun + (names.size() == 1 ? "" : "s") + after + ": " + listed + more + ".");
        }
    }

    private static void add(Set<String> names, String name) {
        if (names.size() < NAMES) {
            names.add(Printable.of(name, LONGEST));
        }
    }
}
