package feedbackuploader.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedbackuploader.feedback.Problem;
import feedbackuploader.input.ColumnNames;
import feedbackuploader.input.JsonRow;
import feedbackuploader.input.Row;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of JSON objects, each object for itself; {@code null} is the same as an absent key. */
final class JsonLayout implements Layout {

    /** How many names of keys are remembered; a file whose keys are ids has no end of them. */
    private static final int REMEMBERED = 10_000;

    private static final int LONGEST_REMEMBERED = 200;

    private static final String OUR_KEY = "upload";

    /** @param field that the key means, or null */
    private record Meaning(@Nullable Field field, boolean isWord) {}

    private final RowFields defaults;
    private final Map<Field, String> mapped;
    private final Map<Field, JsonPointer> pointers = new EnumMap<>(Field.class);
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Meaning> meanings = new HashMap<>();
    private final Notices notices;

    JsonLayout(MappingOptions options, Notices notices) throws MappingException {
        this.defaults = RowFields.of(options.constants());
        this.mapped = new EnumMap<>(Field.class);
        this.mapped.putAll(options.columns());
        this.notices = notices;
        for (Map.Entry<Field, String> entry : mapped.entrySet()) {
            String name = entry.getValue();
            if (name.startsWith("/")) {
                JsonPointer pointer = JsonPointer.compile(name);
                pointers.put(entry.getKey(), pointer);
                taken.add(ColumnNames.normal(pointer.getMatchingProperty()));
            } else if (ColumnNames.normal(name).isEmpty()) {
                throw new MappingException("--map " + entry.getKey().word() + "= names no key.");
            } else {
                taken.add(ColumnNames.normal(name));
            }
        }
    }

    @Override
    public RowFields read(Row row, List<Problem> problems) {
        RowFields read = defaults.copy();
        if (!(row instanceof JsonRow json)) {
            return read;
        }
        Map<Field, String> keys = new EnumMap<>(Field.class);
        for (Map.Entry<String, JsonNode> entry : json.object().properties()) {
            String key = entry.getKey();
            Meaning meaning = meaning(key);
            if (meaning.field == null) {
                note(key, entry.getValue());
            } else if (!entry.getValue().isNull()) {
                choose(keys, key, meaning.field, problems);
            }
        }
        keys.forEach((field, key) -> set(read, field, key, json.object().get(key)));
        mapped.forEach((field, name) -> set(read, field, name, at(json.object(), field, name)));
        return read;
    }

    /** Also knows the column's name, for a results file that someone turned into JSON lines. */
    @Override
    public @Nullable String uploadStatus(Row row) {
        if (!(row instanceof JsonRow json)) {
            return null;
        }
        return json.object().get(OUR_KEY) instanceof ObjectNode upload
                ? upload.path("status").textValue()
                : json.object().path("upload_status").textValue();
    }

    private static void set(RowFields read, Field field, String key, @Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            read.set(field, new Given(key, null, Given.Origin.JSON));
        } else {
            read.set(field, new Given(key, node, Given.Origin.JSON));
        }
    }

    private @Nullable JsonNode at(ObjectNode object, Field field, String name) {
        JsonPointer pointer = pointers.get(field);
        if (pointer != null) {
            return object.at(pointer);
        }
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        String normal = ColumnNames.normal(name);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (ColumnNames.normal(entry.getKey()).equals(normal)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The field's own word wins over a synonym; two keys of the same rank are a problem. */
    private void choose(Map<Field, String> keys, String key, Field field, List<Problem> problems) {
        String rival = keys.putIfAbsent(field, key);
        if (rival == null) {
            return;
        }
        boolean wins = meaning(key).isWord;
        if (wins == meaning(rival).isWord) {
            problems.add(new Problem(
                    key,
                    "it beside the key " + Names.quoted(rival),
                    "one key for " + field.word(),
                    "Both mean the same. Say which one counts: --map " + field.word() + "=" + key + "."));
        } else {
            String winner = wins ? key : rival;
            keys.put(field, winner);
            notices.passedOver(wins ? rival : key, winner, field);
        }
    }

    private Meaning meaning(String key) {
        Meaning meaning = meanings.get(key);
        if (meaning == null) {
            String normal = ColumnNames.normal(key);
            Field field = Optional.ofNullable(Field.ofNormal(normal))
                    .filter(named -> !taken.contains(normal) && !mapped.containsKey(named))
                    .orElse(null);
            meaning = new Meaning(field, field != null && field.isWord(key));
            if (meanings.size() < REMEMBERED && key.length() <= LONGEST_REMEMBERED) {
                meanings.put(key, meaning);
            }
        }
        return meaning;
    }

    private void note(String key, JsonNode value) {
        boolean ours = (key.equals(OUR_KEY) && value.isObject()) || Names.isOurs(key);
        if (!ours && !taken.contains(ColumnNames.normal(key))) {
            notices.unknown(key);
        }
    }
}
