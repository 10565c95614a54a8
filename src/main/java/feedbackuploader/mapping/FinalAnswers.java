package feedbackuploader.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.CsvRow;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.ReportColumn;
import feedbackuploader.input.Row;
import feedbackuploader.support.Problem;
import feedbackuploader.support.Shell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row in which a column or key says that its value is no final answer of a person (cancelled, a draft, a test, made by a
 * model) is invalid, and told with the option that skips such rows and the one that sends them. Columns that are a field
 * are left alone, and so are places inside lists at which a rule of {@code --skip-where} looks.
 */
final class FinalAnswers {

    private static final String EXPECTED = "a person's final answer";

    /** How many names of keys are remembered; a file whose keys are ids has no end of them. */
    private static final int REMEMBERED = 10_000;

    /** What kind of source it is, in an object that some tools write as text. */
    private static final Pattern TYPE = Pattern.compile("['\"]type['\"]\\s*:\\s*['\"](\\w+)['\"]");

    private static final List<Field> ANSWERS =
            List.of(Field.VALUE, Field.FEEDBACKS, Field.WINNER, Field.PREFERRED_COMPLETION);

    /** @param pointer to the objects that hold an answer, or the list of them */
    private record Around(String place, Pointer pointer) {}

    private record Column(String name, int index, NotFinalWords words) {}

    private final Layout layout;
    private final Set<String> ignored;
    private final Set<String> ignoredSeen = new LinkedHashSet<>();
    private final Set<String> ofFields;
    private final List<Around> arounds;
    private final List<Column> columns;
    private final Map<String, Optional<NotFinalWords>> keys = new LinkedHashMap<>();

    FinalAnswers(Layout layout, MappingOptions options) throws MappingException {
        this.layout = layout;
        this.ignored = options.ignored();
        this.ofFields = places(options).collect(Collectors.toSet());
        this.arounds = arounds(options);
        this.columns = layout instanceof CsvLayout ? columns(List.copyOf(layout.names())) : List.of();
    }

    private List<Column> columns(List<String> names) {
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            words(names.get(i)).ifPresent(words -> found.add(new Column(names.get(index), index, words)));
        }
        return found;
    }

    /** The places of fields that hold an answer. */
    private static Stream<String> places(MappingOptions options) {
        return Stream.concat(
                        Stream.of(options.columns()),
                        options.variants().stream().map(RowVariant::columns))
                .flatMap(columns -> ANSWERS.stream().flatMap(field -> Stream.ofNullable(columns.get(field))));
    }

    /** Each object that a pointer passes on its way to an answer may say something of it. */
    private static List<Around> arounds(MappingOptions options) throws MappingException {
        Map<String, Around> arounds = new LinkedHashMap<>();
        for (String place : places(options).filter(name -> name.startsWith("/")).toList()) {
            for (int end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
                String around = place.substring(0, end);
                boolean isList = place.startsWith("/*", end) || place.startsWith("/?", end);
                if (!isList) {
                    arounds.put(around, new Around(around, Pointer.parse(around, around)));
                }
            }
        }
        return List.copyOf(arounds.values());
    }

    List<Mapped> judge(Row row, List<Mapped> pieces) {
        if (Mapped.all(pieces, piece -> piece.feedbackOrNull() == null)) {
            return pieces;
        }
        List<Problem> found =
                row instanceof CsvRow csv ? ofCells(csv) : row instanceof JsonRow json ? ofKeys(json) : List.of();
        if (found.isEmpty()) {
            return pieces;
        }
        return pieces.stream()
                .map(piece -> piece.feedbackOrNull() == null ? piece : new Mapped.Invalid(found, null))
                .toList();
    }

    private List<Problem> ofCells(CsvRow row) {
        List<Problem> problems = new ArrayList<>();
        for (Column column : columns) {
            look(column.name, column.name, false, row.cells().get(column.index), column.words, problems);
        }
        return problems;
    }

    private List<Problem> ofKeys(JsonRow row) {
        List<Problem> problems = new ArrayList<>();
        ofObject("", row.object(), problems);
        for (Around around : arounds) {
            ofEach(around.place, around.pointer.at(row.object()), problems);
        }
        return problems.stream().distinct().toList();
    }

    private void ofEach(String place, @Nullable JsonNode node, List<Problem> problems) {
        if (node instanceof ArrayNode list) {
            list.forEach(element -> ofEach(place, element, problems));
        } else if (node instanceof ObjectNode object) {
            ofObject(place, object, problems);
        }
    }

    private void ofObject(String around, ObjectNode object, List<Problem> problems) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = entry.getKey();
            Optional<NotFinalWords> words = around.isEmpty() ? words(key) : Optional.ofNullable(NotFinalWords.of(key));
            String pointer = around + "/" + key.replace("~", "~0").replace("/", "~1");
            if (words.isPresent() && !ofFields.contains(pointer)) {
                ofNode(around.isEmpty() ? key : pointer, pointer, entry.getValue(), words.get(), problems);
            }
        }
    }

    private void ofNode(String place, String pointer, JsonNode node, NotFinalWords words, List<Problem> problems) {
        if (node instanceof ObjectNode object) {
            ofNode(pointer + "/type", pointer + "/type", object.path("type"), words, problems);
        } else if (node instanceof ArrayNode list) {
            for (JsonNode element : list) {
                if (element.isValueNode()) {
                    look(place, pointer, true, SkipRule.label(element), words, problems);
                }
            }
        } else if (!node.isMissingNode()) {
            look(place, pointer, pointer.contains("/*"), SkipRule.label(node), words, problems);
        }
    }

    /** @param isListed whether a rule decides element by element, so that what is left of the row is no more than that */
    private void look(
            String place, String pointer, boolean isListed, String cell, NotFinalWords words, List<Problem> problems) {
        String label = Texts.bare(cell);
        Matcher type = TYPE.matcher(label);
        boolean isObject = label.startsWith("{") && type.find();
        String word = isObject ? type.group(1) : label;
        if (!words.has(word) || (isListed && layout.skips().looksAt(place, pointer)) || isIgnored(place, pointer)) {
            return;
        }
        boolean isMisread = place.startsWith("/") && place.chars().anyMatch(c -> "=~!".indexOf(c) >= 0);
        String skip = isMisread
                ? null
                : isObject
                        ? SkipRule.advised(place, "~.type.: *." + word + ".", label)
                        : SkipRule.advised(place, label);
        problems.add(new Problem(
                place,
                Problem.quote(isObject ? "type: " + word : word), // rows of one message need one rule
                EXPECTED,
                (skip == null ? "" : "To skip such rows, add " + skip + ". ") + "To send them, add --ignore "
                        + Shell.word(place) + "."));
    }

    private boolean isIgnored(String place, String pointer) {
        for (String name : ignored) {
            if (name.equals(pointer) || ColumnNames.normal(name).equals(ColumnNames.normal(place))) {
                ignoredSeen.add(name);
                return true;
            }
        }
        return false;
    }

    private Optional<NotFinalWords> words(String name) {
        Optional<NotFinalWords> known = keys.get(name);
        if (known != null) {
            return known;
        }
        Optional<NotFinalWords> words = ReportColumn.isOurs(name) || layout.isOfField(name) || isOfOther(name)
                ? Optional.empty()
                : Optional.ofNullable(NotFinalWords.of(name));
        if (keys.size() < REMEMBERED) {
            keys.put(name, words);
        }
        return words;
    }

    /** Whether it says something of another answer than those that are taken: {@code tone.responses.status}. */
    private boolean isOfOther(String name) {
        String prefix = NotFinalWords.prefix(name);
        return !prefix.isEmpty()
                && ofFields.stream().anyMatch(place -> place.contains("."))
                && ofFields.stream().noneMatch(place -> (place + ".").startsWith(prefix));
    }

    /** What the rows were sent in spite of; complete once every row has been mapped. */
    List<String> sentences() {
        return ignored.stream()
                .map(name -> "--ignore " + Shell.word(name)
                        + (ignoredSeen.contains(name)
                                ? ": rows are uploaded that are no person's final answer."
                                : " changes nothing: no row says there that it is no final answer."))
                .toList();
    }
}
